package model

import (
	"slices"
	"testing"
)

func sampleView() *View {
	return &View{
		Base: Base{ID: NewID(), Name: "在谈大项目", Level: Public}, OfKind: KindProject, Filter: "阶段=在谈 投资>=1亿", Sort: "-total_investment",
		Columns: ViewColumns{{"name", 240}, {"stage", 96}, {"unit", 0}},
	}
}

func TestAViewIsNoBusinessRecord(t *testing.T) {
	if slices.Contains(Kinds(), KindView) || KindView.Business() || !slices.Contains(StoredKinds(), KindView) || !KindProject.Business() {
		t.Error("a view counts as a business record, or is not stored")
	}
	for _, c := range KindView.Choices() {
		if c.Key == string(KindView) {
			t.Error("views can be kept of views")
		}
	}
}

// Whatever level somebody gave it, a view may name what must stay hidden.
func TestAViewStaysAtTheDesk(t *testing.T) {
	for _, to := range []Audience{Staff, Cleared, Visitors} {
		if r, ok := Redact(sampleView(), to, nil); ok {
			t.Errorf("%s sees %v", to, r)
		}
	}
	if _, ok := Redact(sampleView(), Desk, nil); !ok {
		t.Error("the desk does not see its view")
	}
}

func TestAViewSurvivesTheStore(t *testing.T) {
	v := sampleView()
	s, err := Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	back, err := Decode(KindView, v.ID, s)
	if err != nil || !Same(v, back) {
		t.Errorf("%+v, %v", back, err)
	}
}

// The history shows what was changed in a view in words.
func TestAViewInWords(t *testing.T) {
	v := sampleView()
	want := map[string]string{"of_kind": "项目", "columns": "名称 240、目前阶段 96、责任单位", "sort": "-total_investment"}
	for key, text := range want {
		f, err := FieldOf(KindView, key)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Text(v); got != text {
			t.Errorf("%s: %q, want %q", key, got, text)
		}
	}
}

func TestViewsAreFoundByListAndName(t *testing.T) {
	a, b, c := sampleView(), sampleView(), sampleView()
	b.OfKind, c.Name = KindSite, "本周新签"
	all := []*View{a, b, c}
	if got := ViewsOf(KindProject, all); len(got) != 2 || got[0] != a && got[0] != c {
		t.Errorf("%v", got)
	}
	if ViewCalled(KindSite, " 在谈大项目", all) != b || ViewCalled(KindSite, "本周新签", all) != nil {
		t.Error("the wrong view")
	}
	if got := (ViewColumns{{"name", 0}, {"of_the_future", 80}}).Fields(KindProject); len(got) != 1 || got[0].Key != "name" {
		t.Errorf("%v", got)
	}
}
