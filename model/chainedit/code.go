package chainedit

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"chainatlas/model"
)

// letters stand for the lanes in codes, as the built-in chains have them.
var letters = map[string]string{"上游": "U", "中游": "M", "下游": "D", "配套": "S"}

// FreshCode is a code for a new node in a lane: JPG-U8 after JPG-U7, whatever became of that one: history, files and other chains
// may still speak of it.
func FreshCode(c *model.Chain, lane string) string {
	prefix := cmp.Or(c.Code, "N") + "-" + cmp.Or(letters[lane], "N")
	last := 0
	know := func(code string) {
		if series, i := split(code); series == prefix {
			last = max(last, i)
		}
	}
	for _, n := range c.Nodes {
		know(n.Code)
	}
	for _, code := range c.Spent {
		know(code)
	}
	return prefix + strconv.Itoa(last+1)
}

// split divides a code into its series and its number; 0 for none.
func split(code string) (series string, number int) {
	series = strings.TrimRight(code, "0123456789")
	number, _ = strconv.Atoi(code[len(series):])
	return series, number
}

// Retire notes codes that are never given again. Of each series the last is enough.
func Retire(c *model.Chain, codes ...string) {
	last := map[string]int{}
	for _, code := range append(slices.Clone(c.Spent), codes...) {
		if series, i := split(code); i > 0 {
			last[series] = max(last[series], i)
		}
	}
	c.Spent = nil
	for _, series := range slices.Sorted(maps.Keys(last)) {
		c.Spent = append(c.Spent, series+strconv.Itoa(last[series]))
	}
}

// FreshChainCode is a code that none of the chains has: the wanted one, or that with a number behind it.
func FreshChainCode(wanted string, all []*model.Chain) string {
	taken := make(map[string]bool, len(all))
	for _, c := range all {
		taken[strings.ToUpper(c.Code)] = true
	}
	wanted = cmp.Or(strings.ToUpper(strings.TrimSpace(wanted)), "L")
	code := wanted
	for i := 2; taken[code]; i++ {
		code = wanted + strconv.Itoa(i)
	}
	return code
}

// recode gives every node the chain's own codes: nodes of different chains never share one.
func recode(c *model.Chain) {
	now := make(map[string]string, len(c.Nodes))
	nodes := c.Nodes
	c.Nodes = make(model.Nodes, 0, len(nodes))
	for _, n := range nodes {
		old := n.Code
		n.Code = FreshCode(c, n.Lane)
		now[old] = n.Code
		c.Nodes = append(c.Nodes, n)
	}
	for i, e := range c.Edges {
		c.Edges[i].From, c.Edges[i].To = now[e.From], now[e.To]
	}
}
