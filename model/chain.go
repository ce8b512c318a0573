package model

import (
	"slices"
	"strings"
)

// ChainKind tells a product chain from a corporate family.
type ChainKind string

// The two kinds of map.
const (
	ProductChain ChainKind = "产业链"
	FamilyChain  ChainKind = "企业系"
)

// Choices implements chooser.
func (ChainKind) Choices() []Choice {
	return []Choice{{"产业链", "产业链", []string{"product"}}, {"企业系", "企业系", []string{"family"}}}
}

// Lanes are the bands of a chain map, upstream first; 配套 stands beside the flow.
var Lanes = []string{"上游", "中游", "下游", "配套"}

// Chain is an industrial chain with its nodes, or a corporate family with its members.
type Chain struct {
	Base
	Code           string    `key:"code" label:"代码" also:"编号" in:"基本"`
	English        string    `key:"en" label:"英文名" in:"基本"`
	ChainKind      ChainKind `key:"chain_kind" label:"图谱类型" in:"基本"`
	Nodes          Nodes     `key:"nodes" label:"环节" in:"图谱" opt:"keep"`
	Edges          Edges     `key:"edges" label:"供需关系" in:"图谱" opt:"keep"`
	Spent          Words     `key:"spent" label:"停用的环节代码" in:"图谱" opt:"keep,confidential"` // of each series the last that was deleted: no code is given twice
	AdminHead      Link      `key:"admin_head" label:"行政链长" also:"链长|区领导链长" in:"组织" opt:"confidential"`
	EnterpriseHead Link      `key:"enterprise_head" label:"企业链长" in:"组织" opt:"confidential"`
	Office         string    `key:"office" label:"链办" also:"牵头部门" in:"组织" opt:"confidential"`
	Strategy       string    `key:"strategy" label:"强补延思路" also:"思路" in:"图谱" opt:"long,confidential"`
	Samples        Words     `key:"samples" label:"链主示例" in:"图谱" opt:"confidential"`
	Research       Words     `key:"research" label:"技术攻关方向" also:"技术攻关|关键产品技术攻关" in:"图谱" opt:"confidential"`
	YearTask       string    `key:"year_task" label:"年度任务" also:"年度目标任务|年度工作任务" in:"组织" opt:"long,confidential"`
	Directory      Date      `key:"directory" label:"名录导入日期" in:"图谱" opt:"confidential"`
	StrongFrom     Quantity  `key:"strong_from" label:"强环节规上家数" in:"图谱" unit:"家" opt:"confidential"`
	LeaderAlone    YesNo     `key:"leader_alone" label:"有链主即为强" in:"图谱" opt:"confidential"`
}

// Kind implements Record.
func (*Chain) Kind() Kind { return KindChain }

// Node is a link of a chain: a product, a process or a service; in a family, a company or a segment.
type Node struct {
	Code       string   `cbor:"1,keyasint" json:"id"`
	Name       string   `cbor:"2,keyasint" json:"name"`
	English    string   `cbor:"3,keyasint,omitempty" json:"en,omitempty"`
	Lane       string   `cbor:"4,keyasint,omitempty" json:"lane"`
	Group      string   `cbor:"5,keyasint,omitempty" json:"group,omitempty"`
	Industries []Code   `cbor:"6,keyasint,omitempty" json:"industries,omitempty"`
	Fact       string   `cbor:"7,keyasint,omitempty" json:"fact,omitempty"`     // what the report states about it here
	Same       []string `cbor:"8,keyasint,omitempty" json:"same,omitempty"`     // codes of nodes of other chains that are the same business
	Supplies   []string `cbor:"9,keyasint,omitempty" json:"supplies,omitempty"` // codes of nodes of other chains that buy from it, or of chains that go on from it
	At         *Spot    `cbor:"10,keyasint,omitempty" json:"at,omitempty"`      // where a person put it; nil leaves it to the layout
}

// Spot is the middle of a node on the drawing, in units of the drawing, y downwards.
type Spot [2]float64

// Nodes and Edges are a chain's map.
type (
	Nodes []Node
	Edges []Edge
)

// Edge says that one node supplies another; in a corporate family, that it holds it.
type Edge struct {
	From string   `cbor:"1,keyasint" json:"from"`
	To   string   `cbor:"2,keyasint" json:"to"`
	Kind EdgeKind `cbor:"3,keyasint,omitempty" json:"kind,omitempty"`
}

// EdgeKind says what an edge means where that is not plain from the kind of the map.
type EdgeKind string

// FamilySupply marks a supply between companies of a family, whose other edges say who holds whom.
const FamilySupply EdgeKind = "supplies"

// IsZero tells whether the map has no node.
func (n Nodes) IsZero() bool { return len(n) == 0 }

// IsZero tells whether the map has no edge.
func (e Edges) IsZero() bool { return len(e) == 0 }

// Node finds a node by its code.
func (c *Chain) Node(code string) (Node, bool) {
	for _, n := range c.Nodes {
		if n.Code == code {
			return n, true
		}
	}
	return Node{}, false
}

// FindNode finds a node by code or name, as a ledger may write it: JPG-M2, 炼钢, 炼钢·精炼·连铸.
func (c *Chain) FindNode(text string) (NodeRef, bool) {
	if found := c.NodesCalled(text); len(found) == 1 {
		return found[0], true
	}
	return NodeRef{}, false
}

// NodesCalled lists the nodes that a text may mean: the one of that code or name, else all whose name holds the word.
func (c *Chain) NodesCalled(text string) []NodeRef {
	want := NormalName(text)
	var partly []NodeRef
	for _, n := range c.Nodes {
		switch name := NormalName(n.Name); {
		case want == NormalName(n.Code), want == name:
			return []NodeRef{n.Ref()}
		case isPartOf(want, n.Name):
			partly = append(partly, n.Ref())
		}
	}
	return partly
}

// Called tells whether people call the chain so: by its name, its code, or what stands before or in the brackets of its
// name, with or without 产业链: 高端装备智造, 精密锻件产业链 of 高端装备智造（精密锻件）.
func (c *Chain) Called(name string) bool {
	want := NormalName(name)
	for _, tail := range []string{"产业链", "链"} {
		want = strings.TrimSuffix(want, tail)
	}
	names := append([]string{c.Name, c.Code}, strings.FieldsFunc(HalfWidth(c.Name), func(r rune) bool { return r == '(' || r == ')' })...)
	return want != "" && slices.ContainsFunc(names, func(s string) bool { return NormalName(s) == want })
}

// isPartOf tells whether want is one of the words that a node's name joins by · / （.
func isPartOf(want, name string) bool {
	for _, word := range NodeWords(name) {
		if NormalName(word) == want {
			return true
		}
	}
	return false
}

// Ref is the reference to the node.
func (n Node) Ref() NodeRef { return NodeRef{n.Code, n.Name} }

// Neighbours lists the codes that supply the node and that it supplies.
func (c *Chain) Neighbours(code string) (up, down []string) {
	for _, e := range c.Edges {
		if e.To == code {
			up = append(up, e.From)
		}
		if e.From == code {
			down = append(down, e.To)
		}
	}
	return up, down
}
