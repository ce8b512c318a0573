package chains

import (
	"reflect"

	"chainatlas/app/geomap/picture"
	"chainatlas/app/look"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/report"
)

// nodeKind is what the drawn chain calls its boxes.
const nodeKind = "node"

// drawn is the laid-out chain. shape is the chain as it is drawn: groups of a large one may be folded into one box each.
type drawn struct {
	chart *thematic.ChainPicture
	shape *model.Chain
	nodes map[string]report.NodeState // what stands on its boxes
}

// view is how a chain is asked to be drawn.
type view struct {
	aspect float64         // width:height of the room; 0 for a usual one
	open   map[string]bool // groups that are open, by the codes of their boxes
	whole  bool            // no group is folded
	before drawn           // what the reader has seen; a zero one for nothing
}

// draw lays the chain out. What the reader has seen before of a chain that was changed since stays where it is, as far as it can.
func draw(w *work, faces *mapping.Typeface, v view) (drawn, error) {
	d := drawn{shape: w.Chain, nodes: w.Nodes}
	if !v.whole {
		d.shape, d.nodes = fold(w.Chain, w.Nodes, v.open)
	}
	o := thematic.ChainOptions{Faces: faces, Aspect: v.aspect, Bare: true}
	if d.changedSince(v.before) {
		o.Previous = v.before.chart.Plan
	}
	var err error
	d.chart, err = thematic.ChainMap(d.shape, thematic.StatesOf(d.nodes, model.Desk), o)
	return d, err
}

// changedSince tells whether the same chain was drawn before, and otherwise.
func (d drawn) changedSince(before drawn) bool {
	return before.chart != nil && before.shape.ID == d.shape.ID &&
		!(reflect.DeepEqual(before.shape.Nodes, d.shape.Nodes) && reflect.DeepEqual(before.shape.Edges, d.shape.Edges))
}

// scene is the picture with one node shown among its neighbours, "" shows all alike, and with some standing out; nil shows all.
func (d drawn) scene(node string, only map[string]bool) picture.Scene {
	chart := d.chart.Select(node).Only(only)
	return picture.Scene{Map: &mapping.Map{Layers: []mapping.Layer{chart}}, Home: chart.Bound(), YDown: true}
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
