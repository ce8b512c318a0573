package demo

import (
	"math"
	"strconv"

	"chainatlas/model"
)

// site makes up idle land and standard factories in turn.
func (v *inventor) site(n int) *model.Site {
	s := &model.Site{Street: pick(v, v.streets), Location: v.spot()}
	if n%2 == 0 {
		s.Base = v.base(model.KindSite, n, "示例闲置用地"+strconv.Itoa(n/2+1)+"号")
		v.land(s)
	} else {
		s.Base = v.base(model.KindSite, n, "示例标准化厂房"+strconv.Itoa(n/2+1)+"号")
		v.factory(s)
	}
	s.SupplyStatus = pick(v, []string{"可供", "可供", "可供", "洽谈中", "已供"})
	s.Ownership = "示例权属单位"
	s.Road = "已通"
	s.ToExpressway = model.Measured(float64(2+v.chance.IntN(14)), "公里")
	s.Available = v.quarter(v.chance.IntN(4))
	return s
}

func (v *inventor) land(s *model.Site) {
	s.SiteKind, s.LandNature = "闲置用地", "国有建设用地"
	s.Area = model.Measured(float64(20+10*v.chance.IntN(20)), "亩")
	s.LandUse = model.Code{Text: "工业用地"}
	s.PlotRatio = "≥1.0"
	s.Intensity = model.Measured(float64(200+20*v.chance.IntN(8)), "万元/亩")
	v.supply(s, model.Power, float64(1000*(1+v.chance.IntN(15))), "kVA")
	v.supply(s, model.Water, float64(100*(1+v.chance.IntN(10))), "吨/日")
	v.supply(s, model.Gas, float64(500*(1+v.chance.IntN(10))), "立方米/日")
}

func (v *inventor) factory(s *model.Site) {
	s.SiteKind, s.LeaseMode = "标准化厂房", "可租可售"
	total := float64(2000 * (1 + v.chance.IntN(8)))
	s.FloorArea, s.FreeArea = model.Measured(total, "㎡"), model.Measured(math.Floor(total/float64(1+v.chance.IntN(3))), "㎡")
	s.Floors = strconv.Itoa(1 + v.chance.IntN(3))
	v.supply(s, model.Power, float64(500*(1+v.chance.IntN(8))), "kVA")
	v.supply(s, model.Water, float64(50*(1+v.chance.IntN(8))), "吨/日")
	v.supply(s, model.Height, float64(8+v.chance.IntN(6)), "米")
	v.supply(s, model.FloorLoad, float64(1+v.chance.IntN(4)), "吨/㎡")
	v.supply(s, model.Crane, float64(5*(1+v.chance.IntN(6))), "吨")
}

func (v *inventor) supply(s *model.Site, what string, value float64, unit string) {
	s.Supplies = s.Supplies.With(model.Supply{What: what, Value: &value, Unit: unit, Ready: model.Yes})
}
