package store

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"chainatlas/model"
)

// office is a project that points to a chain, a firm and a site, and a firm with a role on that chain.
type office struct {
	steel          *model.Chain
	investor, firm *model.Enterprise
	park           *model.Site
	project        *model.Project
}

func newOffice(t testing.TB, s *Store) office {
	t.Helper()
	o := office{steel: &model.Chain{Base: model.Base{Name: "精品钢"}}, investor: firm("甲公司"), firm: firm("乙公司"), park: &model.Site{Base: model.Base{Name: "东园"}}}
	must(t, s, "新建", func(tx *Tx) error { return errors.Join(tx.Put(o.steel), tx.Put(o.investor), tx.Put(o.park)) })
	o.firm.Roles = model.Roles{{Chain: model.LinkTo(o.steel), Role: model.RoleKey}}
	o.project = &model.Project{Base: model.Base{Name: "项目"}, Chain: model.LinkTo(o.steel), Investor: model.LinkTo(o.investor), Place: model.LinkTo(o.park)}
	must(t, s, "新建", func(tx *Tx) error { return errors.Join(tx.Put(o.firm), tx.Put(o.project)) })
	return o
}

// shows reads the names of chain, investor and site everywhere that they can be read, and fails when two places differ.
func (o office) shows(t testing.TB, s *Store, chain, investor, park string) {
	t.Helper()
	agree(t, s)
	r, err := s.Get(o.project.ID)
	if err != nil {
		t.Fatal(err)
	}
	p := r.(*model.Project)
	if p.Chain.Name != chain || p.Investor.Name != investor || p.Place.Name != park {
		t.Errorf("project shows %s, %s, %s; want %s, %s, %s", p.Chain, p.Investor, p.Place, chain, investor, park)
	}
	if r, err = s.Get(o.firm.ID); err != nil || r.(*model.Enterprise).Roles[0].Chain.Name != chain {
		t.Errorf("role shows %+v %v", r, err)
	}
}

// agree fails unless every record calls the live ones it points to as they are called now and the others as it was
// written, alike in Get, All and Rows.
func agree(t interface{ Fatal(...any) }, s *Store) {
	for _, k := range model.StoredKinds() {
		all, err := s.All(k)
		rows := s.Rows(k)
		if err != nil || len(all) != len(rows) {
			t.Fatal(err, len(all), len(rows))
		}
		for i, r := range all {
			st, err := s.state(r.Head().ID)
			if err != nil {
				t.Fatal(err)
			}
			written, err := st.record(r.Head().ID, s.persons, asWritten)
			if err != nil {
				t.Fatal(err)
			}
			model.EachLink(written, func(_ *model.Field, l *model.Link) { l.Name = cmp.Or(s.Name(l.ID), l.Name) })
			if !model.Same(r, written) {
				t.Fatal("not the names of today:", r, written)
			}
			if rows[i] != model.RowOf(r) {
				t.Fatal("row and record differ:", rows[i], model.RowOf(r))
			}
			if got, err := s.Get(r.Head().ID); err != nil || !model.Same(got, r) {
				t.Fatal("get and all differ:", got, r, err)
			}
		}
	}
}

func rename(t testing.TB, s *Store, r model.Record, name string) Batch {
	t.Helper()
	return must(t, s, "改名", func(tx *Tx) error { r.Head().Name = name; return tx.Put(r) })
}

func TestLinksShowThePresentName(t *testing.T) {
	s := open(t, t.TempDir())
	o := newOffice(t, s)
	o.shows(t, s, "精品钢", "甲公司", "东园")
	rename(t, s, o.steel, "高端钢")
	rename(t, s, o.investor, "甲集团")
	rename(t, s, o.park, "东部园区")
	o.shows(t, s, "高端钢", "甲集团", "东部园区")
	s = reopen(t, s)
	o.shows(t, s, "高端钢", "甲集团", "东部园区")
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	o.shows(t, s, "高端钢", "甲集团", "东园")
	if _, err := s.Redo(); err != nil {
		t.Fatal(err)
	}
	o.shows(t, s, "高端钢", "甲集团", "东部园区")
	sound(t, s)
	if err := errors.Join(s.Close(), Rebuild(s.dir, Options{})); err != nil {
		t.Fatal(err)
	}
	s = open(t, s.dir)
	o.shows(t, s, "高端钢", "甲集团", "东部园区")
	sound(t, s)
}

func TestLinkToWhatIsGoneKeepsItsWrittenName(t *testing.T) {
	s := open(t, t.TempDir())
	o := newOffice(t, s)
	rename(t, s, o.steel, "高端钢")
	must(t, s, "删除", func(tx *Tx) error { return errors.Join(tx.Delete(o.steel.ID, ""), tx.Delete(o.investor.ID, "")) })
	o.shows(t, s, "精品钢", "甲公司", "东园")
	s = reopen(t, s)
	o.shows(t, s, "精品钢", "甲公司", "东园")
	must(t, s, "恢复", func(tx *Tx) error { return tx.Undelete(o.steel.ID) })
	o.shows(t, s, "高端钢", "甲公司", "东园")
	must(t, s, "删除", func(tx *Tx) error { return tx.Delete(o.project.ID, "") })
	rename(t, s, o.steel, "特钢")
	if list := s.Trash(); !slices.ContainsFunc(list, func(r model.Row) bool { return r.ID == o.project.ID && r.ChainName.Value() == "特钢" }) {
		t.Errorf("trash: %+v", list)
	}
	must(t, s, "恢复", func(tx *Tx) error { return tx.Undelete(o.project.ID) })
	o.shows(t, s, "特钢", "甲公司", "东园")
	sound(t, s)
}

func TestNameOfALinkIsNoEdit(t *testing.T) {
	s := open(t, t.TempDir())
	o := newOffice(t, s)
	stored := func(id model.ID, key string) string {
		st, err := s.state(id)
		if err != nil {
			t.Fatal(err)
		}
		return string(st.Cells[key].Value)
	}
	chain, roles := stored(o.project.ID, "chain"), stored(o.firm.ID, "roles")
	rename(t, s, o.steel, "高端钢")
	for _, id := range []model.ID{o.project.ID, o.firm.ID} {
		r, err := s.Get(id)
		if err != nil {
			t.Fatal(err)
		}
		if b := must(t, s, "保存", func(tx *Tx) error { return tx.Put(r) }); b.ID != "" {
			t.Errorf("putting back %s is an action", r.Head().Name)
		}
		r.Head().Notes = "看过"
		b := must(t, s, "备注", func(tx *Tx) error { return tx.Put(r) })
		if events, err := s.Events(b.ID); err != nil || len(events) != 1 || len(events[0].Fields) != 1 || events[0].Fields[0].Key != "notes" {
			t.Errorf("events of a note: %+v %v", events, err)
		}
	}
	if stored(o.project.ID, "chain") != chain || stored(o.firm.ID, "roles") != roles {
		t.Error("a stored link was written anew")
	}
	must(t, s, "换链又换回", func(tx *Tx) error {
		for _, l := range []model.Link{{Name: "别的"}, model.LinkTo(o.steel)} {
			o.project.Chain, o.project.Notes = l, "看过"
			if err := tx.Put(o.project); err != nil {
				return err
			}
		}
		return nil
	})
	if n := s.journal.seq(); n != 5 {
		t.Errorf("%d frames", n)
	}
	o.firm.Roles, o.firm.Notes = append(o.firm.Roles, model.Role{Chain: model.Link{Name: "机器人"}}), "看过"
	if b := must(t, s, "加角色", func(tx *Tx) error { return tx.Put(o.firm) }); b.Records != 1 {
		t.Errorf("a role more: %+v", b)
	}
	o.shows(t, s, "高端钢", "甲公司", "东园")
	sound(t, s)
}

func TestActionCallsRecordsAsItNamedThem(t *testing.T) {
	s := open(t, t.TempDir())
	o := newOffice(t, s)
	must(t, s, "改名", func(tx *Tx) error {
		o.steel.Name = "高端钢"
		if err := errors.Join(tx.Put(o.steel), tx.Delete(o.investor.ID, "")); err != nil {
			return err
		}
		r, err := tx.Get(o.project.ID)
		if err != nil {
			return err
		}
		p := r.(*model.Project)
		if p.Chain.Name != "高端钢" || p.Investor.Name != "甲公司" || p.Place.Name != "东园" {
			t.Errorf("%s %s %s", p.Chain, p.Investor, p.Place)
		}
		p.Notes = "同一次操作"
		return tx.Put(p)
	})
	o.shows(t, s, "高端钢", "甲公司", "东园")
	sound(t, s)
}

func TestWatcherIsToldOfLinkingRecords(t *testing.T) {
	s := open(t, t.TempDir())
	o := newOffice(t, s)
	other := model.LinkTo(o.investor)
	must(t, s, "换投资方", func(tx *Tx) error {
		o.project.Investor, o.project.Company = model.Link{}, other
		return tx.Put(o.project)
	})
	var got []model.Change
	s.Watch(func(c []model.Change) {
		got = c
		o.project.Chain.Name = mustGet(t, s, o.project.ID).(*model.Project).Chain.Name
	})
	edited := func(r model.Record, keys ...string) model.Change {
		return model.Change{Kind: r.Kind(), ID: r.Head().ID, Action: model.Edited, Fields: keys}
	}
	cases := []struct {
		name string
		do   func()
		want []model.Change
	}{
		{"chain renamed", func() { rename(t, s, o.steel, "高端钢") }, []model.Change{edited(o.steel, "name"), edited(o.firm), edited(o.project)}},
		{"company, which no row shows", func() { rename(t, s, o.investor, "甲集团") }, []model.Change{edited(o.investor, "name"), edited(o.project)}},
		{"something else than the name", func() { o.steel.Notes = "注"; rename(t, s, o.steel, "高端钢") }, []model.Change{edited(o.steel, "notes")}},
		{"site deleted", func() { must(t, s, "删", func(tx *Tx) error { return tx.Delete(o.park.ID, "") }) },
			[]model.Change{{Kind: model.KindSite, ID: o.park.ID, Action: model.Deleted}, edited(o.project)}},
		{"nobody points to it", func() { rename(t, s, o.project, "大项目") }, []model.Change{edited(o.project, "name")}},
	}
	for _, c := range cases {
		c.do()
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if o.project.Chain.Name != "高端钢" {
		t.Errorf("told before the name could be read: %s", o.project.Chain)
	}
}

func mustGet(t testing.TB, s *Store, id model.ID) model.Record {
	t.Helper()
	r, err := s.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestNamesAgreeWhateverIsDone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	round := 0
	rapid.Check(t, func(t *rapid.T) {
		round++
		s, err := Open(fmt.Sprintf("%s/%d", dir, round), Options{tune: tiny})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { s.Close() }()
		var ids []model.ID
		for range rapid.IntRange(1, 15).Draw(t, "actions") {
			s = anyAction(t, s, &ids)
			agree(t, s)
			putBack(t, s)
		}
		if r, err := s.Verify(t.Context(), nil); err != nil || len(r.Problems) > 0 {
			t.Fatal(err, r.Problems)
		}
	})
}

// anyAction is one edit of a few records, an undo, a redo or a restart.
func anyAction(t *rapid.T, s *Store, ids *[]model.ID) *Store {
	var err error
	switch rapid.IntRange(0, 9).Draw(t, "action") {
	case 0, 1:
		_, err = s.Undo()
	case 2:
		_, err = s.Redo()
	case 3:
		if err = s.Close(); err == nil {
			s, err = Open(s.dir, Options{})
		}
	default:
		_, err = s.Update("改", func(tx *Tx) error { return anyEdits(t, tx, ids) })
	}
	if err != nil && !errors.Is(err, ErrNothingToUndo) {
		t.Fatal(err)
	}
	return s
}

func anyEdits(t *rapid.T, tx *Tx, ids *[]model.ID) error {
	for range rapid.IntRange(1, 4).Draw(t, "edits") {
		id := model.NewID()
		if len(*ids) > 0 && rapid.IntRange(0, 2).Draw(t, "new") > 0 {
			id = rapid.SampledFrom(*ids).Draw(t, "record")
		} else {
			*ids = append(*ids, id)
		}
		if err := anyEdit(t, tx, id, *ids); err != nil && !errors.Is(err, model.ErrNotFound) {
			return err
		}
	}
	return nil
}

// anyEdit deletes, restores, renames or points a record elsewhere. The first byte that is random says what it is.
func anyEdit(t *rapid.T, tx *Tx, id model.ID, ids []model.ID) error {
	switch rapid.IntRange(0, 5).Draw(t, "edit") {
	case 0:
		return tx.Delete(id, "")
	case 1:
		return tx.Undelete(id)
	}
	r := []model.Record{&model.Chain{}, &model.Enterprise{}, &model.Project{}}[int(id[15])%3]
	if old, err := tx.Get(id); err == nil {
		r = old
	}
	r.Head().ID = id
	r.Head().Name = rapid.SampledFrom([]string{"甲", "乙", "丙", ""}).Draw(t, "name")
	link := model.Link{ID: rapid.SampledFrom(ids).Draw(t, "to"), Name: rapid.SampledFrom([]string{"旧", "甲"}).Draw(t, "written")}
	switch x := r.(type) {
	case *model.Enterprise:
		x.Parent, x.Roles = link, model.Roles{{Chain: link, Role: model.RoleKey}}
	case *model.Project:
		x.Chain, x.Investor = link, link
	}
	return tx.Put(r)
}

// putBack stores every record as it was read, which must be no action.
func putBack(t *rapid.T, s *Store) {
	b, err := s.Update("原样保存", func(tx *Tx) error {
		for _, k := range model.StoredKinds() {
			all, err := s.All(k)
			if err != nil {
				return err
			}
			for _, r := range all {
				if err := tx.Put(r); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil || b.ID != "" {
		t.Fatal("putting back is an action:", b, err)
	}
}
