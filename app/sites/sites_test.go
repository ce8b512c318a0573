package sites

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/records"
	"chainatlas/app/records/chiptest"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/store"
)

func TestChipsSayWhatTheyKeep(t *testing.T) { chiptest.Agree(t, model.KindSite, chips) }

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(look.Light())
	m.Run()
}

// office is a screen with two public sites and an internal one; said collects what the user is told.
func office(t *testing.T) (s *records.Screen, ids []model.ID, said *[]string) {
	t.Helper()
	st, err := store.Open(t.TempDir(), store.Options{User: "李某"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	task.ForTest(t)
	faces, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		t.Fatal(err)
	}
	_, err = st.Update("准备", func(tx *store.Tx) error {
		for i, name := range []string{"一号地块", "二号厂房", "内部地块"} {
			r := &model.Site{Base: model.Base{Name: name, Level: model.Public}, Area: model.Measured(float64(30+i), "亩"), Price: model.Measured(22, "万元/亩")}
			if i == 2 {
				r.Level = model.Internal
			}
			if err := tx.Put(r); err != nil {
				return err
			}
			ids = append(ids, r.ID)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	said = &[]string{}
	d := &desk.Desk{Store: st, Typeface: faces, Window: test.NewTempWindow(t, nil), Prefs: fyne.CurrentApp().Preferences(), Go: func(string) {},
		Say:    func(text string) { *said = append(*said, text) },
		Notice: func(_ look.Tone, text string, _ ...ui.Action) { *said = append(*said, text) }}
	s = New(d)
	d.Window.SetContent(s.Content())
	d.Window.Resize(fyne.NewSize(1200, 700))
	s.Show()
	task.Wait()
	t.Cleanup(s.Leave)
	return s, ids, said
}

func TestProfileAsksWhoReadsIt(t *testing.T) {
	s, ids, said := office(t)
	p := newPrinting(s.Desk(), ids[2])
	if p.audience() != model.Staff {
		t.Errorf("at first %q", p.audience())
	}
	p.to.Set(audiences[1].text)
	p.contact.SetText(" 招商局 0531 ")
	p.profile(p.save)
	task.Wait()
	if len(*said) != 1 || !strings.Contains((*said)[0], "不能给所选的对象看") {
		t.Errorf("an internal site for visitors: %q", *said)
	}
	if again := newPrinting(s.Desk(), ids[0]); again.contact.Text != "招商局 0531" {
		t.Errorf("the contact is forgotten: %q", again.contact.Text)
	}
}

func TestPrintedFilesAreSaved(t *testing.T) {
	s, ids, said := office(t)
	for _, do := range []func(*printing, outlet){(*printing).profile, (*printing).compare} {
		p := newPrinting(s.Desk(), ids[:2]...)
		do(p, p.save)
		task.Wait()
		if s.Desk().Window.Canvas().Overlays().Top() == nil {
			t.Fatalf("nothing asks where to: %q", *said)
		}
	}
}

func TestCompareWantsTwoToFour(t *testing.T) {
	s, _, said := office(t)
	compareSelected(s)
	if len(*said) != 1 || !strings.Contains((*said)[0], "2 至 4") {
		t.Errorf("%q", *said)
	}
}
