// Package placing proposes the chain nodes that enterprises belong on, from their industry codes and products.
//
// It decides nothing: a person accepts proposals, in bulk where they are plain. What it has nothing to go by for stays
// 待归链.
package placing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chainatlas/model"
)

// Place is a node that an enterprise may belong on.
type Place struct {
	Chain *model.Chain
	Node  model.Node
	Score float64 // 0 … 1
	Why   string  // in the officer's words
}

// Suggestion is what is proposed for one enterprise.
type Suggestion struct {
	Firm   *model.Enterprise
	Places []Place // the likeliest first, at most five; none where nothing is known that would tell
	Plain  bool    // the first place can be accepted without a look
}

// Role is the place as a role of an enterprise. It is marked 推断: nobody stated it.
func (p Place) Role(as model.RoleName) model.Role {
	return model.Role{Chain: model.LinkTo(p.Chain), Node: p.Node.Ref(), Role: as, Inferred: true}
}

// How much each hint weighs, and what is plain.
const (
	sameClass  = 0.60 // the class of four digits
	sameGroup  = 0.25 // the group of three digits
	sameBranch = 0.10 // the division of two digits
	sameWord   = 0.40 // a product is called as the node is
	likeWord   = 0.20 // a product's name shares half of the node's word
	only       = 0.30 // no other node has the class
	enough     = 0.60 // from here a place is plain,
	ahead      = 0.15 // when the next one is so far behind
	least      = 0.20 // below this a place is not proposed
	most       = 5
)

// Suggest proposes places for all enterprises that stand on no chain yet, in the order they are given. Corporate families
// are no product chains and are left out.
func Suggest(firms []*model.Enterprise, chains []*model.Chain) []Suggestion {
	x := indexOf(chains)
	var out []Suggestion
	for _, e := range firms {
		if e.Roles.IsZero() {
			out = append(out, x.suggest(e))
		}
	}
	return out
}

type candidate struct {
	chain *model.Chain
	node  model.Node
	words []string
}

type index struct {
	nodes   []candidate
	byClass map[string]int // how many nodes have a class
}

func indexOf(chains []*model.Chain) index {
	x := index{byClass: map[string]int{}}
	for _, c := range chains {
		if c.ChainKind == model.FamilyChain {
			continue
		}
		for _, n := range c.Nodes {
			x.nodes = append(x.nodes, candidate{c, n, model.NodeWords(n.Name)})
			for _, code := range n.Industries {
				x.byClass[code.Code]++
			}
		}
	}
	return x
}

func (x index) suggest(e *model.Enterprise) Suggestion {
	out := Suggestion{Firm: e}
	for _, c := range x.nodes {
		if p := x.rate(e, c); p.Score >= least {
			out.Places = append(out.Places, p)
		}
	}
	slices.SortStableFunc(out.Places, func(a, b Place) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Node.Code, b.Node.Code))
	})
	out.Places = out.Places[:min(len(out.Places), most)]
	if n := len(out.Places); n > 0 {
		out.Plain = out.Places[0].Score >= enough && (n == 1 || out.Places[0].Score-out.Places[1].Score >= ahead)
	}
	return out
}

// rate says how well an enterprise fits a node, and why.
func (x index) rate(e *model.Enterprise, c candidate) Place {
	p := Place{Chain: c.chain, Node: c.node}
	var why []string
	code := currentCode(e.Industry)
	score, words := x.byCode(code, c.node)
	if p.Score += score; words != "" {
		why = append(why, words)
	}
	score, words = byProducts(e, c.words)
	if p.Score += score; words != "" {
		why = append(why, words)
	}
	p.Score, p.Why = min(p.Score, 1), strings.Join(why, "；")
	return p
}

// currentCode is a class of the 2017 edition: 锻件 had the code 3391 in 2011, which is 黑色金属铸造 now.
func currentCode(c model.Code) string {
	code := strings.TrimLeft(c.Code, "ABCDEFGHIJKLMNOPQRST")
	if code == "3391" && strings.Contains(c.Text, "锻") {
		return "3393"
	}
	return code
}

func (x index) byCode(code string, n model.Node) (best float64, why string) {
	if len(code) < 2 {
		return 0, ""
	}
	for _, have := range n.Industries {
		score, words := 0.0, ""
		switch {
		case have.Code == "":
		case have.Code == code:
			if score, words = sameClass, "行业代码 "+have.String(); x.byClass[code] == 1 {
				score += only
			}
		case len(code) >= 3 && strings.HasPrefix(have.Code, code[:3]):
			score, words = sameGroup, "行业中类 "+code[:3]+" 相同"
		case strings.HasPrefix(have.Code, code[:2]):
			score, words = sameBranch, "行业大类 "+code[:2]+" 相同"
		}
		if score > best {
			best, why = score, words
		}
	}
	return best, why
}

// byProducts compares what an enterprise makes, and what its name says, with the words of a node's name.
func byProducts(e *model.Enterprise, words []string) (best float64, why string) {
	for _, word := range words {
		if len([]rune(word)) < 2 {
			continue
		}
		for _, product := range e.Products {
			if score := alike(product, word); score > best {
				best, why = score, fmt.Sprintf("主要产品「%s」与环节「%s」相符", product, word)
			}
		}
		if score := alike(e.Name, word) / 2; score > best && strings.Contains(e.Name, word) {
			best, why = score, fmt.Sprintf("企业名称含「%s」", word)
		}
	}
	return best, why
}

// alike compares two names by their characters.
func alike(a, b string) float64 {
	a, b = model.NormalName(a), model.NormalName(b)
	switch n := shared(a, b); {
	case a == "" || b == "":
		return 0
	case strings.Contains(a, b) || strings.Contains(b, a) && len([]rune(a)) >= 2:
		return sameWord
	case n >= 2 && 2*n >= len([]rune(b)):
		return likeWord
	}
	return 0
}

// shared is the length of the longest run of characters that both have.
func shared(a, b string) int {
	y := []rune(b)
	before, best := make([]int, len(y)+1), 0
	for _, r := range a {
		row := make([]int, len(y)+1)
		for j, s := range y {
			if r == s {
				row[j+1] = before[j] + 1
				best = max(best, row[j+1])
			}
		}
		before = row
	}
	return best
}
