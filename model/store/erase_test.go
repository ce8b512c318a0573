package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chainatlas/model"
)

// The person of these tests, and what must be nowhere once it was erased.
const (
	herName, herPhone, herMail = "王芳菲", "13812345678", "wff@langang.example"
	officePhone                = "0634-7612345"
)

// bureau is a workspace with a contact, projects and firms that name her, beside others that do not.
type bureau struct {
	contact        *model.Contact
	project, other *model.Project
	firm           *model.Enterprise
}

func newBureau(t testing.TB, s *Store) *bureau {
	t.Helper()
	o := &bureau{
		contact: &model.Contact{Base: model.Base{Name: herName, Notes: "周末不便联系"}, Title: "招商专员", Phone: herPhone, Email: herMail},
		project: &model.Project{Base: model.Base{Name: "轧辊项目"}, Officer: herName, Phone: "138-1234-5678"},
		other:   &model.Project{Base: model.Base{Name: "齿轮项目"}, Officer: "李强", Phone: "13900000000"},
		firm:    &model.Enterprise{Base: model.Base{Name: "甲公司"}, Contact: "李强、" + herName + "（副科长）", Phone: officePhone},
	}
	must(t, s, "新建联系人 "+herName, func(tx *Tx) error { return tx.Put(o.contact) })
	must(t, s, "导入", func(tx *Tx) error { return errors.Join(tx.Put(o.project), tx.Put(o.other), tx.Put(o.firm)) })
	o.contact.Title = "科员"
	must(t, s, "修改「"+herName+"」的职务", func(tx *Tx) error {
		tx.Because(herName + "本人来电")
		return tx.Put(o.contact)
	})
	o.other.Officer = herName
	must(t, s, "交接", func(tx *Tx) error { return tx.Put(o.other) })
	o.other.Officer = "赵敏"
	must(t, s, "交接", func(tx *Tx) error { return tx.Put(o.other) })
	return o
}

func find(t testing.TB, s *Store, who string) *Erasure {
	t.Helper()
	e, err := s.FindPerson(who)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func eraseNow(t testing.TB, s *Store, who string) Batch {
	t.Helper()
	b, err := s.Erase(find(t, s, who))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// nowhere fails when a text is in any byte of any file of the folder.
func nowhere(t testing.TB, dir string, texts ...string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, text := range texts {
			if bytes.Contains(b, []byte(text)) {
				t.Errorf("%s holds %q", path, text)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPersonalValuesStandInNoFile(t *testing.T) {
	s := open(t, t.TempDir())
	newBureau(t, s)
	s = reopen(t, s)
	if rows := s.Rows(model.KindContact); len(rows) != 1 || rows[0].Name != herName {
		t.Fatalf("rows %+v", rows)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	nowhere(t, s.Dir(), herName, herPhone, herMail, "周末不便联系", "招商专员", "李强", officePhone)
}

func TestErasedPersonIsGoneAndTheRestStays(t *testing.T) {
	s := open(t, t.TempDir())
	o := newBureau(t, s)
	e := find(t, s, herName)
	if e.Name != herName || len(e.Records) != 3 || e.Events == 0 || len(e.Shared) != 2 || len(e.Mentions) != 0 {
		t.Fatalf("preview %+v", e)
	}
	var changes []model.Change
	defer s.Watch(func(c []model.Change) { changes = append(changes, c...) })()
	b, err := s.Erase(e)
	if err != nil || !b.Erasure || strings.Contains(b.Label, herName) || len(changes) != 3 {
		t.Fatalf("%+v %v %v", b, changes, err)
	}
	for round := range 3 {
		o.gone(t, s)
		sound(t, s)
		nowhere(t, filepath.Join(s.Dir(), "journal"), herName, herPhone, herMail)
		if round == 1 {
			s.Close()
			if err := os.RemoveAll(s.databaseDir()); err != nil {
				t.Fatal(err)
			}
		}
		s = reopen(t, s)
	}
	s.Close()
	nowhere(t, s.Dir(), herName, herPhone, herMail, "138-1234-5678", "周末不便联系")
}

// gone checks what stands after she was erased.
func (o *bureau) gone(t *testing.T, s *Store) {
	t.Helper()
	if _, err := s.Get(o.contact.ID); !errors.Is(err, model.ErrNotFound) || len(s.Trash()) > 0 || len(s.Rows(model.KindContact)) > 0 {
		t.Errorf("the contact: %v, trash %v", err, s.Trash())
	}
	if _, err := s.Lookup(model.KindContact, herName); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("found by name: %v", err)
	}
	p := got[*model.Project](t, s, o.project.ID)
	if p.Officer != "" || p.Phone != "" || p.Name != "轧辊项目" {
		t.Errorf("her project: %+v", p)
	}
	if p := got[*model.Project](t, s, o.other.ID); p.Officer != "赵敏" || p.Phone != "13900000000" {
		t.Errorf("another project: %+v", p)
	}
	if f := got[*model.Enterprise](t, s, o.firm.ID); f.Contact != "李强" || f.Phone != officePhone {
		t.Errorf("a firm: %+v", f)
	}
	h, err := s.History(o.contact.ID)
	if err != nil || len(h) != 3 {
		t.Fatalf("%d events, %v", len(h), err)
	}
	for _, e := range h {
		if e.Name != model.ErasedText {
			t.Errorf("the history calls her %q", e.Name)
		}
		for _, c := range e.Fields {
			f, err := model.FieldOf(model.KindContact, c.Key)
			if err != nil || len(c.Old) > 0 && f.TextOf(c.Old) != model.ErasedText || len(c.New) > 0 && f.TextOf(c.New) != model.ErasedText {
				t.Errorf("%s reads %q → %q, %v", c.Key, f.TextOf(c.Old), f.TextOf(c.New), err)
			}
		}
	}
	if _, err := s.FindPerson(herName); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("found once more: %v", err)
	}
}

func got[T model.Record](t testing.TB, s *Store, id model.ID) T {
	t.Helper()
	r, err := s.Get(id)
	if err != nil {
		t.Fatal(err)
	}
	return r.(T)
}

func TestNothingTakesAnErasureBack(t *testing.T) {
	s := open(t, t.TempDir())
	o := newBureau(t, s)
	last := must(t, s, "改名", func(tx *Tx) error {
		f := got[*model.Enterprise](t, s, o.firm.ID)
		f.Street = "颜庄街道"
		return tx.Put(f)
	})
	handed := must(t, s, "交接", func(tx *Tx) error {
		p := got[*model.Project](t, s, o.project.ID)
		p.Officer = "孙立"
		return tx.Put(p)
	})
	b := eraseNow(t, s, herName)
	if _, err := s.UndoBatch(b.ID); !errors.Is(err, model.ErrErased) {
		t.Errorf("undo of the action: %v", err)
	}
	if _, err := s.UndoEvent(eventID(b.ID, 0)); !errors.Is(err, model.ErrErased) {
		t.Errorf("undo of its event: %v", err)
	}
	if _, err := s.Redo(); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("redo: %v", err)
	}
	if _, err := s.UndoBatch(handed.ID); err != nil {
		t.Errorf("undo of what she handed over: %v", err)
	} else if p := got[*model.Project](t, s, o.project.ID); p.Officer != "" {
		t.Errorf("she is back: %q", p.Officer)
	}
	var later *Superseded
	if _, err := s.UndoBatch(mustBatches(t, s, "新建联系人").ID); !errors.As(err, &later) {
		t.Errorf("undo of her creation: %v", err)
	}
	if err := restoreInto(t, s, o.project.ID); !errors.Is(err, model.ErrErased) {
		t.Errorf("restoring a value: %v", err)
	}
	if _, err := s.UndoBatch(last.ID); err != nil {
		t.Errorf("undo of something else: %v", err)
	}
	sound(t, s)
}

// restoreInto does what 恢复此值 does, with a value that was erased.
func restoreInto(t *testing.T, s *Store, id model.ID) error {
	t.Helper()
	h, err := s.History(id)
	if err != nil {
		t.Fatal(err)
	}
	f, err := model.FieldOf(model.KindProject, "officer")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range h {
		for _, c := range e.Fields {
			if c.Key == f.Key && model.IsErased(c.New) {
				return f.Restore(new(model.Project), c.New)
			}
		}
	}
	return nil
}

func mustBatches(t *testing.T, s *Store, label string) Batch {
	t.Helper()
	all, err := s.Batches(0)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		if b.Label == label {
			return b
		}
	}
	t.Fatalf("no action %q in %+v", label, all)
	return Batch{}
}

func TestErasingAsksWhoIsMeant(t *testing.T) {
	s := open(t, t.TempDir())
	one, two := &model.Contact{Base: model.Base{Name: "王芳"}, Phone: "13800000001"}, &model.Contact{Base: model.Base{Name: "王 芳"}, Phone: "13800000002"}
	p := &model.Project{Base: model.Base{Name: "项目", Notes: "王芳说下周再议"}, Officer: "王芳", Phone: "13800000001"}
	must(t, s, "导入", func(tx *Tx) error { return errors.Join(tx.Put(one), tx.Put(two), tx.Put(p)) })
	if _, err := s.FindPerson("王芳"); !errors.Is(err, model.ErrAmbiguous) {
		t.Errorf("two of a name: %v", err)
	}
	if _, err := s.FindPerson("没有此人"); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("nobody: %v", err)
	}
	eraseNow(t, s, one.ID.String())
	if _, err := s.Get(two.ID); err != nil {
		t.Errorf("the other of that name: %v", err)
	}
	if is := got[*model.Project](t, s, p.ID); is.Officer != "王芳" || is.Phone != "" {
		t.Errorf("a name that may be the other's stays, her number goes: %+v", is)
	}
	e := find(t, s, "王芳")
	if len(e.Mentions) == 0 || e.Mentions[0].Key != "notes" || e.Mentions[0].ID != p.ID {
		t.Errorf("mentions %+v", e.Mentions)
	}
	must(t, s, "改", func(tx *Tx) error { p.Notes = ""; return tx.Put(p) })
	if _, err := s.Erase(e); !errors.Is(err, ErrChanged) {
		t.Errorf("an old preview: %v", err)
	}
	sound(t, s)
}

// TestPersonOfThePastOnly erases somebody whom only the history knows.
func TestPersonOfThePastOnly(t *testing.T) {
	s := open(t, t.TempDir())
	p := &model.Project{Base: model.Base{Name: "项目"}, Officer: "王芳"}
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(p) })
	p.Officer = "李强"
	must(t, s, "交接", func(tx *Tx) error { return tx.Put(p) })
	if b := eraseNow(t, s, "王芳"); b.Records != 0 || !b.Erasure {
		t.Errorf("%+v", b)
	}
	sound(t, s)
	s = reopen(t, s)
	h, err := s.History(p.ID)
	f, _ := model.FieldOf(model.KindProject, "officer")
	if err != nil || len(h) != 2 {
		t.Fatal(h, err)
	}
	for _, c := range h[0].Fields {
		if c.Key == "officer" && (f.TextOf(c.Old) != model.ErasedText || f.TextOf(c.New) != "李强") {
			t.Errorf("%q → %q", f.TextOf(c.Old), f.TextOf(c.New))
		}
	}
	must(t, s, "新建", func(tx *Tx) error { return tx.Put(&model.Project{Officer: "王芳"}) }) // another one comes
	sound(t, s)
}

// TestErasingLeavesOthersAlone does random work with people, erases one, and compares everything else.
func TestErasingLeavesOthersAlone(t *testing.T) {
	chance := rand.New(rand.NewPCG(3, 4))
	people := []string{"王芳", "李强", "赵敏", "孙立军", "王芳华"}
	s := open(t, t.TempDir())
	var ids []model.ID
	for range 120 {
		must(t, s, "编辑", func(tx *Tx) error {
			p := &model.Project{Base: model.Base{Name: fmt.Sprint("项目", chance.IntN(1000))}}
			if len(ids) > 0 && chance.IntN(3) > 0 {
				r, err := tx.Get(ids[chance.IntN(len(ids))])
				if err != nil {
					return err
				}
				p = r.(*model.Project)
			}
			n := chance.IntN(len(people))
			p.Officer, p.Phone, p.Street = people[n], fmt.Sprint("1380000000", n), fmt.Sprint("街", chance.IntN(5))
			if chance.IntN(3) == 0 {
				p.Officer += "、" + people[chance.IntN(len(people))]
			}
			err := tx.Put(p)
			if !slices.Contains(ids, p.ID) {
				ids = append(ids, p.ID)
			}
			return err
		})
	}
	her := model.Person{Name: "王芳"}
	want := make(map[model.ID]string)
	for _, id := range ids {
		p := got[*model.Project](t, s, id)
		want[id] = p.Name + p.Street + strings.ReplaceAll(her.Without(p.Officer), "、、", "、")
	}
	eraseNow(t, s, "王芳")
	for range 2 {
		for _, id := range ids {
			p := got[*model.Project](t, s, id)
			if got := p.Name + p.Street + p.Officer; got != want[id] {
				t.Errorf("%s, want %s", got, want[id])
			}
		}
		sound(t, s)
		s = reopen(t, s)
	}
}

// TestPowerCutWhileErasing cuts the power at every step of an erasure: she is there, or gone from everything.
func TestPowerCutWhileErasing(t *testing.T) {
	chance := rand.New(rand.NewPCG(5, 6))
	d, dir := newTape(), filepath.Join(t.TempDir(), "工作区")
	s, err := Open(dir, Options{User: "李某", Station: "甲", disk: d, tune: tiny})
	if err != nil {
		t.Fatal(err)
	}
	o := newBureau(t, s)
	from := len(d.steps)
	eraseNow(t, s, herName)
	done := len(d.steps)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	outcomes := make(map[bool]int)
	for n := from; n <= done; n++ {
		for range 2 {
			left := t.TempDir()
			if err := d.cut(n, chance).save(left); err != nil {
				t.Fatal(err)
			}
			s := open(t, left)
			p := got[*model.Project](t, s, o.project.ID)
			outcomes[p.Officer == ""]++
			switch p.Officer {
			case "":
				o.gone(t, s)
			case herName:
				if n == done {
					t.Error("it was done, and she is back")
				}
				if c := got[*model.Contact](t, s, o.contact.ID); c.Phone != herPhone {
					t.Errorf("half of her is left: %+v", c)
				}
			}
			sound(t, s)
			s.Close()
			if p.Officer == "" {
				nowhere(t, left, herName, herPhone)
			}
		}
	}
	if outcomes[true] == 0 || outcomes[false] == 0 {
		t.Errorf("outcomes %v", outcomes)
	}
}
