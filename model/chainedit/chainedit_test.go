package chainedit_test

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"chainatlas/model"
	"chainatlas/model/chainedit"
	"chainatlas/model/store"
)

func steel() *model.Chain {
	c := &model.Chain{Code: "JPG", ChainKind: model.ProductChain}
	c.ID, c.Name = model.NewID(), "精品钢"
	c.Nodes = model.Nodes{
		{Code: "JPG-U1", Name: "铁矿石采选", Lane: "上游"},
		{Code: "JPG-U7", Name: "废钢回收", Lane: "上游", Fact: "报告所述", Same: []string{"ZP-U1"}},
		{Code: "JPG-M2", Name: "炼钢", Lane: "中游", Industries: []model.Code{{Code: "3120", Edition: model.EditionGBT4754, Text: "炼钢"}}},
	}
	c.Edges = model.Edges{{From: "JPG-U1", To: "JPG-M2"}, {From: "JPG-U7", To: "JPG-M2"}}
	return c
}

// step draws one change, with codes and lanes that may not be there.
func step(t *rapid.T, c *model.Chain) error {
	codes := []string{"JPG-U1", "nowhere"}
	for _, n := range c.Nodes {
		codes = append(codes, n.Code)
	}
	code := func() string { return rapid.SampledFrom(codes).Draw(t, "code") }
	lane := rapid.SampledFrom([]string{"上游", "中游", "下游", "配套", "天上"}).Draw(t, "lane")
	name := rapid.SampledFrom([]string{"", " ", "轧钢", "锻造 ", "炼钢", "特钢", "热处理"}).Draw(t, "name")
	x := rapid.Float64().Draw(t, "x")
	switch rapid.IntRange(0, 11).Draw(t, "step") {
	case 0:
		_, err := chainedit.Add(c, model.Node{Name: name, Lane: lane})
		return err
	case 1:
		return chainedit.Rename(c, code(), name)
	case 2:
		return chainedit.Move(c, lane, code(), code())
	case 3:
		return chainedit.Group(c, name, code(), code())
	case 4:
		return chainedit.Delete(c, code())
	case 5:
		return chainedit.Connect(c, code(), code(), "")
	case 6:
		return chainedit.Disconnect(c, code(), code())
	case 7:
		return chainedit.Pin(c, map[string]model.Spot{code(): {x, -x}})
	case 8:
		return chainedit.Unpin(c, code(), code())
	case 9:
		_, err := chainedit.AddIndustry(c, code(), model.Code{Code: "3391", Text: name})
		return err
	case 10:
		return chainedit.DropIndustry(c, code(), model.Code{Code: "3391"})
	}
	return chainedit.Set(c, model.Node{Code: code(), Name: name, Lane: lane, Group: name, At: &model.Spot{x, x}})
}

// Every step leaves a valid chain, or an error and the chain as it was; and nothing else changes its order.
func TestAnyStepsKeepTheChainValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := steel()
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			before := model.Clone(c).(*model.Chain)
			if err := step(t, c); err != nil && !model.Same(before, c) {
				t.Fatalf("%v, and the chain changed", err)
			}
			if err := chainedit.Check(c); err != nil {
				t.Fatal(err)
			}
			if !inOrder(before, c) {
				t.Fatalf("order %v became %v", codesOf(before), codesOf(c))
			}
		}
	})
}

func codesOf(c *model.Chain) (out []string) {
	for _, n := range c.Nodes {
		out = append(out, n.Code)
	}
	return out
}

// inOrder tells whether the nodes of both chains that both have stand in the same order.
func inOrder(a, b *model.Chain) bool {
	shared := func(c, other *model.Chain) (out []string) {
		for _, code := range codesOf(c) {
			if _, ok := other.Node(code); ok {
				out = append(out, code)
			}
		}
		return out
	}
	return reflect.DeepEqual(shared(a, b), shared(b, a))
}

// Each step is one action of the store: taken back in turn they lead to the first state, and done again to the last.
func TestTheStoreTakesEveryStepBack(t *testing.T) {
	s, err := store.Open(t.TempDir(), store.Options{User: "李某", Station: "测试"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	rapid.Check(t, func(t *rapid.T) {
		c := steel()
		if _, err := s.Update("准备", func(tx *store.Tx) error { return tx.Put(c) }); err != nil {
			t.Fatal(err)
		}
		states := []model.Record{read(t, s, c.ID)}
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			b, err := s.Update("修改", func(tx *store.Tx) error {
				r, err := tx.Get(c.ID)
				if err != nil {
					return err
				}
				if err := step(t, r.(*model.Chain)); err != nil {
					return err
				}
				return tx.Put(r)
			})
			if err == nil && b.Records > 0 {
				states = append(states, read(t, s, c.ID))
			}
		}
		walk(t, s, c.ID, states)
	})
}

func read(t *rapid.T, s *store.Store, id model.ID) model.Record {
	r, err := s.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func walk(t *rapid.T, s *store.Store, id model.ID, states []model.Record) {
	for i := len(states) - 2; i >= 0; i-- {
		if _, err := s.Undo(); err != nil {
			t.Fatal(err)
		}
		if !model.Same(states[i], read(t, s, id)) {
			t.Fatalf("undo does not lead to state %d", i)
		}
	}
	for i := 1; i < len(states); i++ {
		if _, err := s.Redo(); err != nil {
			t.Fatal(err)
		}
		if !model.Same(states[i], read(t, s, id)) {
			t.Fatalf("redo does not lead to state %d", i)
		}
	}
}

func TestAFreshCodeIsBehindTheLast(t *testing.T) {
	c := steel()
	code, err := chainedit.Add(c, model.Node{Name: "球团", Lane: "上游"})
	if err != nil || code != "JPG-U8" {
		t.Errorf("%s, %v", code, err)
	}
	if got := chainedit.FreshCode(&model.Chain{}, "配套"); got != "N-S1" {
		t.Errorf("without a code: %s", got)
	}
	if got := chainedit.FreshChainCode("jpg", []*model.Chain{c}); got != "JPG2" {
		t.Errorf("a second chain is %s", got)
	}
}

// The code of a node is never given again, also when it was the last of its lane and the chain was stored in between.
func TestNoCodeIsGivenTwice(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c, given := steel(), map[string]bool{}
		for _, n := range c.Nodes {
			given[n.Code] = true
		}
		for step := range 12 {
			if len(c.Nodes) > 0 && rapid.Bool().Draw(r, "delete") {
				if err := chainedit.Delete(c, rapid.SampledFrom(c.Nodes).Draw(r, "node").Code); err != nil {
					r.Fatal(err)
				}
				continue
			}
			code, err := chainedit.Add(c, model.Node{Name: fmt.Sprint("新", step), Lane: rapid.SampledFrom(model.Lanes).Draw(r, "lane")})
			if err != nil || given[code] {
				r.Fatalf("%s was given before, or %v", code, err)
			}
			given[code] = true
			fields, err := model.Encode(c)
			if err != nil {
				r.Fatal(err)
			}
			stored, err := model.Decode(model.KindChain, c.ID, fields)
			if err != nil {
				r.Fatal(err)
			}
			c = stored.(*model.Chain)
		}
	})
}

// A chain from a template has the structure and nothing of what stands on it, nor a code of the other.
func TestAChainFromATemplate(t *testing.T) {
	of := steel()
	c := chainedit.New(of, "特钢 ", "TG")
	if c.ID == of.ID || c.Name != "特钢" || len(c.Nodes) != 3 || len(c.Edges) != 2 || chainedit.Check(c) != nil {
		t.Errorf("%+v", c)
	}
	for i, n := range c.Nodes {
		if _, taken := of.Node(n.Code); taken || n.Fact != "" || n.Same != nil || n.Name != of.Nodes[i].Name {
			t.Errorf("node %+v", n)
		}
	}
	if of.Nodes[1].Same == nil || of.Edges[0].From != "JPG-U1" {
		t.Error("the template changed")
	}
	if c := chainedit.New(nil, "空链", "K"); len(c.Nodes) != 0 || c.ChainKind != model.ProductChain {
		t.Errorf("empty %+v", c)
	}
}

func TestLinksBetweenChains(t *testing.T) {
	a, b := steel(), &model.Chain{Code: "ZP", Nodes: model.Nodes{{Code: "ZP-U1", Name: "钢材", Lane: "上游"}, {Code: "ZP-M1", Name: "构件", Lane: "中游"}}}
	b.ID, b.Name = model.NewID(), "装配式建筑"
	if err := errors.Join(chainedit.Same(a, "JPG-M2", b, "ZP-U1"), chainedit.Supply(a, "JPG-M2", b, "ZP-M1"), chainedit.Supply(b, "ZP-M1", a, "JPG-U7")); err != nil {
		t.Fatal(err)
	}
	m, _ := a.Node("JPG-M2")
	u, _ := b.Node("ZP-U1")
	if !reflect.DeepEqual(m.Same, []string{"ZP-U1"}) || !reflect.DeepEqual(u.Same, []string{"JPG-M2"}) || !reflect.DeepEqual(m.Supplies, []string{"ZP-M1"}) {
		t.Errorf("%+v %+v", m, u)
	}
	if err := chainedit.Same(a, "JPG-U1", a, "JPG-M2"); !errors.Is(err, chainedit.ErrOwn) {
		t.Errorf("with itself: %v", err)
	}
	if err := chainedit.Delete(b, "ZP-M1"); err != nil || !chainedit.Forget(a, "ZP-M1") || chainedit.Forget(a, "ZP-M1") {
		t.Errorf("forgetting: %v", err)
	}
	if err := chainedit.NotSame(a, "JPG-M2", b, "ZP-U1"); err != nil {
		t.Fatal(err)
	}
	if m, _ := a.Node("JPG-M2"); m.Same != nil || m.Supplies != nil {
		t.Errorf("left %+v", m)
	}
}

// What stands on a deleted node stays on its chain; the same record elsewhere stays where it is.
func TestRecordsComeOffADeletedNode(t *testing.T) {
	c := steel()
	n := c.Nodes[2]
	e := &model.Enterprise{Roles: model.Roles{{Chain: model.LinkTo(c), Node: n.Ref(), Role: model.RoleLeader}, {Chain: model.LinkTo(c), Node: c.Nodes[0].Ref()}}}
	p := &model.Project{Chain: model.LinkTo(c), Node: n.Ref()}
	n.Name = "炼钢·精炼"
	if !chainedit.Follow(p, c.ID, n) || p.Node.Name != n.Name || chainedit.Follow(p, model.NewID(), n) {
		t.Errorf("after the renaming %+v", p.Node)
	}
	if !chainedit.Detach(e, c.ID, n.Code) || !chainedit.Detach(p, c.ID, n.Code) || chainedit.Detach(p, c.ID, n.Code) {
		t.Error("nothing stood there")
	}
	if !e.Roles[0].Node.IsZero() || e.Roles[0].Role != model.RoleLeader || e.Roles[1].Node.Code != "JPG-U1" || p.Chain.ID != c.ID || !p.Node.IsZero() {
		t.Errorf("%+v %+v", e.Roles, p.Node)
	}
}

func TestTheOldCodeOfForgingsIsWarnedOf(t *testing.T) {
	c := steel()
	c.Nodes[2].Name = "精密锻件"
	warned, err := chainedit.AddIndustry(c, "JPG-M2", model.Code{Code: "3391"})
	if err != nil || len(warned) != 1 || warned[0].Code != "industry.edition" {
		t.Errorf("%+v, %v", warned, err)
	}
	if got := c.Nodes[2].Industries[1]; got.Edition != model.EditionGBT4754 {
		t.Errorf("edition %q", got.Edition)
	}
	if warned, _ := chainedit.AddIndustry(c, "JPG-M2", model.Code{Code: "3391", Edition: "GB/T 4754-2011"}); len(warned) != 0 || len(c.Nodes[2].Industries) != 3 {
		t.Errorf("of the older edition: %+v, %+v", warned, c.Nodes[2].Industries)
	}
	if err := chainedit.DropIndustry(c, "JPG-M2", model.Code{Code: "3391"}); err != nil || len(c.Nodes[2].Industries) != 2 {
		t.Errorf("%v, %+v", err, c.Nodes[2].Industries)
	}
}

// Boxes that are lined up or spread never lie on each other.
func TestBoxesInLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var boxes []chainedit.Box
		by := map[string]chainedit.Box{}
		for i := range rapid.IntRange(1, 8).Draw(t, "boxes") {
			b := chainedit.Box{Code: string(rune('A' + i)), X: rapid.Float64Range(0, 900).Draw(t, "x"), Y: rapid.Float64Range(0, 900).Draw(t, "y"),
				W: 172, H: rapid.Float64Range(40, 90).Draw(t, "h")}
			boxes, by[b.Code] = append(boxes, b), b
		}
		for name, f := range map[string]func([]chainedit.Box) map[string]model.Spot{"left": chainedit.AlignLeft, "top": chainedit.AlignTop} {
			spots := f(boxes)
			for a, p := range spots {
				for b, q := range spots {
					if a < b && 2*abs(p[0]-q[0]) < by[a].W+by[b].W-1e-6 && 2*abs(p[1]-q[1]) < by[a].H+by[b].H-1e-6 {
						t.Fatalf("%s: %s at %v lies on %s at %v", name, a, p, b, q)
					}
				}
			}
		}
		down := chainedit.DistributeDown(boxes)
		for code, p := range down {
			if abs(p[0]-by[code].X-by[code].W/2) > 1e-6 {
				t.Fatalf("%s moved sideways", code)
			}
		}
	})
}

func abs(x float64) float64 { return max(x, -x) }
