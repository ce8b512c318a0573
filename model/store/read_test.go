package store

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"chainatlas/model"
)

func TestFind(t *testing.T) {
	s := open(t, t.TempDir())
	steel := &model.Chain{Base: model.Base{Name: "精品钢产业链"}, Code: "JPG", Nodes: model.Nodes{{Code: "JPG-M1", Name: "炼钢·精炼·连铸"}, {Code: "JPG-D1", Name: "锻件"}}}
	robots := &model.Chain{Base: model.Base{Name: "机器人"}, Code: "JQR", Nodes: model.Nodes{{Code: "JQR-M1", Name: "本体"}, {Code: "JQR-U1", Name: "锻件"}}}
	a := firm("济南（甲）有限公司")
	a.USCC, a.ShortName = "91370112MA3C0000X1", "甲公司"
	b, twin, other := firm("乙"), firm("乙"), firm("甲公司")
	must(t, s, "新建", func(tx *Tx) error {
		for _, r := range []model.Record{steel, robots, a, b, twin, other} {
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	cases := []struct {
		name string
		kind model.Kind
		text string
		want model.ID
		err  error
	}{
		{"by name with other brackets", model.KindEnterprise, "济南(甲)有限公司 ", a.ID, nil},
		{"by USCC in lower case", model.KindEnterprise, "91370112ma3c0000x1", a.ID, nil},
		{"a name beats a short name", model.KindEnterprise, "甲公司", other.ID, nil},
		{"two of a name", model.KindEnterprise, "乙", model.ID{}, model.ErrAmbiguous},
		{"nobody", model.KindEnterprise, "丙", model.ID{}, model.ErrNotFound},
		{"nothing", model.KindEnterprise, "", model.ID{}, model.ErrNotFound},
		{"by id", model.KindEnterprise, b.ID.String(), b.ID, nil},
		{"an id of another kind", model.KindSite, b.ID.String(), model.ID{}, model.ErrNotFound},
		{"chain by code", model.KindChain, "jpg", steel.ID, nil},
		{"chain without its suffix", model.KindChain, "精品钢", steel.ID, nil},
		{"chain with half a suffix", model.KindChain, "精品钢链", steel.ID, nil},
		{"chain with a suffix that it lacks", model.KindChain, "机器人产业链", robots.ID, nil},
		{"unknown kind", "moon", "乙", model.ID{}, model.ErrNotFound},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r, err := s.Lookup(c.kind, c.text)
			if !errors.Is(err, c.err) || err == nil && r.Head().ID != c.want {
				t.Errorf("lookup: %v %v", r, err)
			}
			if l, ok := s.Find(c.kind, c.text); ok && (l.ID != c.want || l.Name == "") {
				t.Errorf("find: %+v", l)
			}
		})
	}
	nodes := []struct {
		chain model.ID
		text  string
		want  string
	}{{steel.ID, "锻件", "JPG-D1"}, {steel.ID, "炼钢", "JPG-M1"}, {model.ID{}, "炼钢", "JPG-M1"}, {model.ID{}, "锻件", ""}, {model.ID{}, "jqr-m1", "JQR-M1"}, {a.ID, "锻件", ""}}
	for _, c := range nodes {
		if n, _ := s.FindNode(c.chain, c.text); n.Code != c.want {
			t.Errorf("node %q of %s: %q, want %q", c.text, c.chain, n.Code, c.want)
		}
	}
	must(t, s, "改名", func(tx *Tx) error { twin.Name = "丁"; return tx.Put(twin) })
	if l, ok := s.Find(model.KindEnterprise, "乙"); !ok || l.ID != b.ID {
		t.Errorf("after renaming the twin: %+v", l)
	}
}

func TestTrash(t *testing.T) {
	s := open(t, t.TempDir())
	e := firm("甲")
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(e) })
	must(t, s, "删除", func(tx *Tx) error { return tx.Delete(e.ID, "重复录入") })
	if _, err := s.Get(e.ID); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("get: %v", err)
	}
	if _, ok := s.Find(model.KindEnterprise, "甲"); ok || len(s.Rows(model.KindEnterprise)) != 0 {
		t.Error("a deleted record is still found")
	}
	s = reopen(t, s)
	if list := s.Trash(); len(list) != 1 || list[0].Name != "甲" || !list[0].Deleted {
		t.Fatalf("trash: %+v", list)
	}
	if h, err := s.History(e.ID); err != nil || h[0].Action != model.Deleted || h[0].Reason != "重复录入" || h[0].Name != "甲" || len(h[0].Fields) != 0 {
		t.Errorf("history: %+v %v", h, err)
	}
	for _, f := range []func(tx *Tx) error{
		func(tx *Tx) error { return tx.Delete(e.ID, "") },
		func(tx *Tx) error { return tx.Delete(model.NewID(), "") },
		func(tx *Tx) error { return tx.Undelete(model.NewID()) },
	} {
		if _, err := s.Update("错", f); !errors.Is(err, model.ErrNotFound) {
			t.Errorf("%v", err)
		}
	}
	must(t, s, "恢复", func(tx *Tx) error { return tx.Undelete(e.ID) })
	r, err := s.Get(e.ID)
	if err != nil || r.Head().Name != "甲" || len(s.Trash()) != 0 {
		t.Errorf("after undelete: %v %v", r, err)
	}
	must(t, s, "新建又删除", func(tx *Tx) error {
		x := firm("乙")
		return errors.Join(tx.Put(x), tx.Delete(x.ID, ""))
	})
	if list, err := s.Batches(0); err != nil || len(list) != 3 {
		t.Errorf("batches: %+v %v", list, err)
	}
	sound(t, s)
}

func TestTransactionSeesItsOwnWrites(t *testing.T) {
	s := open(t, t.TempDir())
	must(t, s, "新建", func(tx *Tx) error {
		e := firm("甲")
		if err := tx.Put(e); err != nil {
			return err
		}
		got, err := tx.Get(e.ID)
		if err != nil || got.Head().Name != "甲" || got.Head().Created.By != "李某" {
			t.Errorf("own write: %v %v", got, err)
		}
		if _, err := s.Get(e.ID); !errors.Is(err, model.ErrNotFound) {
			t.Errorf("others see it too early: %v", err)
		}
		return nil
	})
}

func TestFieldsOfANewerVersionSurvive(t *testing.T) {
	s := open(t, t.TempDir())
	e := firm("甲")
	e.Extra = map[string]cbor.RawMessage{"moon": {0x01}}
	must(t, s, "新版本写入", func(tx *Tx) error { return tx.Put(e) })
	again := firm("甲改名")
	again.ID = e.ID
	must(t, s, "旧版本修改", func(tx *Tx) error { return tx.Put(again) })
	r, err := reopen(t, s).Get(e.ID)
	if err != nil || r.Head().Name != "甲改名" || string(r.Head().Extra["moon"]) != "\x01" {
		t.Errorf("%+v %v", r, err)
	}
}

func TestHistoryShowsFieldsBeforeAndAfter(t *testing.T) {
	s := open(t, t.TempDir())
	e := firm("甲")
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(e) })
	e.Street = "一街"
	b := must(t, s, "改街道", func(tx *Tx) error { return tx.Put(e) })
	h, err := s.History(e.ID)
	if err != nil || len(h) != 2 || h[0].Batch != b.ID || h[0].By != "李某" || h[1].Action != model.Created {
		t.Fatalf("%+v %v", h, err)
	}
	street, _ := model.FieldOf(model.KindEnterprise, "street")
	c := h[0].Fields[0]
	if len(h[0].Fields) != 1 || c.Key != "street" || street.TextOf(c.Old) != "" || street.TextOf(c.New) != "一街" {
		t.Errorf("%+v", h[0].Fields)
	}
	if h, err := s.History(model.NewID()); err != nil || len(h) != 0 {
		t.Errorf("of a stranger: %v %v", h, err)
	}
}

func TestWatch(t *testing.T) {
	s := open(t, t.TempDir())
	e := firm("甲")
	var got []model.Change
	stop := s.Watch(func(c []model.Change) {
		got = append(got, c...)
		if s.Name(e.ID) == "" && c[0].Action != model.Deleted {
			t.Error("told before it can be read")
		}
	})
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(e) })
	e.Street = "一街"
	must(t, s, "改", func(tx *Tx) error { return tx.Put(e) })
	must(t, s, "没改", func(tx *Tx) error { return tx.Put(e) })
	if _, err := s.Undo(); err != nil {
		t.Fatal(err)
	}
	must(t, s, "删", func(tx *Tx) error { return tx.Delete(e.ID, "") })
	stop()
	must(t, s, "恢复", func(tx *Tx) error { return tx.Undelete(e.ID) })
	want := fmt.Sprint([]model.Change{
		{Kind: model.KindEnterprise, ID: e.ID, Action: model.Created},
		{Kind: model.KindEnterprise, ID: e.ID, Action: model.Edited, Fields: []string{"street"}},
		{Kind: model.KindEnterprise, ID: e.ID, Action: model.Edited, Fields: []string{"street"}},
		{Kind: model.KindEnterprise, ID: e.ID, Action: model.Deleted},
	})
	if fmt.Sprint(got) != want {
		t.Errorf("got %v\nwant %s", got, want)
	}
}

func TestSeen(t *testing.T) {
	s := open(t, t.TempDir())
	open, inner, code, secret := firm("公开的"), firm("内部的"), firm("有代号的"), firm("保密的")
	open.Level, code.CodeName, secret.Level = model.Public, "代号A", model.Secret
	must(t, s, "新建", func(tx *Tx) error { return errors.Join(tx.Put(open), tx.Put(inner), tx.Put(code), tx.Put(secret)) })
	cases := []struct {
		to   model.Audience
		want string
	}{{model.Desk, "公开的 内部的 有代号的 保密的 "}, {model.Staff, "公开的 内部的 有代号的  "}, {model.Visitors, "公开的  代号A  "}}
	for _, c := range cases {
		seen, got := s.Seen(c.to), ""
		for _, e := range []*model.Enterprise{open, inner, code, secret} {
			name, _ := seen(e.ID)
			got += name + " "
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.to, got, c.want)
		}
	}
}

func TestReadersSeeABatchWhole(t *testing.T) {
	s := open(t, t.TempDir())
	firms := make([]*model.Enterprise, 300)
	for i := range firms {
		firms[i] = firm(fmt.Sprint(i))
	}
	all := func(street string) {
		must(t, s, "改", func(tx *Tx) error {
			for _, e := range firms {
				e.Street = street
				if err := tx.Put(e); err != nil {
					return err
				}
			}
			return nil
		})
	}
	all("零")
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				list, err := s.All(model.KindEnterprise)
				if err != nil || len(list) != len(firms) {
					t.Error(len(list), err)
					return
				}
				for _, r := range list {
					if got, want := r.(*model.Enterprise).Street, list[0].(*model.Enterprise).Street; got != want {
						t.Errorf("half a batch: %s and %s", got, want)
						return
					}
				}
			}
		})
	}
	for i := range 20 {
		all(fmt.Sprint(i))
	}
	close(done)
	readers.Wait()
}

func TestClosedStoreSaysSo(t *testing.T) {
	s := open(t, t.TempDir())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, get := s.Get(model.NewID())
	_, update := s.Update("改", func(*Tx) error { return nil })
	_, undo := s.Undo()
	_, batches := s.Batches(1)
	_, history := s.History(model.NewID())
	_, verify := s.Verify(t.Context(), nil)
	for i, err := range []error{get, update, undo, batches, history, verify} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("call %d: %v", i, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Errorf("close again: %v", err)
	}
}
