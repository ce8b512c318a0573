package chainfile

import (
	"fmt"
	"math"
	"slices"

	"chainatlas/model"
)

// Draft is a chain as a file has it: nodes may lack a code still.
type Draft struct {
	chain model.Chain
	rows  []int    // where each node stands
	ends  [][2]int // the edges, by the numbers of their nodes
	kinds []model.EdgeKind
	byKey map[string][]int // nodes by code and by name
	wrong Mistakes
}

// The sheets of a workbook; mistakes in JSON are told by the same words.
const (
	nodeSheet  = "环节"
	edgeSheet  = "供需关系"
	chainSheet = "产业链"
)

// Chain is what the file calls the chain and how many nodes it has, for a preview.
func (d *Draft) Chain() *model.Chain { return &d.chain }

func (d *Draft) mistake(sheet string, row int, message, remedy string) {
	d.wrong = append(d.wrong, Wrong{sheet, row, message, remedy})
}

// node takes a node over and says what is wrong with it.
func (d *Draft) node(row int, n model.Node) {
	n.Code, n.Name, n.Lane = model.Tidy(n.Code), model.Tidy(n.Name), model.Tidy(n.Lane)
	switch {
	case len(d.chain.Nodes) == mostNodes:
		d.mistake(nodeSheet, row, fmt.Sprintf("环节超过 %d 个", mostNodes), "拆成几条产业链再导入")
		return
	case len(d.chain.Nodes) > mostNodes:
		return
	case n.Name == "":
		d.mistake(nodeSheet, row, "没有环节名称", "填写「环节」一栏，或删去这一行")
	case n.Lane == "":
		d.mistake(nodeSheet, row, "没有写段", "写上游、中游、下游或配套")
	case !slices.Contains(model.Lanes, n.Lane):
		d.mistake(nodeSheet, row, "段「"+n.Lane+"」无法识别", "写上游、中游、下游或配套")
	}
	if n.At != nil && !(math.Abs(n.At[0]) <= 1e6 && math.Abs(n.At[1]) <= 1e6) {
		d.mistake(nodeSheet, row, "位置超出图面", "改正 X、Y，或都不写，由软件排布")
	}
	d.chain.Nodes, d.rows = append(d.chain.Nodes, n), append(d.rows, row)
}

// index makes nodes findable for edges, and says which codes and names are used twice.
func (d *Draft) index() {
	d.byKey = make(map[string][]int)
	codes, names := map[string]int{}, map[string]int{}
	for i, n := range d.chain.Nodes {
		name := model.NormalName(n.Name)
		if first, twice := codes[n.Code]; twice && n.Code != "" {
			d.mistake(nodeSheet, d.rows[i], fmt.Sprintf("代码「%s」与第 %d 行相同", n.Code, d.rows[first]), "改成别的代码，或留空由软件编")
		} else if first, twice := names[name]; twice && n.Code == "" {
			d.mistake(nodeSheet, d.rows[i], fmt.Sprintf("环节「%s」与第 %d 行同名", n.Name, d.rows[first]), "改名，或删去其中一行")
		}
		codes[n.Code], names[name] = i, i
		for _, key := range []string{n.Code, name} {
			if list := d.byKey[key]; key != "" && !slices.Contains(list, i) {
				d.byKey[key] = append(list, i)
			}
		}
	}
}

// edge takes an edge over, whose ends are named by code or name.
func (d *Draft) edge(row int, from, to string, kind model.EdgeKind) {
	i, ok := d.end(row, "供方", from)
	j, too := d.end(row, "需方", to)
	if !ok || !too {
		return
	}
	switch {
	case i == j:
		d.mistake(edgeSheet, row, "供方和需方是同一个环节", "改正其中一方，或删去这一行")
	case slices.Contains(d.ends, [2]int{i, j}):
		d.mistake(edgeSheet, row, "这条关系写了两次", "删去其中一行")
	default:
		d.ends, d.kinds = append(d.ends, [2]int{i, j}), append(d.kinds, kind)
	}
}

func (d *Draft) end(row int, side, text string) (int, bool) {
	text = model.Tidy(text)
	list := d.byKey[text]
	if len(list) == 0 {
		list = d.byKey[model.NormalName(text)]
	}
	switch {
	case text == "":
		d.mistake(edgeSheet, row, "没有写"+side, "写环节的代码或名称，或删去这一行")
	case len(list) == 0:
		d.mistake(edgeSheet, row, side+"「"+text+"」不在「环节」表中", "核对代码或名称，或先在「环节」表中加上")
	case len(list) > 1:
		d.mistake(edgeSheet, row, side+"「"+text+"」有几个环节同名", "写环节的代码")
	default:
		return list[0], true
	}
	return 0, false
}

func (d *Draft) done() (*Draft, error) {
	if len(d.wrong) > 0 {
		return nil, d.wrong
	}
	return d, nil
}
