package present

import (
	"chainatlas/app/geomap/picture"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// slide is one picture of the presentation.
type slide struct {
	Chain model.ID // zero for the map
	// Scene is the picture with one thing chosen; "" for none.
	Scene func(chosen string) picture.Scene
	// Lines are what a click on a thing tells, its name first; nothing for what is not to be clicked.
	Lines func(g mapping.Group) []string
}

// chainSlide draws a chain with the firms that visitors may know.
func (v visible) chainSlide(c *model.Chain, faces *mapping.Typeface) (slide, error) {
	states := map[string]thematic.NodeState{}
	for _, n := range c.Nodes {
		states[n.Code] = thematic.NodeState{Enterprises: v.localsOn(c.ID, n.Code)}
	}
	chart, err := thematic.ChainMap(c, states, thematic.ChainOptions{Faces: faces, Audience: model.Visitors, Bare: true})
	if err != nil {
		return slide{}, err
	}
	return slide{
		Chain: c.ID,
		Scene: func(chosen string) picture.Scene {
			p := chart.Select(chosen)
			return picture.Scene{Map: &mapping.Map{Layers: []mapping.Layer{shaded{p}}, Background: wall}, Home: p.Bound(), YDown: true}
		},
		Lines: func(g mapping.Group) []string { return v.nodeLines(c, g) },
	}, nil
}

func (v visible) nodeLines(c *model.Chain, g mapping.Group) []string {
	n, ok := c.Node(g.ID)
	if !ok || g.Kind != "node" {
		return nil
	}
	return append([]string{n.Name}, v.firmsOn(c.ID, n.Code)...)
}
