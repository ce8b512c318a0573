package chains

import (
	"chainatlas/app/geomap/picture"
	"chainatlas/app/look"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
)

// nodeKind is what the drawn chain calls its boxes.
const nodeKind = "node"

// drawn is the laid-out chain and what is known of its nodes, by code.
type drawn struct {
	chart  *thematic.ChainPicture
	states map[string]thematic.NodeState
}

// draw lays the chain out for a picture that is aspect times as wide as high; 0 for a usual one.
func draw(w *work, faces *mapping.Typeface, aspect float64) (drawn, error) {
	states := statesOf(w)
	chart, err := thematic.ChainMap(w.Chain, states, thematic.ChainOptions{Faces: faces, Aspect: aspect, Bare: true})
	return drawn{chart, states}, err
}

// scene is the picture with one node shown among its neighbours; "" shows all alike.
func (d drawn) scene(node string) picture.Scene {
	chart := d.chart.Select(node)
	return picture.Scene{Map: &mapping.Map{Layers: []mapping.Layer{chart}}, Home: chart.Bound(), YDown: true}
}

// status is a node's state as the panel says it.
type status struct {
	Word, Reason string
	Tone         look.Tone
}

var tones = map[string]look.Tone{
	thematic.Strong: look.Good, thematic.Weak: look.Note, thematic.ToFill: look.Warn, thematic.Gap: look.Bad, thematic.Unchecked: look.Idle,
}

// statusOf puts a node's state into words.
func (d drawn) statusOf(code string) status {
	s, ok := d.states[code]
	if !ok || s.Status == "" {
		s.Status = thematic.Unchecked
	}
	return status{Word: s.Status, Reason: s.Note, Tone: tones[s.Status]}
}
