package model

import (
	"encoding/json"
	"regexp"
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

// here are the places that an enterprise has, without those where it is hoped for.
func (r Roles) here() (out Roles) {
	for _, x := range r {
		if x.Role != RoleTarget {
			out = append(out, x)
		}
	}
	return out
}

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

// ParseRoles reads places as Roles.String writes them: 精品钢·炼钢（链主）；装配式建筑·水泥. A place that is written as it
// was keeps what the text does not show (推断). An unknown chain blocks; an unknown node or role is said.
func ParseRoles(text string, old Roles, find Finder) (Roles, []Problem) {
	var out Roles
	var problems []Problem
	for _, part := range strings.FieldsFunc(Tidy(text), func(r rune) bool { return strings.ContainsRune("；;\n", r) }) {
		if Blank(part) {
			continue
		}
		role, more := parseRole(Tidy(part), old, find)
		problems = append(problems, more...)
		out = append(out, role)
	}
	return out, problems
}

func parseRole(text string, old Roles, find Finder) (Role, []Problem) {
	for _, x := range old {
		if (Roles{x}).String() == text {
			return x, nil
		}
	}
	var out Role
	var problems []Problem
	place, name := cutRole(text)
	if name != "" {
		out.Role = RoleName(name)
	}
	chain, node, _ := strings.Cut(strings.NewReplacer("・", "·", "•", "·").Replace(place), "·")
	var ok bool
	if find != nil {
		out.Chain, ok = find.Find(KindChain, Tidy(chain))
	}
	if !ok {
		return out, append(problems, block("roles.chain", "没有名为「"+Tidy(chain)+"」的产业链", "写成「精品钢·炼钢（链主）」，多个用；分开"))
	}
	if node = Tidy(node); node == "" {
		return out, problems
	}
	if out.Node, ok = find.FindNode(out.Chain.ID, node); !ok {
		out.Node = NodeRef{Name: node}
		problems = append(problems, warn("node.unknown", "产业链环节「"+node+"」不在「"+out.Chain.Name+"」图谱中", "核对环节名称，或在图谱中新增该环节"))
	}
	return out, problems
}

// cutRole takes a role in brackets off the end; brackets that hold anything else belong to the node's name.
func cutRole(text string) (place, role string) {
	open := strings.LastIndexAny(text, "（(")
	if open < 0 {
		return text, ""
	}
	inside := strings.TrimRight(strings.TrimLeft(text[open:], "（("), "）)")
	c, ok := pick(RoleName("").Choices(), Tidy(inside))
	if !ok {
		return text, ""
	}
	return text[:open], c.Key
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

// ranks are the levels that award titles, the highest first.
var ranks = []string{"国家级", "省级", "市级", "区级", "县级"}

// awardYear is the year of an award at its end: 专精特新(2023), 瞪羚企业（2023年）.
var awardYear = regexp.MustCompile(`[（(]((?:19|20)[0-9]{2})年?[)）]$`)

// ParseAwards reads a cell with several titles, as Awards.String writes them or as people do.
func ParseAwards(text string) Awards {
	var out Awards
	for _, s := range SplitList(text) {
		var a Award
		if m := awardYear.FindStringSubmatch(s); m != nil {
			a.Year = atoi(m[1])
			s = strings.TrimSuffix(s, m[0])
		}
		for _, rank := range ranks {
			if rest, ok := strings.CutPrefix(s, rank); ok && rest != "" {
				a.Rank, s = rank, rest
				break
			}
		}
		a.Name = Tidy(s)
		out = append(out, a)
	}
	return out
}

// keeping returns the awards with what their text does not show, taken from the old ones that are written alike.
func (a Awards) keeping(old Awards) Awards {
	for i := range a {
		for _, x := range old {
			if (Awards{x}).String() == (Awards{a[i]}).String() {
				a[i] = x
			}
		}
	}
	return a
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
