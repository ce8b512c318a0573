package chainfile

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"chainatlas/model"
	"chainatlas/model/sheet"
)

var (
	nodeHeads  = []string{"代码", "环节", "英文名", "段", "组", "行业代码", "行业版本", "报告所述", "同一环节", "供应外链", "X", "Y"}
	edgeHeads  = []string{"供方代码", "供方", "需方代码", "需方", "类型"}
	chainHeads = []string{"名称", "代码", "英文名", "图谱类型"}
	nodeWidths = []float64{12, 26, 22, 8, 14, 34, 18, 34, 18, 18, 8, 8}
	edgeWidths = []float64{12, 26, 12, 26, 8}
)

// supplyWord is the kind of an edge between companies of a family that supply each other; the others hold each other.
const supplyWord = "供应"

// between stands between several things in one cell; names of industries have 、 and ， in them.
const between = "；"

func writeBook(w io.Writer, c *model.Chain) error {
	book := excelize.NewFile()
	defer book.Close()
	var nodes, edges [][]any
	for _, n := range c.Nodes {
		nodes = append(nodes, nodeRow(n))
	}
	for _, e := range c.Edges {
		from, _ := c.Node(e.From)
		to, _ := c.Node(e.To)
		kind := ""
		if e.Kind == model.FamilySupply {
			kind = supplyWord
		}
		edges = append(edges, []any{e.From, from.Name, e.To, to.Name, kind})
	}
	if err := book.SetSheetName("Sheet1", nodeSheet); err != nil {
		return err
	}
	for _, s := range []struct {
		name   string
		heads  []string
		widths []float64
		rows   [][]any
	}{{nodeSheet, nodeHeads, nodeWidths, nodes}, {edgeSheet, edgeHeads, edgeWidths, edges},
		{chainSheet, chainHeads, edgeWidths, [][]any{{c.Name, c.Code, c.English, string(c.ChainKind)}}}} {
		if err := writeSheet(book, s.name, s.heads, s.widths, s.rows); err != nil {
			return fmt.Errorf("write sheet %s: %w", s.name, err)
		}
	}
	return book.Write(w)
}

func writeSheet(book *excelize.File, name string, heads []string, widths []float64, rows [][]any) error {
	if _, err := book.NewSheet(name); err != nil {
		return err
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"EAF0F3"}}})
	if err != nil {
		return err
	}
	s, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, width := range widths[:min(len(widths), len(heads))] {
		if err := s.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(heads))
	for i, h := range heads {
		head[i] = excelize.Cell{StyleID: bold, Value: h}
	}
	for i, row := range append([][]any{head}, rows...) {
		if err := s.SetRow("A"+strconv.Itoa(i+1), row); err != nil {
			return err
		}
	}
	return s.Flush()
}

func nodeRow(n model.Node) []any {
	var codes, editions []string
	for _, c := range n.Industries {
		codes, editions = append(codes, c.String()), append(editions, c.Edition)
	}
	if len(slices.Compact(slices.Clone(editions))) == 1 {
		editions = editions[:1]
	}
	x, y := any(nil), any(nil)
	if n.At != nil {
		x, y = n.At[0], n.At[1]
	}
	return []any{n.Code, n.Name, n.English, n.Lane, n.Group, strings.Join(codes, between), strings.Join(editions, between), n.Fact,
		strings.Join(n.Same, between), strings.Join(n.Supplies, between), x, y}
}

// readBook reads a workbook as writeBook writes it; columns may stand in another order, and those not needed may be gone.
func readBook(path string) (*Draft, error) {
	tables, err := sheet.Open(path)
	if err != nil {
		return nil, err
	}
	d := &Draft{}
	nodes, ok := columnsOf(tables, nodeSheet, "环节")
	if !ok {
		return nil, ErrNotChain
	}
	nodes.each(func(row int, cell func(string) string) { d.node(row, d.readNode(row, cell)) })
	d.index()
	if edges, ok := columnsOf(tables, edgeSheet, "供方"); ok {
		edges.each(func(row int, cell func(string) string) { d.readEdge(row, cell) })
	}
	if about, ok := columnsOf(tables, chainSheet, "名称"); ok {
		about.each(func(row int, cell func(string) string) { d.readChain(row, cell) })
	}
	return d.done()
}

func (d *Draft) readNode(row int, cell func(string) string) model.Node {
	n := model.Node{Code: cell("代码"), Name: cell("环节"), English: cell("英文名"), Lane: cell("段"), Group: cell("组"), Fact: cell("报告所述"),
		Same: listed(cell("同一环节")), Supplies: listed(cell("供应外链"))}
	editions := listed(cell("行业版本"))
	for i, text := range listed(cell("行业代码")) {
		edition := model.EditionGBT4754
		if len(editions) > 0 {
			edition = editions[min(i, len(editions)-1)]
		}
		n.Industries = append(n.Industries, model.ParseCode(text, edition))
	}
	x, y := cell("X"), cell("Y")
	if x == "" && y == "" {
		return n
	}
	at := model.Spot{}
	for i, text := range []string{x, y} {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			d.mistake(nodeSheet, row, "位置「"+text+"」不是数字", "X、Y 都写数字，或都不写，由软件排布")
			return n
		}
		at[i] = v
	}
	n.At = &at
	return n
}

// listed cuts a cell that holds several things.
func listed(text string) (out []string) {
	for _, s := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("；;\n", r) }) {
		if s = model.Tidy(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (d *Draft) readEdge(row int, cell func(string) string) {
	either := func(code, name string) string {
		if s := cell(code); s != "" {
			return s
		}
		return cell(name)
	}
	kind := model.EdgeKind("")
	switch word := cell("类型"); word {
	case "":
	case supplyWord:
		kind = model.FamilySupply
	default:
		d.mistake(edgeSheet, row, "类型「"+word+"」无法识别", "不写，或写"+supplyWord)
	}
	d.edge(row, either("供方代码", "供方"), either("需方代码", "需方"), kind)
}

func (d *Draft) readChain(row int, cell func(string) string) {
	d.chain.Name, d.chain.Code, d.chain.English = cell("名称"), cell("代码"), cell("英文名")
	switch kind := model.ChainKind(cell("图谱类型")); kind {
	case "", model.ProductChain, model.FamilyChain:
		d.chain.ChainKind = kind
	default:
		d.mistake(chainSheet, row, "图谱类型「"+string(kind)+"」无法识别", "写产业链或企业系")
	}
}

// columns is a sheet with the places of its columns by their heads.
type columns struct {
	table sheet.Table
	head  int
	at    map[string]int
}

// headRows is how far down a person may have moved the heads.
const headRows = 6

// columnsOf finds a sheet by its name and the row of its heads by one that must be there.
func columnsOf(tables []sheet.Table, name, needs string) (columns, bool) {
	for _, t := range tables {
		if model.Tidy(t.Name) != name {
			continue
		}
		for i, row := range t.Rows[:min(headRows, len(t.Rows))] {
			at := map[string]int{}
			for j, c := range row {
				at[model.Tidy(c.Text)] = j
			}
			if _, ok := at[needs]; ok {
				return columns{t, i, at}, true
			}
		}
	}
	return columns{}, false
}

// each reads the rows below the heads that are not empty; rows count as in Excel.
func (c columns) each(see func(row int, cell func(head string) string)) {
	for i := c.head + 1; i < len(c.table.Rows); i++ {
		blank := !slices.ContainsFunc(c.table.Rows[i], func(x sheet.Cell) bool { return model.Tidy(x.Text) != "" })
		if blank {
			continue
		}
		see(i+1, func(head string) string {
			j, ok := c.at[head]
			if !ok {
				return ""
			}
			return model.Tidy(c.table.At(i, j).Text)
		})
	}
}
