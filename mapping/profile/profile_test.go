package profile_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/pdf"
	"chainatlas/mapping/profile"
	"chainatlas/mapping/sametest"
	"chainatlas/mapping/thematic"
	"chainatlas/model"

	"github.com/paulmach/orb"
)

func options(t testing.TB, to model.Audience) profile.Options {
	t.Helper()
	faces, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		t.Fatal(err)
	}
	base, err := thematic.BaseMap(assets.BaseMap())
	if err != nil {
		t.Fatal(err)
	}
	return profile.Options{Faces: faces, Base: base, Audience: to, Date: time.Date(2024, 7, 1, 9, 0, 0, 0, time.UTC)}
}

func amount(v float64) *float64 { return &v }

// full is a public site of which everything is stated.
func full() *model.Site {
	at := orb.Point{117.81, 36.06}
	return &model.Site{
		Base:     model.Base{ID: model.FixedID(model.KindSite, "full"), Name: "永兴路北侧地块", Level: model.Public, Source: "闲置土地台账", AsOf: model.Date{Text: "2024年6月30日"}, Notes: "业主急于出手"},
		SiteKind: "闲置用地", Code: "GC-07", Street: "艾山街道", Bounds: "东至双泉河，南至永兴路", Area: model.Measured(210, "亩"), FloorArea: model.Measured(9000, "㎡"),
		SupplyStatus: "可供应", Ownership: "城投公司", IdleWhy: "原项目终止", ToExpressway: model.Measured(3, "公里"), Price: model.Measured(22, "万元/亩"),
		Supplies: model.Supplies{
			{What: model.Power, Value: amount(8000), Unit: "kVA", Voltage: "10kV", Circuits: 2, Ready: model.Yes}, {What: model.Gas, Note: "3000立方米/日 未具备", Ready: model.No},
		},
		Contact: "王某某", Phone: "13800000000",
		Location: model.Location{Point: &at, Geometry: orb.Polygon{{{117.808, 36.058}, {117.813, 36.058}, {117.813, 36.062}, {117.808, 36.058}}}, Precision: model.PlaceExact},
		Photos:   model.Attachments{{Hash: "1", Name: "现状.jpg", Type: model.JPEG}},
	}
}

// printed is the text of a document, without breaks, and its pages.
func printed(t testing.TB, name string, d *pdf.Document) (text string, pages int) {
	t.Helper()
	doc := sametest.Bytes(t, d)
	if dir := os.Getenv("CHAINATLAS_PICTURES"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), doc, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	raw := string(sametest.Run(t, doc, nil, "pdftotext", "-raw", "-", "-"))
	return strings.Join(strings.Fields(raw), ""), strings.Count(raw, "\f")
}

func photoOf(model.Attachments) []profile.Photo {
	return []profile.Photo{{Image: image.NewRGBA(image.Rect(0, 0, 80, 60)), Caption: "南侧现状"}}
}

func TestProfile(t *testing.T) {
	secrets := []string{"王某某", "13800000000", "22万元/亩", "117.81", "城投公司", "原项目终止", "东至双泉河", "闲置土地台账", "业主急于出手", "南侧现状", "内部资料", "公里（直线）"}
	for _, c := range []struct {
		to           model.Audience
		wants, hides []string
	}{
		{model.Staff, append([]string{"永兴路北侧地块", "GC-07", "210亩", "9000㎡", "8000kVA10kV双回路已具备", "3000立方米/日未具备", "3公里", "未说明", "数据截至2024年6月30日", "打印于2024年7月1日"}, secrets...), nil},
		{model.Visitors, []string{"永兴路北侧地块", "210亩", "8000kVA10kV双回路已具备", "3公里", "招商局0531"}, secrets},
	} {
		o := options(t, c.to)
		o.Photos, o.Contact = photoOf, "招商局 0531"
		d, err := profile.Site(full(), o)
		if err != nil {
			t.Fatal(err)
		}
		text, pages := printed(t, "profile-"+string(c.to), d)
		for _, want := range c.wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in %s", c.to, want, text)
			}
		}
		for _, secret := range c.hides {
			if strings.Contains(text, secret) {
				t.Errorf("%s: shows %q", c.to, secret)
			}
		}
		if pages != 1 {
			t.Errorf("%s: %d pages", c.to, pages)
		}
	}
}

func TestWhoSeesASite(t *testing.T) {
	set := func(change func(*model.Site)) *model.Site {
		s := full()
		change(s)
		return s
	}
	for _, c := range []struct {
		name string
		site *model.Site
		to   model.Audience
		err  error
	}{
		{"internal, visitor", set(func(s *model.Site) { s.Level = model.Internal }), model.Visitors, profile.ErrHidden},
		{"code name, visitor", set(func(s *model.Site) { s.Level, s.CodeName = model.Internal, "A 地块" }), model.Visitors, nil},
		{"invented, visitor", set(func(s *model.Site) { s.Fictional = true }), model.Visitors, profile.ErrHidden},
		{"invented, staff", set(func(s *model.Site) { s.Fictional = true }), model.Staff, nil},
		{"secret, staff", set(func(s *model.Site) { s.Level = model.Secret }), model.Staff, profile.ErrHidden},
	} {
		d, err := profile.Site(c.site, options(t, c.to))
		if !errors.Is(err, c.err) {
			t.Errorf("%s: %v", c.name, err)
		}
		if _, _, err := profile.Compare([]*model.Site{full(), c.site}, options(t, c.to)); !errors.Is(err, c.err) {
			t.Errorf("%s, compared: %v", c.name, err)
		}
		if err != nil || c.to != model.Visitors {
			continue
		}
		if text, _ := printed(t, "code", d); !strings.Contains(text, "A地块") || strings.Contains(text, "永兴路") || strings.Contains(text, "未说明") || strings.Contains(text, "210") {
			t.Errorf("%s: %s", c.name, text)
		}
	}
}

// A site with more to say than a page holds goes on, and says all of it.
func TestLongProfilesGoOn(t *testing.T) {
	s := full()
	s.Fact = strings.Repeat("位于核心区，周边企业二十余家，三点五亿元以上可以一事一议。", 120)
	for i := range 30 {
		s.Supplies = append(s.Supplies, model.Supply{What: "other", Note: fmt.Sprintf("第%d种要素", i)})
	}
	d, err := profile.Site(s, options(t, model.Staff))
	if err != nil {
		t.Fatal(err)
	}
	text, pages := printed(t, "long", d)
	if n := strings.Count(text, "一事一议"); n < 110 || pages < 2 || !strings.Contains(text, "第29种要素") || !strings.Contains(text, "第2页") {
		t.Errorf("%d pages with %d repeats", pages, n)
	}
}

func TestRows(t *testing.T) {
	site := func(change func(*model.Site)) *model.Site {
		s := &model.Site{}
		change(s)
		return s
	}
	power := func(v float64, unit string, ready model.YesNo) *model.Site {
		return site(func(s *model.Site) {
			s.Supplies = model.Supplies{{What: model.Power, Value: amount(v), Unit: unit, Ready: ready}}
		})
	}
	quantity := func(text string) model.Quantity {
		q, _ := model.ParseQuantity(text, model.Hint{Unit: "亩"})
		return q
	}
	area := func(text string) *model.Site { return site(func(s *model.Site) { s.Area = quantity(text) }) }
	far := func(v float64) *model.Site {
		return site(func(s *model.Site) { s.ToRail = model.Measured(v, "公里") })
	}
	none := site(func(*model.Site) {})
	for _, c := range []struct {
		name, key string
		sites     []*model.Site
		best      string // x where best, . elsewhere
	}{
		{"more land", "area", []*model.Site{area("30亩"), area("50亩"), none}, ".x."},
		{"a range counts with what is sure", "area", []*model.Site{area("30—80亩"), area("50亩")}, ".x"},
		{"all alike", "area", []*model.Site{area("30亩"), area("30亩")}, ".."},
		{"two best", "area", []*model.Site{area("30亩"), area("30亩"), area("20亩")}, "xx."},
		{"one alone", "area", []*model.Site{area("30亩"), none}, ".."},
		{"other units", "area", []*model.Site{area("30亩"), area("2公顷")}, ".."},
		{"words", "area", []*model.Site{area("30亩"), area("面议")}, ".."},
		{"nearer", "to_rail", []*model.Site{far(5), far(2), far(9)}, ".x."},
		{"more power", model.Power, []*model.Site{power(500, "kVA", model.Yes), power(800, "kVA", "")}, ".x"},
		{"power that is not there", model.Power, []*model.Site{power(500, "kVA", model.Yes), power(800, "kVA", model.No), power(400, "kVA", model.Yes)}, "x.."},
	} {
		got := ""
		for _, r := range profile.Rows(c.sites, nil) {
			if r.Key != c.key {
				continue
			}
			for _, cell := range r.Cells {
				got += map[bool]string{true: "x", false: "."}[cell.Best]
			}
		}
		if got != c.best {
			t.Errorf("%s: %q, want %q", c.name, got, c.best)
		}
	}
}

func TestCompare(t *testing.T) {
	other := full()
	other.ID, other.Name, other.Area, other.Price, other.ToExpressway = model.FixedID(model.KindSite, "other"), "二号厂房", model.Measured(90, "亩"), model.Quantity{}, model.Quantity{}
	for _, to := range []model.Audience{model.Staff, model.Visitors} {
		d, rows, err := profile.Compare([]*model.Site{full(), other}, options(t, to))
		if err != nil {
			t.Fatal(err)
		}
		text, pages := printed(t, "compare-"+string(to), d)
		if !strings.Contains(text, "二号厂房") || !strings.Contains(text, "210亩") || !strings.Contains(text, "未说明") || pages != 1 || len(rows) < 5 {
			t.Errorf("%s: %d pages, %d rows: %s", to, pages, len(rows), text)
		}
		if staff := to == model.Staff; strings.Contains(text, "22万元/亩") != staff || strings.Contains(text, "内部资料") != staff || strings.Contains(text, "13800000000") != staff {
			t.Errorf("%s: %s", to, text)
		}
	}
}

func TestSameCallsSameBytes(t *testing.T) {
	make := func() []byte {
		d, err := profile.Site(full(), options(t, model.Staff))
		if err != nil {
			t.Fatal(err)
		}
		return sametest.Bytes(t, d)
	}
	if !bytes.Equal(make(), make()) {
		t.Error("two documents")
	}
}
