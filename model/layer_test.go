package model

import (
	"slices"
	"testing"
)

func sampleLayer() *Layer {
	low := 10.0
	return &Layer{
		Base: Base{ID: NewID(), Name: "规划用地", Source: "自然资源局"}, Count: 12, File: "用地.zip", CRS: "EPSG:4527", CRSReason: ".prj 写明",
		Data: Attachments{{Hash: "ab", Name: "规划用地", Size: 3}}, Fields: Words{"用途", "面积"}, LabelField: "用途", Order: 100,
		Style: LayerStyle{By: StyleByRange, Field: "面积", Color: "#2f5d8c", Classes: []StyleClass{{Max: &low, Color: "#eeeeee"}, {Min: &low, Color: "#2f5d8c"}}},
	}
}

func TestALayerSurvivesTheStore(t *testing.T) {
	l := sampleLayer()
	s, err := Encode(l)
	if err != nil {
		t.Fatal(err)
	}
	back, err := Decode(KindLayer, l.ID, s)
	if err != nil || !Same(l, back) {
		t.Errorf("%+v, %v", back, err)
	}
	if slices.Contains(Kinds(), KindLayer) || !slices.Contains(StoredKinds(), KindLayer) {
		t.Error("a layer counts as a business record, or is not stored")
	}
}

func TestAStyleInWords(t *testing.T) {
	low, high := 10.0, 50.5
	for want, s := range map[string]LayerStyle{
		"": {},
		"按「面积」分级，2 级，颜色 #2f5d8c": sampleLayer().Style,
		"按项目数量分级":                {By: StyleByCount, Field: "project"},
		"热力":                     {By: StyleByHeat},
		"颜色 #b4513b，填充 无，线型 dash，线宽 1.5": {Color: "#b4513b", Fill: -1, Dash: "dash", Width: 1.5},
	} {
		if got := s.String(); got != want || s.IsZero() != (want == "") {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for want, c := range map[string]StyleClass{"10—50.5": {Min: &low, Max: &high}, "50.5 及以上": {Min: &high}, "不足 10": {Max: &low}, "工业": {Value: "工业"}, "未填": {}} {
		if got := c.Words(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if c := (StyleClass{Min: &low, Max: &high}); !c.Has(10) || c.Has(50.5) || c.Has(9.9) {
		t.Error("a range holds its lower end and not its upper one")
	}
}

// names of layers, the lowest first.
func names(all []*Layer) (out []string) {
	for _, l := range all {
		out = append(out, l.Name)
	}
	return out
}

func TestLayersHaveAnOrder(t *testing.T) {
	a, b := sampleLayer(), sampleLayer()
	a.Name, a.Order = "甲", 100
	b.Name, b.Order = "乙", TopOfFiles([]*Layer{a})
	all := Layers([]*Layer{b, a})
	if got := names(all); !slices.Equal(got, []string{"底图", "甲", "乙", "企业", "项目", "载体"}) {
		t.Fatalf("%v", got)
	}
	if all[0].ID != FixedID(KindLayer, "base") {
		t.Error("the base map has no ID of its own")
	}
	for _, c := range []struct {
		from, to int
		want     []string
	}{
		{1, 2, []string{"底图", "乙", "甲", "企业", "项目", "载体"}},
		{5, 0, []string{"载体", "底图", "甲", "乙", "企业", "项目"}},
		{0, 5, []string{"甲", "乙", "企业", "项目", "载体", "底图"}},
		{3, 1, []string{"底图", "企业", "甲", "乙", "项目", "载体"}},
	} {
		x, y := *a, *b
		all := Layers([]*Layer{&x, &y})
		changed := MoveLayer(all, c.from, c.to)
		if got := names(Layers(append(changed, unchanged(all, changed)...))); len(changed) != 1 || !slices.Equal(got, c.want) {
			t.Errorf("%d to %d: %v, %d changed", c.from, c.to, got, len(changed))
		}
	}
}

func unchanged(all, changed []*Layer) (out []*Layer) {
	for _, l := range all {
		if !slices.Contains(changed, l) {
			out = append(out, l)
		}
	}
	return out
}

// However often a layer is put between the same two, there is room again.
func TestRoomBetweenLayersIsMadeAnew(t *testing.T) {
	var all []*Layer
	for i := range 12 {
		l := sampleLayer()
		l.Name, l.Order = string(rune('a'+i)), i
		all = append(all, l)
	}
	for range 30 {
		want := names(all)
		moved := want[10]
		want = slices.Insert(slices.Delete(want, 10, 11), 5, moved)
		MoveLayer(all, 10, 5)
		all = Layers(all)
		all = slices.DeleteFunc(all, func(l *Layer) bool { return l.Of != LayerOfFile })
		if got := names(all); !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	}
}

func TestWhoMayHaveALayer(t *testing.T) {
	for _, c := range []struct {
		level    Level
		borders  YesNo
		to       Audience
		reviewed bool
		want     bool
	}{
		{"", "", Desk, false, true},
		{"", "", Staff, false, true},
		{"", "", Visitors, true, false},
		{Public, "", Visitors, false, true},
		{Public, Yes, Visitors, false, false},
		{Public, Yes, Visitors, true, true},
		{Secret, "", Staff, true, false},
		{Secret, "", Cleared, false, true},
		{Secret, "", Visitors, true, false},
	} {
		l := sampleLayer()
		l.Level, l.Borders = c.level, c.borders
		if got := LayerSeen(l, c.to, c.reviewed); got != c.want {
			t.Errorf("%s of borders %s to %s, reviewed %v: %v", c.level, c.borders, c.to, c.reviewed, got)
		}
	}
	if _, ok := Redact(sampleLayer(), Visitors, nil); ok {
		t.Error("a layer's record leaves the desk")
	}
}
