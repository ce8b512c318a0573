package geomap

import (
	"fmt"

	"chainatlas/app/ui"
	"chainatlas/mapping/profile"
	"chainatlas/model"
)

// compareMenu is what the menu of a site offers for a comparison: the sites that are chosen on the map are those to compare.
func (s *Screen) compareMenu(site found) (out []ui.Action) {
	sites := s.chosen.of(model.KindSite)
	_, chosen := s.chosen.kind[site.id]
	switch {
	case chosen:
		out = append(out, ui.Action{Text: "移出比较", Do: func() { s.toggle(site) }})
	case len(sites) == 0:
		out = append(out, ui.Action{Text: "设为比较", Do: func() { s.choose([]found{site}, true) }})
	case len(sites) < profile.Most:
		out = append(out, ui.Action{Text: fmt.Sprintf("加入比较（已有 %d 处）", len(sites)), Do: func() { s.choose([]found{site}, true) }})
	}
	if s.comparable() {
		out = append(out, ui.Action{Text: fmt.Sprintf("对比选中的 %d 处载体", len(sites)), Do: s.compare})
	}
	return out
}

// comparable tells whether as many sites are chosen as stand side by side.
func (s *Screen) comparable() bool {
	n := len(s.chosen.of(model.KindSite))
	return n >= profile.Fewest && n <= profile.Most
}

func (s *Screen) compare() { s.desk.Compare(s.chosen.of(model.KindSite)) }
