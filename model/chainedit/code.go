package chainedit

import (
	"cmp"
	"strconv"
	"strings"

	"chainatlas/model"
)

// letters stand for the lanes in codes, as the built-in chains have them.
var letters = map[string]string{"上游": "U", "中游": "M", "下游": "D", "配套": "S"}

// FreshCode is a code for a new node in a lane: JPG-U8 after JPG-U7, whatever became of the nodes in between.
func FreshCode(c *model.Chain, lane string) string {
	prefix := cmp.Or(c.Code, "N") + "-" + cmp.Or(letters[lane], "N")
	last := 0
	for _, n := range c.Nodes {
		rest, ok := strings.CutPrefix(n.Code, prefix)
		if i, err := strconv.Atoi(rest); ok && err == nil {
			last = max(last, i)
		}
	}
	return prefix + strconv.Itoa(last+1)
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
