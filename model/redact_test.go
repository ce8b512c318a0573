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
		case Attachments:
			f.SetValue(r, Attachments{{Hash: strings.Repeat("ab", 32), Name: planted + ".jpg", Size: 7, Type: JPEG, Note: planted}})
		}
	}
	return r
}

func nobody(ID) (string, bool) { return "", false }

// everybody is a world in which every linked record is public.
func everybody(ID) (string, bool) { return "公开的另一条", true }

// nothingElse makes sure that a code-named record shows its code name alone.
func nothingElse(t *rapid.T, seen Record) {
	for _, f := range FieldsOf(seen.Kind()) {
		if !f.Empty(seen) && f.Key != "name" && f.Key != "level" {
			t.Fatalf("a code-named %s shows its %s: %v", seen.Kind(), f.Key, f.Value(seen))
		}
	}
}

func TestVisitorsNeverReadWhatIsHidden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := spiked(rapid.SampledFrom(Kinds()).Draw(t, "kind"))
		h := r.Head()
		h.Level = rapid.SampledFrom([]Level{"", Public, Internal, Secret}).Draw(t, "level")
		h.Fictional = rapid.Bool().Draw(t, "fictional")
		h.CodeName = rapid.SampledFrom([]string{"", "甲项目"}).Draw(t, "code name")
		hidden := rapid.SampledFrom(FieldsOf(r.Kind())).Draw(t, "field")
		h.Levels = Levels{hidden.Key: rapid.SampledFrom([]Level{Internal, Secret}).Draw(t, "its level")}
		seen, ok := Redact(r, Visitors, everybody)
		named := h.CodeName != "" && hidden.Key != "code_name"
		if h.Fictional || h.Level == Secret || h.Level != Public && !named {
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
		if (h.Level != Public || hidden.Key == "name") && strings.Contains(string(b), "公开名称") {
			t.Fatalf("a hidden name is shown: %s", b)
		}
		if hidden.Key == "name" && named && seen.Head().Name != "甲项目" {
			t.Fatalf("goes by %q", seen.Head().Name)
		}
		if h.Level != Public {
			nothingElse(t, seen)
		}
	})
}

func TestExactPlacesStayHidden(t *testing.T) {
	at := orb.Point{117.81, 36.06}
	cases := []struct {
		name      string
		precision string
		level     Level
		shown     bool
	}{
		{"measured parcel", PlaceExact, "", false},
		{"measured parcel made public by name", PlaceExact, Public, true},
		{"somewhere in the street", PlaceStreet, "", true},
		{"somewhere in the street, hidden by name", PlaceStreet, Internal, false},
	}
	for _, c := range cases {
		s := &Site{Base: Base{ID: NewID(), Name: "地块", Level: Public, Levels: Levels{}}, Location: Location{Point: &at, Precision: c.precision, Entered: "117.81,36.06"}}
		if c.level != "" {
			s.Levels["location"] = c.level
		}
		seen, ok := Redact(s, Visitors, nobody)
		if !ok || (seen.(*Site).Location.Point != nil) != c.shown {
			t.Errorf("%s: shown %v, want %v", c.name, !c.shown, c.shown)
		}
		if words := seen.(*Site).Location.Entered; words != "" && c.level != Public {
			t.Errorf("%s: the entered words are shown: %s", c.name, words)
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
	seen, ok = Redact(p, Cleared, nobody)
	if !ok || seen.(*Project).Progress != planted {
		t.Error("secrets asked for by name are left out")
	}
}

func TestFirmsThatAreHopedForAreNobodysBusiness(t *testing.T) {
	chain := Link{NewID(), "精品钢"}
	role := func(r RoleName) Role { return Role{Chain: chain, Node: NodeRef{Code: "A1", Name: "炼钢"}, Role: r} }
	for _, c := range []struct {
		name  string
		roles Roles
		seen  bool
		left  int
	}{
		{"a target alone", Roles{role(RoleTarget), role(RoleTarget)}, false, 0},
		{"here on one node, hoped for on another", Roles{role(RoleTarget), role(RoleLeader)}, true, 1},
		{"on no chain", nil, true, 0},
	} {
		e := &Enterprise{Base: Base{ID: NewID(), Name: c.name, Level: Public}, Roles: c.roles}
		out, ok := Redact(e, Visitors, everybody)
		if ok != c.seen || ok && len(out.(*Enterprise).Roles) != c.left {
			t.Errorf("%s: seen %v with %v", c.name, ok, out)
		}
		if staff, ok := Redact(e, Staff, everybody); !ok || len(staff.(*Enterprise).Roles) != len(c.roles) {
			t.Errorf("%s: staff see %v", c.name, staff)
		}
	}
}

func TestANodeGoesWithItsChain(t *testing.T) {
	p := &Project{Base: Base{ID: NewID(), Level: Public}, Chain: Link{NewID(), "保密链"}, Node: NodeRef{Code: "A1", Name: "炼钢"}}
	for _, to := range []Audience{Visitors, Staff} {
		if out, _ := Redact(p, to, nobody); !out.(*Project).Node.IsZero() {
			t.Errorf("%s read the node %v of a hidden chain", to, out.(*Project).Node)
		}
	}
	p.Chain = Link{}
	if out, _ := Redact(p, Visitors, nobody); out.(*Project).Node.IsZero() {
		t.Error("a node without a chain was taken away")
	}
}

// The English form of a word is never seen by whom the word is hidden from.
func TestEnglishFormsAreHiddenWithTheirWords(t *testing.T) {
	for _, k := range Kinds() {
		for _, f := range FieldsOf(k) {
			of := f.Original()
			if of == nil {
				continue
			}
			for _, level := range []Level{Internal, Secret} {
				r := k.New()
				r.Head().ID, r.Head().Name, r.Head().CodeName = NewID(), "名称", "代号"
				r.Head().Level, r.Head().Levels = Public, Levels{of.Key: level, f.Key: Public}
				f.SetText(r, "English form", Hint{}, nil)
				of.SetText(r, "原文", Hint{}, nil)
				shown, ok := Redact(r, Visitors, nil)
				if !ok || !f.Empty(shown) {
					t.Errorf("visitors read %s of a %s whose %s is %s", f.Key, k, of.Key, level)
				}
				if staff, ok := Redact(r, Staff, nil); ok && level == Secret && !f.Empty(staff) {
					t.Errorf("staff get %s of a %s whose %s is %s", f.Key, k, of.Key, level)
				}
			}
		}
	}
}
