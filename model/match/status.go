package match

import (
	"strings"

	"chainatlas/model"
)

// supply is what the words of a site's status come to.
type supply uint8

const (
	unknown supply = iota
	free
	maybe // in talk, kept for somebody, let in part
	taken
)

// supplyOf reads the status of ledgers. 批而未供 is free, 供而未用 is to be had back, 部分已租 is not all gone.
func supplyOf(words string) supply {
	s := model.Squeeze(words)
	switch {
	case s == "":
		return unknown
	case anyOf(s, "供而未用", "已供未", "闲置未收回", "部分", "洽谈", "意向", "预留", "在谈", "拟"):
		return maybe
	case anyOf(s, "未供", "未占", "未租", "未售", "未出让", "未出租", "未使用", "未利用", "无占用", "不占用"):
		return free
	case anyOf(s, "已供", "占用", "已占", "已出让", "已出租", "已租", "出租中", "已售", "售罄", "满租", "已签约", "已用", "使用中", "在用", "已落地", "已盘活", "已入驻", "已征用"):
		return taken
	case anyOf(s, "可供", "可用", "闲置", "空置", "空闲", "待供", "可租", "可售", "待租", "待售", "净地", "收储", "现房", "待盘活", "可出让", "招租"):
		return free
	}
	return unknown
}

// protected are uses of land that nobody may build on.
var protected = []string{"永久基本农田", "基本农田", "生态保护红线", "生态红线", "耕地"}

// excluded says why a site is out of the question; "" when it is not. The site that the project has chosen is never taken.
func excluded(p *model.Project, s *model.Site) string {
	own := chosen(p, s)
	if !own && supplyOf(s.SupplyStatus) == taken {
		return "供应状态为「" + model.Tidy(s.SupplyStatus) + "」"
	}
	for _, text := range []string{s.LandUse.Text, s.LandNature} {
		for _, word := range protected {
			if strings.Contains(text, word) {
				return "土地为「" + model.Tidy(text) + "」，不能用于建设"
			}
		}
	}
	return ""
}

func chosen(p *model.Project, s *model.Site) bool { return !s.ID.IsZero() && p.Place.ID == s.ID }

func statusFinding(p *model.Project, s *model.Site) finding {
	f := unstated("载体没有写明供应状态")
	switch of := supplyOf(s.SupplyStatus); {
	case chosen(p, s):
		f = finding{verdict: Met, share: 1, why: "已是本项目的选址"}
	case of == free:
		f = finding{verdict: Met, share: 1, why: "可供应"}
	case of == maybe:
		f = finding{verdict: Partly, share: 0.6, why: "可供应性须核对"}
	case of == taken:
		f = finding{verdict: Short, why: "已被占用"}
	case !model.Blank(s.SupplyStatus):
		f = unstated("供应状态的写法看不出能否供应，请核对")
	}
	f.offered = model.Tidy(s.SupplyStatus)
	return f
}
