package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/store"
	"chainatlas/model/table"
)

type listCommand struct {
	Kind   string `arg:"" name:"种类" help:"记录种类，如 project 或 项目"`
	Where  string `help:"条件，如 阶段=在谈 链=精品钢 投资>=1亿" placeholder:"EXPR"`
	Sort   string `help:"排序字段，前加 - 为倒序" placeholder:"F"`
	Fields string `help:"只要这些字段，用逗号分开" placeholder:"a,b"`
	Limit  *int   `help:"最多几条，至少 1" placeholder:"N"`
	viewFlag
}

// shownFields are the columns of a list when none are asked for.
var shownFields = map[model.Kind]string{
	model.KindProject: "name,stage,chain,investor,total_investment,unit", model.KindEnterprise: "name,firm_kind,place,roles",
	model.KindSite: "name,site_kind,street,area,available_area,supply_status", model.KindChain: "name,code,chain_kind",
	model.KindContact: "name,organisation,title", model.KindVisit: "name,visit_kind,from,destination",
	model.KindTarget: "name,year,value", model.KindReported: "name,year,value,rank",
	model.KindTask:   "name,from,to,due,status",
	model.KindPolicy: "name,number,issuer,valid_from,valid_to", model.KindDeck: "name,visitor,theme,ratio,slides,frozen",
}

// Run prints the records.
func (l listCommand) Run(c *call) error {
	if l.Limit != nil && *l.Limit < 1 {
		return mistake("--limit 至少为 1")
	}
	kind, err := businessKind(l.Kind)
	if err != nil {
		return err
	}
	fields, err := fieldsNamed(kind, l.Fields)
	if err != nil {
		return err
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	view, f, err := l.read(s, kind, l.Where)
	if err != nil {
		return err
	}
	if fields == nil {
		fields = view.Columns.Fields(kind)
	}
	records, err := l.records(s, table.Query{Kind: kind, Filter: f}, cmp.Or(l.Sort, view.Sort))
	if err != nil {
		return err
	}
	return c.printList(kind, records, fields)
}

// records reads only what is printed: the columns say what that is.
func (l listCommand) records(s *store.Store, q table.Query, sort string) (_ []model.Record, err error) {
	if q.Sort, err = filter.ParseSort(q.Kind, sort); err != nil {
		return nil, err
	}
	limit := 0
	if l.Limit != nil {
		limit = *l.Limit
	}
	return answering(s, q, limit)
}

func filterOf(s *store.Store, kind model.Kind, expr string) (*filter.Filter, error) {
	return filter.ParseWith(kind, expr, filter.Options{Find: s, Year: time.Now().Year()})
}

// answering reads the records that answer, the first of them when there is a limit.
func answering(s *store.Store, q table.Query, limit int) ([]model.Record, error) {
	if q.Filter.Empty() && q.Sort == nil && limit <= 0 {
		return s.All(q.Kind)
	}
	t := table.New(s, 0)
	defer t.Close()
	rows, err := t.List(q)
	if err != nil {
		return nil, err
	}
	if limit > 0 {
		rows = rows[:min(limit, len(rows))]
	}
	out := make([]model.Record, len(rows))
	for i, row := range rows {
		if out[i], err = s.Get(row.ID); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// fieldsNamed reads a list of fields, nil for an empty one.
func fieldsNamed(kind model.Kind, list string) ([]*model.Field, error) {
	var out []*model.Field
	for _, name := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '，' }) {
		name = strings.TrimSpace(name)
		if name == "id" || name == "kind" {
			continue // they are always there
		}
		f, err := model.FieldOf(kind, name)
		if err != nil {
			return nil, unknownField(kind, name)
		}
		out = append(out, f)
	}
	return out, nil
}

func (c *call) printList(kind model.Kind, records []model.Record, fields []*model.Field) error {
	list := make([]json.RawMessage, len(records))
	for i, r := range records {
		b, err := model.JSON(r, fields...)
		if err != nil {
			return err
		}
		list[i] = b
	}
	c.say("共 %d 条", len(records))
	return c.print(list, func(w io.Writer) { printTable(w, kind, records, fields) })
}

func printTable(w io.Writer, kind model.Kind, records []model.Record, fields []*model.Field) {
	if fields == nil {
		fields, _ = fieldsNamed(kind, shownFields[kind])
	}
	cells := make([]string, len(fields))
	for i, f := range fields {
		cells[i] = f.Label
	}
	fmt.Fprintln(w, strings.Join(cells, "\t"))
	for _, r := range records {
		for i, f := range fields {
			cells[i] = strings.Join(strings.Fields(f.Text(r)), " ")
		}
		fmt.Fprintln(w, strings.Join(cells, "\t"))
	}
}
