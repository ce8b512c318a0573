package present

import (
	"cmp"
	"image/color"

	"chainatlas/app/geomap/picture"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// Slide is one picture of a show: a page, a live map or chain, or a page whose map or chain comes alive when somebody zooms
// into it. Whatever it draws and tells has gone through model.Redact for visitors; Title and Notes never reach them.
type Slide struct {
	Title string   // for the presenter's screen and the log of the show
	Notes string   // for the presenter alone
	Chain model.ID // of a chain's picture; zero for others

	// Draw paints a page of W by H logical pixels, scale times as large; it is called beside the window. Nil for a slide
	// that is live from the beginning.
	Draw   func(c mapping.Canvas, scale float32)
	W, H   float32
	Ground color.NRGBA // around a page on a screen of another shape

	// Scene is the live picture with one thing chosen, "" for none; nil for a page that stays a page.
	Scene func(chosen string) picture.Scene
	// Lines are what a click on a thing of Scene tells, its name first; nothing for what is not to be clicked.
	Lines func(g mapping.Group) []string

	// Fly says that the map of a page is flown to from what the slide before showed. At is where it stands on the page, and Unit
	// how large its signs are there, in logical pixels of the page.
	Fly  bool
	At   mapping.Rect
	Unit float32
}

// lines is Lines of any slide.
func (s Slide) lines(g mapping.Group) []string {
	if s.Lines == nil {
		return nil
	}
	return s.Lines(g)
}

// chainSlide draws a chain with the firms that visitors may know.
func (v visible) chainSlide(c *model.Chain, faces *mapping.Typeface, say mapping.Say) (Slide, error) {
	states := map[string]thematic.NodeState{}
	for _, n := range c.Nodes {
		states[n.Code] = thematic.NodeState{Enterprises: v.localsOn(c.ID, n.Code)}
	}
	chart, err := thematic.ChainMap(c, states, thematic.ChainOptions{Faces: faces, Audience: model.Visitors, Bare: true, Say: say})
	if err != nil {
		return Slide{}, err
	}
	return Slide{
		Title: say.Word(cmp.Or(c.Name, "产业链")),
		Chain: c.ID,
		Scene: func(chosen string) picture.Scene {
			p := chart.Select(chosen)
			return picture.Scene{Map: &mapping.Map{Layers: []mapping.Layer{shaded{p}}, Background: wall}, Home: p.Bound(), YDown: true}
		},
		Lines: func(g mapping.Group) []string { return say.Words(v.nodeLines(c, g)) },
	}, nil
}

func (v visible) nodeLines(c *model.Chain, g mapping.Group) []string {
	n, ok := c.Node(g.ID)
	if !ok || g.Kind != "node" {
		return nil
	}
	return append([]string{n.Name}, v.firmsOn(c.ID, n.Code)...)
}
