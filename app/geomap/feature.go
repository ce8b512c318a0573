package geomap

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// feature is a thing of an imported layer.
type feature struct {
	of     *thematic.Overlay
	number int // from 0
	group  mapping.Group
}

// featureOf finds the feature that a group of the drawing stands for.
func (s *Screen) featureOf(g mapping.Group) (feature, bool) {
	id, number, ok := thematic.FeatureOf(g)
	if !ok || s.now == nil {
		return feature{}, false
	}
	v, is := s.now.made[id].draw.(*thematic.Overlay)
	if !is || number < 0 || number >= v.Data().Len() {
		return feature{}, false
	}
	return feature{v, number, g}, true
}

// mostAttributes is how many values a card lists; the rest is counted.
const mostAttributes = 12

// showFeature puts a card beside a feature: its name, and after a click what the file says of it.
func (s *Screen) showFeature(f feature, at orb.Point, clicked bool) {
	l := f.of.Layer()
	if l.Level == model.Secret && !clicked {
		s.card.showLines(f.group.ID, at, false, "保密图层", []string{"点击查看"})
		return
	}
	name := f.of.FeatureName(f.number)
	if !clicked {
		s.card.showLines(f.group.ID, at, false, name, []string{"图层 " + l.Name})
		return
	}
	lines := []string{"图层 " + l.Name}
	attrs := f.of.Data().Attrs(f.number)
	for i, a := range attrs {
		if i == mostAttributes {
			lines = append(lines, fmt.Sprintf("……另有 %d 项", len(attrs)-i))
			break
		}
		lines = append(lines, shortened(a.Name+"："+f.of.Data().Column(a.Name).Text(f.number)))
	}
	s.card.showLines(f.group.ID, at, true, name, lines)
}

// longestLine is how many characters of a value a card shows.
const longestLine = 40

func shortened(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > longestLine {
		return string(r[:longestLine]) + "…"
	}
	return text
}

// showLines puts a card of plain lines beside a place; held, it stays until something else is clicked.
func (c *card) showLines(key string, at orb.Point, held bool, name string, lines []string) {
	c.hide()
	c.key, c.at, c.held = key, at, held
	title := ui.NewLine(name)
	title.Bold = true
	stack := ui.Stack(2, title)
	for _, l := range lines {
		stack.Add(ui.NewNote(l))
	}
	c.lay(stack)
}
