package match

import (
	"regexp"

	"chainatlas/model"
)

// areaNeeds are land and floor. Ledgers have one column for both (用地/厂房需求), so that words tell which is meant.
func areaNeeds(p *model.Project) (out []need) {
	land, floor := landAndFloor(p)
	if s, factor, ok := spanOf(land, areas, "亩"); ok && s.max > 0 {
		unit := firstOf(land.Unit, "亩")
		out = append(out, need{"area", "用地", land.String(), func(site *model.Site) finding {
			return areaFinding(s.in(factor), factor, unit, landOf(site), "载体没有写明用地面积")
		}})
	}
	if s, factor, ok := spanOf(floor, areas, "㎡"); ok && s.max > 0 {
		unit := firstOf(floor.Unit, "㎡")
		out = append(out, need{"floor_area", "厂房面积", floor.String(), func(site *model.Site) finding {
			return areaFinding(s.in(factor), factor, unit, floorOf(site), noFloor(site))
		}})
	}
	return out
}

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

var (
	floorWords = regexp.MustCompile(`厂房|车间|建筑面积|仓库|办公`)
	landWords  = regexp.MustCompile(`用地|占地|土地|净地|地块`)
	areaPart   = regexp.MustCompile(`[约近]?[0-9０-９零一二三四五六七八九十百千万.,]+(?:[-~～—–至到]+[0-9.,]+)?\s*(?:万?平方米|万?平米|万?㎡|万?m2|万?m²|亩|公顷)`)
)

// landAndFloor takes the field for land apart where its words speak of floor: 标准厂房3000㎡, 用地20亩，厂房5000㎡.
func landAndFloor(p *model.Project) (land, floor model.Quantity) {
	text := p.LandNeed.Text
	if p.LandNeed.Known && !floorWords.MatchString(text) {
		return p.LandNeed, p.FloorNeed
	}
	floor = p.FloorNeed
	end := 0
	for _, at := range areaPart.FindAllStringIndex(text, -1) {
		q, _ := model.ParseQuantity(text[at[0]:at[1]], model.Hint{})
		before := text[end:at[0]]
		end = at[1]
		q.Text = text
		switch isLand := saysLand(before, q.Unit); {
		case isLand && land.IsZero():
			land = q
		case !isLand && floor.IsZero():
			floor = q
		}
	}
	return land, floor
}

// saysLand goes by the last word before the number, else by the unit: floor is not measured in 亩.
func saysLand(before, unit string) bool {
	last := func(form *regexp.Regexp) int {
		at := form.FindAllStringIndex(before, -1)
		if at == nil {
			return -1
		}
		return at[len(at)-1][0]
	}
	if land, floor := last(landWords), last(floorWords); land != floor {
		return land > floor
	}
	factor, _ := unitIn(areas, unit, "㎡")
	return factor > 1 && unit != "万㎡" && unit != "万平方米" && unit != "万平米"
}

// stated is an amount of a site with the words that it is told in.
type stated struct {
	q     model.Quantity
	words string
	usual string
}

func landOf(s *model.Site) stated {
	if factor, ok := unitIn(areas, s.FreeArea.Unit, "㎡"); ok && s.FreeArea.Known && factor > 1 && s.FreeArea.Unit != "万㎡" {
		return stated{s.FreeArea, "可用 " + s.FreeArea.String(), "亩"} // 闲置面积 in 亩 is land
	}
	return stated{s.Area, s.Area.String(), "亩"}
}

func floorOf(s *model.Site) stated {
	factor, ok := unitIn(areas, s.FreeArea.Unit, "㎡")
	if s.FreeArea.Known && ok && (factor == 1 || s.FreeArea.Unit == "万㎡") {
		return stated{s.FreeArea, "可用 " + s.FreeArea.String(), "㎡"}
	}
	return stated{s.FloorArea, s.FloorArea.String(), "㎡"}
}

func noFloor(s *model.Site) string {
	if kindOf(s.SiteKind) == landKind {
		return "空地，厂房须新建"
	}
	return "载体没有写明可用的建筑面积"
}

// areaFinding compares in the unit of the need.
func areaFinding(want span, factor float64, unit string, have stated, none string) finding {
	s, _, ok := spanOf(have.q, areas, have.usual)
	if !ok {
		f := unstated(none)
		f.offered = have.words
		return f
	}
	f := atLeast(want, s.in(factor), unit)
	f.offered = have.words
	return f
}
