package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/store"
)

type viewCommands struct {
	List   viewListCommand   `cmd:"" help:"列出保存的视图"`
	Show   viewShowCommand   `cmd:"" help:"一个视图的条件、排序和列"`
	Save   viewSaveCommand   `cmd:"" help:"新建视图；同名的只改写明的部分"`
	Delete viewDeleteCommand `cmd:"" help:"删除视图（进入回收站）"`
}

// viewEntry is a view in JSON.
type viewEntry struct {
	ID      model.ID          `json:"id"`
	Name    string            `json:"name"`
	OfKind  model.Kind        `json:"of_kind"`
	Filter  string            `json:"filter"`
	Sort    string            `json:"sort"`
	Columns model.ViewColumns `json:"columns"`
}

func viewEntryOf(v *model.View) viewEntry {
	e := viewEntry{v.ID, v.Name, v.OfKind, v.Filter, v.Sort, v.Columns}
	if e.Columns == nil {
		e.Columns = model.ViewColumns{}
	}
	return e
}

type viewListCommand struct {
	Kind string `arg:"" optional:"" name:"种类" help:"只列这种记录的视图"`
}

// Run lists the views of every list, or of one.
func (x viewListCommand) Run(c *call) error {
	kinds := model.Kinds()
	if x.Kind != "" {
		k, err := businessKind(x.Kind)
		if err != nil {
			return err
		}
		kinds = []model.Kind{k}
	}
	_, all, err := c.views()
	if err != nil {
		return err
	}
	list := []viewEntry{}
	for _, k := range kinds {
		for _, v := range model.ViewsOf(k, all) {
			list = append(list, viewEntryOf(v))
		}
	}
	return c.print(list, func(w io.Writer) {
		for _, e := range list {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", e.OfKind.Label(), e.Name, e.Filter, e.Sort, e.Columns)
		}
	})
}

// namedView is how the command line means a view: by its name, and by its list where two lists have one of that name.
type namedView struct {
	Name string `arg:"" name:"视图" help:"视图的名称"`
	Kind string `help:"哪种记录的视图；各种记录里有同名视图时必写" placeholder:"KIND"`
}

func (x namedView) find(c *call) (*store.Store, *model.View, error) {
	s, all, err := c.views()
	if err != nil {
		return nil, nil, err
	}
	if x.Kind != "" {
		k, err := businessKind(x.Kind)
		if err != nil {
			return nil, nil, err
		}
		v, err := viewCalled(k, x.Name, all)
		return s, v, err
	}
	var found []*model.View
	for _, k := range model.Kinds() {
		if v := model.ViewCalled(k, x.Name, all); v != nil {
			found = append(found, v)
		}
	}
	switch len(found) {
	case 0:
		return nil, nil, failure("没有名为「" + x.Name + "」的视图，全部视图见 chainatlas view list")
	case 1:
		return s, found[0], nil
	}
	return nil, nil, mistake("有多种记录的视图名为「" + x.Name + "」，请加 --kind " + string(found[0].OfKind) + " 之类写明是哪一种")
}

type viewShowCommand struct{ namedView }

// Run prints one view.
func (x viewShowCommand) Run(c *call) error {
	_, v, err := x.find(c)
	if err != nil {
		return err
	}
	return c.showView(v)
}

func (c *call) showView(v *model.View) error {
	e := viewEntryOf(v)
	return c.print(e, func(w io.Writer) {
		fmt.Fprintf(w, "视图\t%s\n列表\t%s\n条件\t%s\n排序\t%s\n列\t%s\n", e.Name, e.OfKind.Label(), e.Filter, e.Sort, e.Columns)
	})
}

type viewDeleteCommand struct{ namedView }

// Run moves a view to the trash and prints it as it was.
func (x viewDeleteCommand) Run(c *call) error {
	s, v, err := x.find(c)
	if err != nil {
		return err
	}
	if _, err := s.Update("删除视图「"+v.Name+"」", func(tx *store.Tx) error { return tx.Delete(v.ID, "") }); err != nil {
		return err
	}
	return c.showView(v)
}

type viewSaveCommand struct {
	Kind   string  `arg:"" name:"种类" help:"记录种类，如 project 或 项目"`
	Name   string  `arg:"" name:"视图" help:"视图的名称"`
	Where  *string `help:"条件，如 阶段=在谈 投资>=1亿" placeholder:"EXPR"`
	Sort   *string `help:"排序字段，前加 - 为倒序" placeholder:"F"`
	Fields *string `help:"显示的列，用逗号分开" placeholder:"a,b"`
}

// Run makes a view, or changes what is stated of the one that is called so.
func (x viewSaveCommand) Run(c *call) error {
	kind, err := businessKind(x.Kind)
	if err != nil {
		return err
	}
	if model.Blank(x.Name) {
		return mistake("视图的名称不能为空")
	}
	s, all, err := c.views()
	if err != nil {
		return err
	}
	label := "修改视图"
	v := model.ViewCalled(kind, x.Name, all)
	if v == nil {
		label, v = "保存视图", &model.View{Base: model.Base{Name: model.Tidy(x.Name)}, OfKind: kind}
	}
	if err := x.state(s, v); err != nil {
		return err
	}
	if _, err := s.Update(label+"「"+v.Name+"」", func(tx *store.Tx) error { return tx.Put(v) }); err != nil {
		return err
	}
	return c.showView(v)
}

// state puts into the view what the call says, after trying whether it can be read.
func (x viewSaveCommand) state(s *store.Store, v *model.View) error {
	if x.Where != nil {
		if _, err := filterOf(s, v.OfKind, *x.Where); err != nil {
			return err
		}
		v.Filter = strings.TrimSpace(*x.Where)
	}
	if x.Sort != nil {
		if _, err := filter.ParseSort(v.OfKind, *x.Sort); err != nil {
			return err
		}
		v.Sort = strings.TrimSpace(*x.Sort)
	}
	if x.Fields == nil {
		return nil
	}
	fields, err := fieldsNamed(v.OfKind, *x.Fields)
	if err != nil {
		return err
	}
	v.Columns = columnsOf(fields, v.Columns)
	return nil
}

// columnsOf keeps the widths that columns had.
func columnsOf(fields []*model.Field, old model.ViewColumns) (out model.ViewColumns) {
	widths := map[string]int{}
	for _, c := range old {
		widths[c.Key] = c.Width
	}
	for _, f := range fields {
		out = append(out, model.ViewColumn{Key: f.Key, Width: widths[f.Key]})
	}
	return out
}

// views reads every view of the workspace.
func (c *call) views() (*store.Store, []*model.View, error) {
	s, err := c.store()
	if err != nil {
		return nil, nil, err
	}
	all, err := store.Every[*model.View](s, model.KindView)
	return s, all, err
}

func viewCalled(k model.Kind, name string, all []*model.View) (*model.View, error) {
	if v := model.ViewCalled(k, name, all); v != nil {
		return v, nil
	}
	return nil, failure(k.Label() + "没有名为「" + name + "」的视图，全部视图见 chainatlas view list")
}

// businessKind reads the kind of a list; views have commands of their own.
func businessKind(name string) (model.Kind, error) {
	k, err := model.ParseKind(name)
	switch {
	case err == nil && k == model.KindLayer:
		return "", mistake("图层不是台账记录，请用 chainatlas geo layers、import、export")
	case err == nil && !k.Business():
		return "", mistake("视图不是台账记录，请用 chainatlas view list、show、save、delete")
	}
	return k, err
}

// viewFlag lets a command start from a saved view.
type viewFlag struct {
	View string `help:"按保存的视图；另写的 --where 与视图的条件须同时满足" placeholder:"NAME"`
}

// read is the view that is meant with its filter and order; the zero view when none is. extra must be answered too.
func (x viewFlag) read(s *store.Store, kind model.Kind, extra string) (*model.View, *filter.Filter, error) {
	own, err := filterOf(s, kind, extra)
	if err != nil || x.View == "" {
		return &model.View{}, own, err
	}
	all, err := store.Every[*model.View](s, model.KindView)
	if err != nil {
		return nil, nil, err
	}
	v, err := viewCalled(kind, x.View, all)
	if err != nil {
		return nil, nil, err
	}
	f, err := filterOf(s, kind, v.Filter)
	var wrong *filter.SyntaxError
	if errors.As(err, &wrong) {
		return nil, nil, failure("视图「" + v.Name + "」的条件现在读不懂：" + wrong.Marked() + "，" + wrong.Message + "。请用 chainatlas view save 改正")
	}
	return v, f.And(own), err
}
