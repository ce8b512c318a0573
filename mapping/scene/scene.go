// Package scene records a drawing: golden text for tests, a hit test, and a way to draw it again on another canvas.
package scene

import (
	"image"
	"slices"

	"chainatlas/mapping"
)

// Scene is a mapping.Canvas that remembers its calls. The zero value is ready and measures text roughly; a typeface
// as Measurer makes hits on text exact.
type Scene struct {
	Measurer mapping.Measurer
	root     node
	open     *node // where the next call is written; nil means root
}

// New returns an empty scene that measures text with m.
func New(m mapping.Measurer) *Scene { return &Scene{Measurer: m} }

// node is one call. Clips and groups hold further calls.
type node struct {
	kind   kind
	path   *mapping.Path
	fill   mapping.Fill
	stroke mapping.Stroke
	text   mapping.Text
	image  image.Image
	box    mapping.Rect // of an image or a clip
	group  mapping.Group
	inside []node
}

type kind uint8

const (
	fillCall kind = iota
	strokeCall
	textCall
	imageCall
	clipCall
	groupCall
)

// Fill records the area.
func (s *Scene) Fill(p *mapping.Path, f mapping.Fill) {
	s.add(node{kind: fillCall, path: p.Clone(), fill: f})
}

// Stroke records the line.
func (s *Scene) Stroke(p *mapping.Path, st mapping.Stroke) {
	st.Dash = slices.Clone(st.Dash)
	s.add(node{kind: strokeCall, path: p.Clone(), stroke: st})
}

// Text records the line of writing.
func (s *Scene) Text(t mapping.Text) { s.add(node{kind: textCall, text: t}) }

// Image records the picture itself, not a copy.
func (s *Scene) Image(img image.Image, into mapping.Rect) {
	s.add(node{kind: imageCall, image: img, box: into})
}

// Clip records what draw draws within the box.
func (s *Scene) Clip(to mapping.Rect, draw func()) { s.nest(node{kind: clipCall, box: to}, draw) }

// Group records what draw draws under a name.
func (s *Scene) Group(g mapping.Group, draw func()) { s.nest(node{kind: groupCall, group: g}, draw) }

func (s *Scene) add(n node) {
	to := s.current()
	to.inside = append(to.inside, n)
}

func (s *Scene) current() *node {
	if s.open == nil {
		return &s.root
	}
	return s.open
}

// nest collects what draw records in n, then adds n: pointers into a growing slice would not last.
func (s *Scene) nest(n node, draw func()) {
	outer := s.open
	s.open = &n
	draw()
	s.open = outer
	s.add(n)
}

// Replay makes the recorded calls again on another canvas.
func (s *Scene) Replay(onto mapping.Canvas) { replay(s.root.inside, onto) }

func replay(nodes []node, c mapping.Canvas) {
	for i := range nodes {
		n := &nodes[i]
		switch n.kind {
		case fillCall:
			c.Fill(n.path, n.fill)
		case strokeCall:
			c.Stroke(n.path, n.stroke)
		case textCall:
			c.Text(n.text)
		case imageCall:
			c.Image(n.image, n.box)
		case clipCall:
			c.Clip(n.box, func() { replay(n.inside, c) })
		case groupCall:
			c.Group(n.group, func() { replay(n.inside, c) })
		}
	}
}

// Texts returns every line of writing and every title, in the order drawn: what a reader of the drawing could find
// out, visible or not.
func (s *Scene) Texts() []string {
	var out []string
	walk(s.root.inside, func(n *node) {
		switch {
		case n.kind == textCall:
			out = append(out, n.text.S)
		case n.kind == groupCall && n.group.Title != "":
			out = append(out, n.group.Title)
		}
	})
	return out
}

// Groups returns every named group, in the order drawn.
func (s *Scene) Groups() []mapping.Group {
	var out []mapping.Group
	walk(s.root.inside, func(n *node) {
		if n.kind == groupCall {
			out = append(out, n.group)
		}
	})
	return out
}

func walk(nodes []node, visit func(*node)) {
	for i := range nodes {
		visit(&nodes[i])
		walk(nodes[i].inside, visit)
	}
}

// Bounds is the box around everything drawn, clips aside: points of paths, boxes of text and pictures.
func (s *Scene) Bounds() mapping.Rect {
	var out mapping.Rect
	walk(s.root.inside, func(n *node) {
		switch n.kind {
		case fillCall:
			out = out.Union(n.path.Bounds())
		case strokeCall:
			out = out.Union(n.path.Bounds().Inset(-n.stroke.Width / 2))
		case textCall:
			out = out.Union(n.text.Box(s.measurer()))
		case imageCall:
			out = out.Union(n.box)
		}
	})
	return out
}
