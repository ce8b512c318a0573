package chains

import (
	"math"
	"reflect"
	"slices"

	"chainatlas/app/geomap/picture"
	"chainatlas/app/look"
	"chainatlas/app/words"
	"chainatlas/mapping"
	"chainatlas/mapping/diagram"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/report"

	"github.com/paulmach/orb"
)

// nodeKind is what the drawn chain calls its boxes.
const nodeKind = "node"

// drawn is the laid-out chain. shape is the chain as it is drawn: groups of a large one may be folded into one box each.
type drawn struct {
	chart *thematic.ChainPicture
	shape *model.Chain
	nodes map[string]report.NodeState // what stands on its boxes

	// mind is the plan that the reader has in mind: where each box was when it was first seen. What is drawn after a change holds
	// on to it and not to the last plan, or many small steps would carry boxes away.
	mind   *diagram.Plan
	edited bool // the chain was changed since it was first seen
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
	o := thematic.ChainOptions{Faces: faces, Aspect: v.aspect, Bare: true, Say: words.Chain(w.Chain)}
	if d.edited = d.changedSince(v.before); d.edited {
		o.Previous = v.before.mind
	}
	var err error
	if d.chart, err = thematic.ChainMap(d.shape, thematic.StatesOf(d.nodes, model.Desk), o); err != nil {
		return drawn{}, err
	}
	d.mind = d.chart.Plan
	if d.edited {
		d.mind = remembered(v.before.mind, d.chart.Plan)
	}
	return d, nil
}

// remembered is a new plan with the boxes where the reader saw them first, as far as they are in the lanes of then.
func remembered(mind, now *diagram.Plan) *diagram.Plan {
	out := *now
	out.Bound, out.Boxes = mind.Bound, slices.Clone(now.Boxes)
	for i, b := range out.Boxes {
		if was, ok := mind.Box(b.ID); ok && was.Lane == b.Lane {
			out.Boxes[i] = was
		}
	}
	return &out
}

// expect makes the next plan look for a new node near a place in its lane.
func (d *drawn) expect(code, lane string, at orb.Point) {
	box := diagram.Box{ID: code, X: at[0], Y: at[1], Lane: slices.IndexFunc(d.mind.Lanes, func(l diagram.LaneBand) bool { return l.Title == lane })}
	if box.Lane < 0 {
		return
	}
	if d.mind.Lanes[box.Lane].Support {
		box.Column = -1
	}
	far := math.Inf(1)
	for _, b := range d.mind.Boxes {
		if dx := math.Abs(b.Center()[0] - at[0]); b.Lane == box.Lane && dx < far {
			far, box.Column = dx, b.Column
		}
	}
	mind := *d.mind
	mind.Boxes = append(slices.Clone(mind.Boxes), box)
	d.mind = &mind
}

// changedSince tells whether the same chain was drawn before, and is another map now, or was already then.
func (d drawn) changedSince(before drawn) bool {
	return before.chart != nil && before.shape.ID == d.shape.ID &&
		(before.edited || !reflect.DeepEqual(before.shape.Nodes, d.shape.Nodes) || !reflect.DeepEqual(before.shape.Edges, d.shape.Edges))
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
