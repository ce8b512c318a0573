package sites

import (
	"strings"
	"testing"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/records"
	"chainatlas/app/records/chiptest"
	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/model"
)

func TestChipsSayWhatTheyKeep(t *testing.T) { chiptest.Agree(t, model.KindSite, chips) }

func TestMain(m *testing.M) { uitest.Main(m) }

// office is a screen with two public sites and an internal one; said collects what the user is told.
func office(t *testing.T) (s *records.Screen, ids []model.ID, said *[]string) {
	t.Helper()
	d := desktest.Open(t)
	for i, name := range []string{"一号地块", "二号厂房", "内部地块"} {
		r := &model.Site{Base: model.Base{Name: name, Level: model.Public}, Area: model.Measured(float64(30+i), "亩"), Price: model.Measured(22, "万元/亩")}
		if i == 2 {
			r.Level = model.Internal
		}
		d.Put(t, r)
		ids = append(ids, r.ID)
	}
	s = New(d.Desk)
	d.Show(t, s, 1200, 700)
	return s, ids, &d.Said
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
