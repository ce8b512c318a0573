package match

import (
	"chainatlas/model"
)

// farNeed is a distance that may not be longer.
func farNeed(key, label string, want model.Quantity, of func(*model.Site) model.Quantity) []need {
	w, factor, ok := spanOf(want, lengths, "公里")
	if !ok {
		return nil
	}
	unit := firstOf(want.Unit, "公里")
	return []need{{key, label, "不超过 " + want.String(), func(s *model.Site) finding {
		have := of(s)
		h, _, ok := spanOf(have, lengths, "公里")
		if !ok && anyOf(have.Text, "紧邻", "毗邻", "紧靠", "相邻") {
			h, ok = span{}, true
		}
		f := unstated("载体没有写明距离")
		if ok {
			f = atMost(w.in(factor), h.in(factor), unit)
		}
		f.offered = have.String()
		return f
	}}}
}

// soonDays is how much later than planned a site may be had and still earn something.
const soonDays = 90

// dateNeed holds the day from which a site can be had against the planned start.
func dateNeed(p *model.Project) []need {
	want := p.PlannedStart
	if !want.Known() {
		return nil
	}
	return []need{{"available", "可用时间", want.String() + "开工", func(s *model.Site) finding {
		f := dateFinding(want, s.Available)
		f.offered = s.Available.String()
		return f
	}}}
}

func dateFinding(want, have model.Date) finding {
	switch {
	case !have.Known() && anyOf(have.Text, "随时", "即时", "现房", "立即", "目前", "现在", "即刻", "具备"):
		return finding{verdict: Met, share: 1, why: "随时可用"}
	case !have.Known():
		return unstated("载体没有写明可用时间")
	case have.To <= want.From:
		return finding{verdict: Met, share: 1, why: "开工前可用"}
	case have.From <= want.To:
		return finding{verdict: Partly, share: 0.7, why: "与计划开工在同一时段，须核对先后"}
	}
	late := Amount{float64(have.From - want.To), "天"}
	f := finding{verdict: Short, missing: &late, why: "比计划开工晚 " + late.String()}
	if late.Value <= soonDays {
		f.share = 0.4
	}
	return f
}
