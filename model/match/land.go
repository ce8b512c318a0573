package match

import (
	"regexp"
	"strings"

	"chainatlas/model"
)

// The kinds of sites that ledgers tell apart.
const (
	landKind      = "用地"
	factoryKind   = "厂房"
	warehouseKind = "仓储"
	buildingKind  = "楼宇"
	parkKind      = "园区"
)

// kindOf classes what a ledger calls a site; "" for words that say none of them.
func kindOf(words string) string {
	switch {
	case anyOf(words, "厂房", "车间"):
		return factoryKind
	case anyOf(words, "仓"):
		return warehouseKind
	case anyOf(words, "园区", "产业园", "开发区", "片区", "物流园", "服务园"):
		return parkKind
	case anyOf(words, "楼", "写字", "商务", "办公"):
		return buildingKind
	case anyOf(words, "用地", "净地", "地块", "土地", "空地"):
		return landKind
	}
	return ""
}

func kindNeed(p *model.Project) []need {
	want := model.Tidy(p.SiteWanted)
	if model.Blank(want) {
		return nil
	}
	return []need{{"site_kind", "载体类型", want, func(s *model.Site) finding {
		have := model.Tidy(s.SiteKind)
		f := unstated("载体没有写明类型")
		a, b := kindOf(want), kindOf(have)
		switch {
		case have == "":
		case a != "" && a == b, strings.Contains(have, want), strings.Contains(want, have):
			f = finding{verdict: Met, share: 1, why: "类型相符"}
		case b == parkKind:
			f = unstated("园区内是否有" + want + "，请核对")
		case a == "" || b == "":
			f = unstated("类型的写法不能比较，请核对")
		default:
			f = finding{verdict: Short, why: "类型不符"}
		}
		f.offered = have
		return f
	}}}
}

// The uses of land that projects call for.
const (
	industrialUse = "工业用地"
	storageUse    = "仓储用地"
	farmUse       = "农业设施用地"
	serviceUse    = "商业服务业用地"
)

// useFor is the use of land that a project calls for; "" when nothing tells.
func useFor(p *model.Project) (use, why string) {
	switch words := p.ProjectType; {
	case anyOf(words, "物流", "仓储"):
		return storageUse, "按项目类型"
	case anyOf(words, "服务", "文旅", "旅游", "商业", "商贸", "楼宇", "总部"):
		return serviceUse, "按项目类型"
	case anyOf(words, "农业", "畜牧", "养殖", "种植"):
		return farmUse, "按项目类型"
	case anyOf(words, "工业", "制造", "加工", "技改", "生产"):
		return industrialUse, "按项目类型"
	case anyOf(p.Chain.String(), "畜禽", "种业", "农业", "农产品", "文旅"):
		return "", "" // 产业 of these is not made in works alone
	case anyOf(words, "产业") || p.Industrial == model.Yes:
		return industrialUse, "按产业类项目"
	}
	return "", ""
}

// useOf classes the planned use of a site by its words, or by a code that stands in their place.
func useOf(c model.Code) string {
	words := model.Tidy(c.Text)
	if words == "" || codeAlone.MatchString(words) {
		return useOfCode(firstOf(words, c.Code))
	}
	switch {
	case anyOf(words, "工业", "工矿", "新型产业"):
		return industrialUse
	case anyOf(words, "仓储", "物流"):
		return storageUse
	case anyOf(words, "设施农", "农业", "畜禽", "养殖"):
		return farmUse
	case anyOf(words, "商", "旅馆", "服务"):
		return serviceUse
	}
	return words
}

var codeAlone = regexp.MustCompile(`^[A-Za-z]?[0-9]{1,6}$`)

// useOfCode knows the codes of 国土空间用地用海分类 (1001, 1101, 09), GB/T 21010 (0601, 0604) and GB 50137 (M, W, B).
func useOfCode(code string) string {
	for _, u := range []struct{ prefix, use string }{
		{"1001", industrialUse}, {"0601", industrialUse}, {"M", industrialUse}, {"1101", storageUse}, {"0604", storageUse}, {"W", storageUse}, {"09", serviceUse}, {"B", serviceUse},
	} {
		if strings.HasPrefix(strings.ToUpper(code), u.prefix) {
			return u.use
		}
	}
	return code
}

func landUseNeed(p *model.Project) []need {
	want, why := useFor(p)
	if want == "" {
		return nil
	}
	return []need{{"land_use", "规划用途", want, func(s *model.Site) finding {
		f := useFinding(want, useOf(s.LandUse), why)
		f.offered = s.LandUse.String()
		return f
	}}}
}

func useFinding(want, have, why string) finding {
	switch {
	case have == "":
		return unstated("载体没有写明规划用途；要求" + why + "推定")
	case have == want:
		return finding{verdict: Met, share: 1, why: "用途相符（要求" + why + "推定）"}
	case want == industrialUse && have == storageUse, want == storageUse && have == industrialUse:
		return finding{verdict: Partly, share: 0.6, why: "用途相近，须核对规划是否兼容（要求" + why + "推定）"}
	}
	return finding{verdict: Short, why: "用途不符，须调整规划（要求" + why + "推定）"}
}

// industryNeed holds the industries that a site is cleared for against what the project makes.
func industryNeed(p *model.Project) []need {
	want := firstOf(p.Node.String(), p.Chain.String(), p.ProjectType)
	if want == "" {
		return nil
	}
	about := strings.Join([]string{p.Node.String(), p.Chain.String(), p.ProjectType, p.Content, p.Name}, " ")
	return []need{{"industry", "适用行业", want, func(s *model.Site) finding {
		f := industryFinding(about, s.Allowed)
		f.offered = s.Allowed
		return f
	}}}
}

// industryFinding reads 机械加工、装备制造，禁止电镀; what stands after a ban is banned.
func industryFinding(about, allowed string) finding {
	if model.Blank(allowed) {
		return unstated("载体没有写明适用行业")
	}
	banned := false
	listed := false
	for _, part := range strings.FieldsFunc(allowed, func(r rune) bool { return strings.ContainsRune("、，,；;。 （）()/", r) }) {
		if cut := cutBan(part); cut != part {
			banned, part = true, cut
		}
		named := part != "" && (strings.Contains(about, part) || sameTrade(about, part))
		switch {
		case named && banned:
			return finding{verdict: Short, why: "载体限制的行业：" + part}
		case !banned && (named || anyOf(part, "均可", "不限", "各类")):
			listed = true
		}
	}
	if listed {
		return finding{verdict: Met, share: 1, why: "在适用行业之内"}
	}
	return unstated("所列行业里没有找到本项目的行业，请核对环评")
}

func cutBan(part string) string {
	for _, word := range []string{"禁止", "不得", "除外", "不含", "严禁", "限制", "不适用"} {
		if _, after, ok := strings.Cut(part, word); ok {
			return after
		}
	}
	return part
}

// sameTrade takes a branch's name without what all branches are called.
func sameTrade(about, part string) bool {
	for _, tail := range []string{"制造业", "加工业", "制造", "加工", "产业", "行业", "生产", "类", "业"} {
		if stem, ok := strings.CutSuffix(part, tail); ok {
			return len([]rune(stem)) >= 2 && strings.Contains(about, stem)
		}
	}
	return false
}
