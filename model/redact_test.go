package model

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

const planted = "绝密字样"

// spiked returns a record whose every confidential text field carries the planted words.
func spiked(k Kind) Record {
	r := k.New()
	r.Head().ID, r.Head().Name = NewID(), "公开名称"
	for _, f := range FieldsOf(k) {
		switch f.Value(r).(type) {
		case string:
			if !publicField(r, f) {
				f.SetValue(r, planted)
			}
		case Link:
			f.SetValue(r, Link{ID: NewID(), Name: planted})
		}
	}
	return r
}

func nobody(ID) (string, bool) { return "", false }

func TestVisitorsNeverReadWhatIsHidden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := spiked(rapid.SampledFrom(Kinds()).Draw(t, "kind"))
		h := r.Head()
		h.Level = rapid.SampledFrom([]Level{"", Public, Internal, Secret}).Draw(t, "level")
		h.Fictional = rapid.Bool().Draw(t, "fictional")
		h.CodeName = rapid.SampledFrom([]string{"", "甲项目"}).Draw(t, "code name")
		hidden := rapid.SampledFrom(FieldsOf(r.Kind())).Draw(t, "field")
		h.Levels = Levels{hidden.Key: Secret}
		seen, ok := Redact(r, Visitors, nobody)
		if h.Fictional || h.Level == Secret || h.Level != Public && h.CodeName == "" {
			if ok {
				t.Fatalf("%s %s 虚构=%v must not appear", r.Kind(), h.Level, h.Fictional)
			}
			return
		}
		b, err := JSON(seen)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), planted) {
			t.Fatalf("%s shows %s", r.Kind(), b)
		}
		if h.Level != Public && strings.Contains(string(b), "公开名称") {
			t.Fatalf("a code-named record shows its name: %s", b)
		}
	})
}

func TestExactPlacesStayHidden(t *testing.T) {
	at := orb.Point{117.81, 36.06}
	cases := []struct {
		name      string
		precision string
		shown     bool
	}{
		{"measured parcel", PlaceExact, false},
		{"somewhere in the street", PlaceStreet, true},
	}
	for _, c := range cases {
		s := &Site{Base: Base{ID: NewID(), Name: "地块", Level: Public}, Location: Location{Point: &at, Precision: c.precision}}
		seen, ok := Redact(s, Visitors, nobody)
		if !ok || (seen.(*Site).Location.Point != nil) != c.shown {
			t.Errorf("%s: shown %v, want %v", c.name, !c.shown, c.shown)
		}
	}
}

func TestAFileForStaffLeavesSecretsOut(t *testing.T) {
	p := &Project{Base: Base{ID: NewID(), Name: "项目", Levels: Levels{"progress": Secret}}, Progress: planted, Phone: "内部电话"}
	seen, ok := Redact(p, Staff, nobody)
	if !ok || seen.(*Project).Progress != "" || seen.(*Project).Phone == "" {
		t.Error("staff files leave out exactly the secret field")
	}
	p.Level = Secret
	if _, ok := Redact(p, Staff, nobody); ok {
		t.Error("a secret record is in a staff file")
	}
}
