package match

import (
	"testing"

	"pgregory.net/rapid"

	"chainatlas/model"
)

func amount(t *rapid.T, name string, units ...string) model.Quantity {
	if rapid.IntRange(0, 3).Draw(t, name+" stated") == 0 {
		return model.Quantity{}
	}
	return model.Measured(float64(rapid.IntRange(1, 400).Draw(t, name))/4, rapid.SampledFrom(units).Draw(t, name+" unit"))
}

func supplies(t *rapid.T, name string) (out model.Supplies) {
	for _, what := range utilities {
		if rapid.IntRange(0, 2).Draw(t, name+what) == 0 {
			continue
		}
		x := model.Supply{What: what, Unit: units[what], Ready: rapid.SampledFrom([]model.YesNo{"", model.Yes, model.No}).Draw(t, name+what+" ready")}
		if rapid.Bool().Draw(t, name+what+" stated") {
			v := float64(rapid.IntRange(0, 200).Draw(t, name+what+" value"))
			x.Value = &v
		}
		if what == model.Power {
			x.Voltage = rapid.SampledFrom([]string{"", "10kV", "35kV", "110kV"}).Draw(t, name+" voltage")
			x.Circuits = rapid.IntRange(0, 3).Draw(t, name+" circuits")
		}
		out = append(out, x)
	}
	return out
}

func anyProject(t *rapid.T) *model.Project {
	p := &model.Project{LandNeed: amount(t, "land", "亩", "公顷", "㎡"), FloorNeed: amount(t, "floor", "㎡", "万㎡"), Needs: supplies(t, "need "),
		MaxExpressway: amount(t, "to expressway", "公里", "米"), MaxRail: amount(t, "to rail", "公里"), ProjectType: rapid.SampledFrom([]string{"", "工业", "物流"}).Draw(t, "type")}
	if rapid.Bool().Draw(t, "dated") {
		p.PlannedStart = model.OnDay(model.Day(20000 + rapid.IntRange(0, 300).Draw(t, "start")))
	}
	return p
}

func anySite(t *rapid.T) *model.Site {
	s := &model.Site{Area: amount(t, "area", "亩", "公顷", "㎡"), FloorArea: amount(t, "floor area", "㎡", "万㎡"), FreeArea: amount(t, "free area", "㎡"), Supplies: supplies(t, "has "),
		ToExpressway: amount(t, "expressway", "公里", "米"), ToRail: amount(t, "rail", "公里")}
	if rapid.Bool().Draw(t, "available") {
		s.Available = model.OnDay(model.Day(20000 + rapid.IntRange(0, 300).Draw(t, "from")))
	}
	return s
}

// more makes a site better in one thing that it states.
func more(t *rapid.T, s *model.Site) *model.Site {
	better := model.Clone(s).(*model.Site)
	by := 1 + float64(rapid.IntRange(0, 300).Draw(t, "by"))/100
	grow := func(q *model.Quantity, f float64) {
		if q.Known {
			*q = model.Measured(q.Min*f, q.Unit)
		}
	}
	switch rapid.IntRange(0, 6).Draw(t, "what") {
	case 0:
		grow(&better.Area, by)
	case 1:
		grow(&better.FloorArea, by)
	case 2:
		grow(&better.FreeArea, by)
	case 3:
		grow(&better.ToExpressway, 1/by)
	case 4:
		grow(&better.ToRail, 1/by)
	case 5:
		if better.Available.Known() {
			better.Available = model.OnDay(better.Available.From - model.Day(by*30))
		}
	default:
		moreSupply(t, better, by)
	}
	return better
}

func moreSupply(t *rapid.T, s *model.Site, by float64) {
	if len(s.Supplies) == 0 {
		return
	}
	x := &s.Supplies[rapid.IntRange(0, len(s.Supplies)-1).Draw(t, "supply")]
	switch {
	case x.Value != nil && rapid.Bool().Draw(t, "value"):
		v := *x.Value * by
		x.Value = &v
	case x.Circuits > 0 && rapid.Bool().Draw(t, "circuit"):
		x.Circuits++
	case x.Voltage != "" && rapid.Bool().Draw(t, "voltage"):
		x.Voltage = "220kV"
	case x.Ready == model.No && x.Value != nil:
		x.Ready = model.Yes
	}
}

func TestMoreSupplyNeverLowersTheScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, s := anyProject(t), anySite(t)
		before, after := Compare(p, s, nil), Compare(p, more(t, s), nil)
		if after.Score < before.Score {
			t.Fatalf("from %d to %d:\n%+v\n%+v", before.Score, after.Score, before.Gaps, after.Gaps)
		}
		for i, g := range after.Gaps {
			if g.Points < before.Gaps[i].Points {
				t.Fatalf("%+v\nbecame\n%+v", before.Gaps[i], g)
			}
		}
		if after.Score < 0 || after.Score > 100 {
			t.Fatalf("score %d", after.Score)
		}
	})
}

func TestRemovingANeedInventsNoGap(t *testing.T) {
	clear := []func(*model.Project){
		func(p *model.Project) { p.LandNeed = model.Quantity{} }, func(p *model.Project) { p.FloorNeed = model.Quantity{} },
		func(p *model.Project) { p.MaxExpressway = model.Quantity{} }, func(p *model.Project) { p.MaxRail = model.Quantity{} },
		func(p *model.Project) { p.PlannedStart = model.Date{} }, func(p *model.Project) { p.ProjectType = "" },
		func(p *model.Project) {
			if len(p.Needs) > 0 {
				p.Needs = p.Needs[1:]
			}
		},
	}
	rapid.Check(t, func(t *rapid.T) {
		p, s := anyProject(t), anySite(t)
		with := map[string]Gap{}
		for _, g := range Compare(p, s, nil).Gaps {
			with[g.Need] = g
		}
		less := model.Clone(p).(*model.Project)
		clear[rapid.IntRange(0, len(clear)-1).Draw(t, "cleared")](less)
		for _, g := range Compare(less, s, nil).Gaps {
			before, ok := with[g.Need]
			if !ok || before.Verdict != g.Verdict || before.Points != g.Points || before.Why != g.Why {
				t.Fatalf("%+v was %+v", g, before)
			}
		}
	})
}

func TestUnitsDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mu := float64(rapid.IntRange(1, 900).Draw(t, "mu"))
		have := float64(rapid.IntRange(1, 900).Draw(t, "have"))
		site := &model.Site{Area: model.Measured(have, "亩")}
		want := ""
		for _, q := range []model.Quantity{model.Measured(mu, "亩"), model.Measured(mu/15, "公顷"), model.Measured(mu*10000/15, "㎡"), model.Measured(mu/15, "万㎡")} {
			g := Compare(&model.Project{LandNeed: q}, site, nil).Gaps[0]
			if want == "" {
				want = string(g.Verdict)
			}
			if string(g.Verdict) != want {
				t.Fatalf("%s against %v亩 is %s, in 亩 %s", q, have, g.Verdict, want)
			}
		}
	})
}
