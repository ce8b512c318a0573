package model

import (
	"encoding/json"
	"sort"
	"strconv"
	"strings"
)

// RoleName says what an enterprise is on a chain's node.
type RoleName string

// The roles.
const (
	RoleLeader    RoleName = "链主"
	RoleKey       RoleName = "重点"
	RoleSupporter RoleName = "配套"
	RoleTarget    RoleName = "目标"
)

// Choices implements chooser.
func (RoleName) Choices() []Choice {
	return []Choice{
		{"链主", "链主", []string{"链主企业", "leader"}}, {"重点", "重点", []string{"重点企业", "key"}},
		{"配套", "配套", []string{"配套企业", "supporter"}}, {"目标", "目标", []string{"目标企业", "target"}},
	}
}

// Role places an enterprise on a node of a chain.
type Role struct {
	Chain    Link     `cbor:"1,keyasint" json:"chain"`
	Node     NodeRef  `cbor:"2,keyasint" json:"node"`
	Role     RoleName `cbor:"3,keyasint,omitempty" json:"role,omitempty"`
	Inferred bool     `cbor:"4,keyasint,omitempty" json:"inferred,omitempty"` // 推断: read from the context, not stated
}

// Roles is every place an enterprise has.
type Roles []Role

// IsZero tells whether the enterprise stands on no node.
func (r Roles) IsZero() bool { return len(r) == 0 }

// String lists the places: 精品钢·炼钢（链主）.
func (r Roles) String() string {
	parts := make([]string, len(r))
	for i, x := range r {
		parts[i] = x.Chain.Name
		if !x.Node.IsZero() {
			parts[i] += "·" + x.Node.String()
		}
		if x.Role != "" {
			parts[i] += "（" + string(x.Role) + "）"
		}
	}
	return strings.Join(parts, "；")
}

// On tells whether the enterprise stands on the node of the chain, and as what.
func (r Roles) On(chain ID, node string) (Role, bool) {
	for _, x := range r {
		if x.Chain.ID == chain && (node == "" || x.Node.Code == node) {
			return x, true
		}
	}
	return Role{}, false
}

// Award is a title that an enterprise holds (专精特新, 瞪羚 …), with its rank and the time it is valid.
type Award struct {
	Name  string `cbor:"1,keyasint" json:"name"`
	Rank  string `cbor:"2,keyasint,omitempty" json:"rank,omitempty"` // 国家级, 省级, 市级
	Year  int    `cbor:"3,keyasint,omitempty" json:"year,omitempty"`
	Until Date   `cbor:"4,keyasint,omitzero" json:"until,omitzero"`
}

// Awards is every title of an enterprise.
type Awards []Award

// IsZero tells whether there is none.
func (a Awards) IsZero() bool { return len(a) == 0 }

// String lists the titles.
func (a Awards) String() string {
	parts := make([]string, len(a))
	for i, x := range a {
		parts[i] = x.Rank + x.Name
		if x.Year != 0 {
			parts[i] += "(" + strconv.Itoa(x.Year) + ")"
		}
	}
	return strings.Join(parts, "；")
}

// ParseAwards reads a cell with several titles.
func ParseAwards(text string) Awards {
	var out Awards
	for _, s := range SplitList(text) {
		out = append(out, Award{Name: s})
	}
	return out
}

// SplitList cuts a cell that holds several things: by 、，；, line breaks and slashes.
func SplitList(text string) []string {
	var out []string
	for _, s := range strings.FieldsFunc(Tidy(text), func(r rune) bool { return strings.ContainsRune("、，,；;\n/|", r) }) {
		if s = Tidy(s); !Blank(s) {
			out = append(out, s)
		}
	}
	return out
}

// Words is a list of short texts, such as products.
type Words []string

// IsZero tells whether the list is empty.
func (w Words) IsZero() bool { return len(w) == 0 }

// String joins the words as a ledger does.
func (w Words) String() string { return strings.Join(w, "、") }

// Yearly is an amount for each year, such as output value.
type Yearly map[int]Money

// IsZero tells whether no year is stated.
func (y Yearly) IsZero() bool { return len(y) == 0 }

// Years lists the years, oldest first.
func (y Yearly) Years() []int {
	out := make([]int, 0, len(y))
	for year := range y {
		out = append(out, year)
	}
	sort.Ints(out)
	return out
}

// Latest is the newest year and its amount.
func (y Yearly) Latest() (int, Money) {
	years := y.Years()
	if len(years) == 0 {
		return 0, Money{}
	}
	last := years[len(years)-1]
	return last, y[last]
}

// String lists the years: 2022年 5亿元；2023年 6亿元.
func (y Yearly) String() string {
	var parts []string
	for _, year := range y.Years() {
		parts = append(parts, strconv.Itoa(year)+"年 "+y[year].Text)
	}
	return strings.Join(parts, "；")
}

// Levels holds the level of single fields that differ from their record's or their default.
type Levels map[string]Level

// IsZero tells whether no field has a level of its own.
func (l Levels) IsZero() bool { return len(l) == 0 }

// String lists the fields.
func (l Levels) String() string {
	b, _ := json.Marshal(l)
	if l.IsZero() {
		return ""
	}
	return string(b)
}
