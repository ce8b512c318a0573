package chainfile

import (
	"cmp"
	"fmt"
	"slices"

	"chainatlas/model"
	"chainatlas/model/chainedit"
	"chainatlas/model/store"
)

// Plan is what an import would do: one action of the store.
type Plan struct {
	Chain    *model.Chain // as it will be
	New      bool
	Gone     []model.Node // nodes that there are and the file does not have
	Standing int          // enterprises and projects on them

	records []model.ID // those on nodes that go or are renamed
	others  []model.ID // the other chains
}

// PlanImport sees what a file does to a workspace. as is what the chain shall be called, "" for what the file calls it. A
// chain of that name, or else of the file's code, gets the structure of the file; without one a new chain is made, with
// codes that no other chain has.
func PlanImport(s *store.Store, d *Draft, as string) (*Plan, error) {
	all, err := store.Every[*model.Chain](s, model.KindChain)
	if err != nil {
		return nil, err
	}
	name := cmp.Or(model.Tidy(as), d.chain.Name)
	target := wanted(all, name, d.chain.Code, as == "")
	p := &Plan{New: target == nil}
	for _, c := range all {
		if target == nil || c.ID != target.ID {
			p.others = append(p.others, c.ID)
		}
	}
	if p.New {
		p.Chain = d.fresh(name, all)
		return p, chainedit.Check(p.Chain)
	}
	if err := p.replace(target, d, all); err != nil {
		return nil, err
	}
	return p, p.stand(s, target)
}

func wanted(all []*model.Chain, name, code string, byCode bool) *model.Chain {
	for _, c := range all {
		if model.NormalName(c.Name) == model.NormalName(name) {
			return c
		}
	}
	for _, c := range all {
		if byCode && code != "" && c.Code == code {
			return c
		}
	}
	return nil
}

// fresh is a new chain of the file's structure.
func (d *Draft) fresh(name string, all []*model.Chain) *model.Chain {
	c := d.built(&model.Chain{Code: d.chain.Code})
	taken := chainedit.FreshChainCode(c.Code, all) != c.Code
	for _, other := range all {
		taken = taken || slices.ContainsFunc(c.Nodes, func(n model.Node) bool { _, ok := other.Node(n.Code); return ok })
	}
	if !taken {
		c.ID, c.Name, c.English, c.ChainKind = model.NewID(), name, d.chain.English, d.chain.ChainKind
		return c
	}
	c.ChainKind = d.chain.ChainKind
	facts := c.Nodes
	out := chainedit.New(c, name, chainedit.FreshChainCode(c.Code, all))
	out.English = d.chain.English
	for i := range out.Nodes {
		out.Nodes[i].Fact = facts[i].Fact
	}
	return out
}

// built is the draft with a code for every node; those of the chain that there is are not given out again.
func (d *Draft) built(before *model.Chain) *model.Chain {
	out := &model.Chain{Code: before.Code}
	used := &model.Chain{Code: before.Code, Spent: before.Spent, Nodes: append(slices.Clone(before.Nodes), d.chain.Nodes...)}
	for _, n := range d.chain.Nodes {
		if n.Code == "" {
			n.Code = chainedit.FreshCode(used, n.Lane)
			used.Nodes = append(used.Nodes, n)
		}
		out.Nodes = append(out.Nodes, n)
	}
	for i, e := range d.ends {
		out.Edges = append(out.Edges, model.Edge{From: out.Nodes[e[0]].Code, To: out.Nodes[e[1]].Code, Kind: d.kinds[i]})
	}
	return out
}

func (p *Plan) replace(target *model.Chain, d *Draft, all []*model.Chain) error {
	built := d.built(target)
	var wrong Mistakes
	for i, n := range built.Nodes {
		for _, c := range all {
			if _, taken := c.Node(n.Code); taken && c.ID != target.ID {
				wrong = append(wrong, Wrong{nodeSheet, d.rows[i], "代码「" + n.Code + "」是产业链「" + c.Name + "」的环节", "改成别的代码，或留空由软件编"})
			}
		}
	}
	if len(wrong) > 0 {
		return wrong
	}
	p.Chain = model.Clone(target).(*model.Chain)
	p.Chain.Nodes, p.Chain.Edges = built.Nodes, built.Edges
	p.Chain.English, p.Chain.ChainKind = cmp.Or(d.chain.English, target.English), cmp.Or(d.chain.ChainKind, target.ChainKind)
	for _, n := range target.Nodes {
		if _, stays := p.Chain.Node(n.Code); !stays {
			p.Gone = append(p.Gone, n)
			chainedit.Retire(p.Chain, n.Code)
		}
	}
	return chainedit.Check(p.Chain)
}

// stand finds what stands on nodes that go or are called otherwise.
func (p *Plan) stand(s *store.Store, target *model.Chain) error {
	moved := map[string]bool{} // true for a node that goes
	for _, n := range target.Nodes {
		if now, stays := p.Chain.Node(n.Code); !stays || now.Name != n.Name {
			moved[n.Code] = !stays
		}
	}
	if len(moved) == 0 {
		return nil
	}
	note := func(id model.ID, chain model.Link, code string) {
		goes, concerned := moved[code]
		if chain.ID != target.ID || !concerned || slices.Contains(p.records, id) {
			return
		}
		p.records = append(p.records, id)
		if goes {
			p.Standing++
		}
	}
	firms, err := store.Every[*model.Enterprise](s, model.KindEnterprise)
	if err != nil {
		return err
	}
	for _, e := range firms {
		for _, r := range e.Roles {
			note(e.ID, r.Chain, r.Node.Code)
		}
	}
	projects, err := store.Every[*model.Project](s, model.KindProject)
	for _, x := range projects {
		note(x.ID, x.Chain, x.Node.Code)
	}
	return err
}

// Label is what the action is called.
func (p *Plan) Label() string {
	return fmt.Sprintf("导入产业链「%s」%d 个环节", p.Chain.Name, len(p.Chain.Nodes))
}

// GoneNames are what the nodes that go are called.
func (p *Plan) GoneNames() (out []string) {
	for _, n := range p.Gone {
		out = append(out, n.Name)
	}
	return out
}

// Do is the import, inside an action of the store.
func (p *Plan) Do(tx *store.Tx) error {
	if !p.New {
		if _, err := tx.Get(p.Chain.ID); err != nil {
			return err
		}
	}
	gone := make([]string, len(p.Gone))
	for i, n := range p.Gone {
		gone[i] = n.Code
	}
	for _, id := range p.records {
		r, err := tx.Get(id)
		if err != nil {
			return err
		}
		chainedit.Detach(r, p.Chain.ID, gone...)
		for _, n := range p.Chain.Nodes {
			chainedit.Follow(r, p.Chain.ID, n)
		}
		if err := tx.Put(r); err != nil {
			return err
		}
	}
	for _, id := range p.others {
		if err := forget(tx, id, gone); err != nil {
			return err
		}
	}
	return tx.Put(p.Chain)
}

func forget(tx *store.Tx, id model.ID, gone []string) error {
	if len(gone) == 0 {
		return nil
	}
	r, err := tx.Get(id)
	if err != nil {
		return err
	}
	if c := r.(*model.Chain); chainedit.Forget(c, gone...) {
		return tx.Put(c)
	}
	return nil
}
