package chains

import (
	"reflect"

	"chainatlas/app/geomap/picture"
	"chainatlas/app/look"
	"chainatlas/mapping"
	"chainatlas/mapping/diagram"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/report"
)

// nodeKind is what the drawn chain calls its boxes.
const nodeKind = "node"

// drawn is the laid-out chain.
type drawn struct{ chart *thematic.ChainPicture }

// draw lays the chain out for a picture that is aspect times as wide as high; 0 for a usual one. What the reader has seen
// before stays where it is, as far as it can; nil lays everything out anew.
func draw(w *work, faces *mapping.Typeface, aspect float64, before *diagram.Plan) (drawn, error) {
	chart, err := thematic.ChainMap(w.Chain, thematic.StatesOf(w.Nodes, model.Desk),
		thematic.ChainOptions{Faces: faces, Aspect: aspect, Previous: before, Bare: true})
	return drawn{chart}, err
}

// scene is the picture with one node shown among its neighbours; "" shows all alike.
func (d drawn) scene(node string) picture.Scene {
	chart := d.chart.Select(node)
	return picture.Scene{Map: &mapping.Map{Layers: []mapping.Layer{chart}}, Home: chart.Bound(), YDown: true}
}

// seen is the plan that the reader has in mind where the map of the same chain was changed since; nil for any other.
func (s *sheet) seen(w *work) *diagram.Plan {
	if s == nil || s.work == nil || s.Chain == nil || w.Chain.ID != s.Chain.ID {
		return nil
	}
	if reflect.DeepEqual(s.Chain.Nodes, w.Chain.Nodes) && reflect.DeepEqual(s.Chain.Edges, w.Chain.Edges) {
		return nil
	}
	return s.chart.Plan
}

// status is a node's state as the panel says it.
type status struct {
	Word, Reason string
	Tone         look.Tone
}

var tones = map[report.NodeStatus]look.Tone{
	report.Strong: look.Good, report.Weak: look.Note, report.ToFill: look.Warn, report.Blank: look.Bad, report.Unchecked: look.Idle,
}

// statusOf puts a node's state into words.
func (w *work) statusOf(code string) status {
	s := w.Nodes[code]
	return status{Word: string(s.Status), Reason: s.Why, Tone: tones[s.Status]}
}
