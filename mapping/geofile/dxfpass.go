package geofile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/paulmach/orb"
)

// dxfPass goes once through a drawing and hands on what is drawn, that of blocks in each place where they are inserted.
type dxfPass struct {
	g      *dxfGroups
	ctx    context.Context
	e      entity
	blocks map[string]*block
	emit   func(shown) error
	inside bool           // a block
	left   map[string]int // how many things of a kind were left out
	cost   int            // of what blocks are made of, and of what was drawn from them; positions
}

// block is a part of a drawing under a name, which is drawn where it is inserted.
type block struct {
	base   orb.Point
	things []*drawn
}

// shown is a thing in its place.
type shown struct {
	*drawn
	layer string // where the thing stands on layer 0 of a block, that of the block
	place affine
	block string
}

func (s shown) shape() orb.Geometry { return s.place.of(s.geometry) }

// run reads the sections. A drawing ends with EOF; that mark may be missing, a section's end may not.
func (p *dxfPass) run() error {
	p.blocks, p.left = map[string]*block{}, map[string]int{}
	for {
		switch err := p.g.next(); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case p.g.is(0, "EOF"):
			return nil
		case !p.g.is(0, "SECTION"):
			continue
		}
		if err := p.g.next(); err != nil {
			return early(p.g, err)
		}
		if err := p.section(string(bytes.TrimSpace(p.g.value))); err != nil {
			return err
		}
	}
}

// early is the end of a file where something should follow.
func early(g *dxfGroups, err error) error {
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("line %d: drawing ends early: %w", g.line, ErrDamaged)
	}
	return err
}

func (p *dxfPass) section(name string) error {
	switch name {
	case "HEADER":
		return p.header()
	case "BLOCKS":
		return p.things("ENDSEC", nil)
	case "ENTITIES":
		return p.things("ENDSEC", func(d *drawn) error { return p.show(shown{d, d.layer, unchanged, ""}, 0) })
	}
	for {
		if err := p.g.next(); err != nil {
			return early(p.g, err)
		}
		if p.g.is(0, "ENDSEC") {
			return nil
		}
	}
}

// header learns the encoding.
func (p *dxfPass) header() error {
	var name string
	for {
		if err := p.g.next(); err != nil {
			return early(p.g, err)
		}
		value := string(bytes.TrimSpace(p.g.value))
		switch {
		case p.g.is(0, "ENDSEC"):
			return nil
		case p.g.code == 9:
			name = value
		case name == "$ACADVER":
			p.g.setVersion(value)
		case name == "$DWGCODEPAGE":
			p.g.setCodePage(value)
		}
	}
}

// things reads on to an end and hands every thing to each; blocks among them are kept.
func (p *dxfPass) things(end string, each func(*drawn) error) error {
	for {
		if err := p.g.next(); err != nil {
			return early(p.g, err)
		}
		switch {
		case p.g.is(0, end):
			return nil
		case p.g.is(0, "EOF"):
			return early(p.g, io.EOF)
		case p.g.code != 0:
			continue
		}
		if err := p.e.readEntity(p.g); err != nil {
			return err
		}
		if err := p.thing(each); err != nil {
			return err
		}
	}
}

// thing takes the entity that was read, and those that belong to it.
func (p *dxfPass) thing(each func(*drawn) error) error {
	if p.e.kind == "BLOCK" {
		return p.block()
	}
	if each == nil || p.e.onPaper() {
		return nil // the vertices or attributes behind it are drawn as nothing
	}
	var d *drawn
	var err error
	if p.e.kind == "POLYLINE" {
		d, err = p.polyline()
	} else if d = p.e.drawn(p.g); d == nil {
		p.leaveOut(p.e.kind)
	} else if d.insert != nil && p.e.flags(66) == 1 {
		err = p.attributes(d)
	}
	if err != nil || d == nil {
		return err
	}
	return each(d)
}

// leaveOut counts what is drawn and not read. Parts of other things, blanks of blocks and windows are not drawn.
func (p *dxfPass) leaveOut(kind string) {
	switch kind {
	case "VERTEX", "SEQEND", "ATTDEF", "VIEWPORT":
		return
	}
	p.left[strings.ToValidUTF8(kind[:min(len(kind), 32)], "")]++
}

func (p *dxfPass) block() error {
	if p.inside {
		return fmt.Errorf("line %d: block in a block: %w", p.g.line, ErrDamaged)
	}
	p.inside = true
	defer func() { p.inside = false }()
	b := &block{base: p.e.point(10)}
	name := strings.ToUpper(strings.TrimSpace(p.g.text(p.e.raw(2))))
	p.blocks[name] = b
	return p.things("ENDBLK", func(d *drawn) error {
		b.things = append(b.things, d)
		return p.pay(d)
	})
}

// mostDrawn bounds what blocks unfold to: a few blocks that insert each other ten times are a drawing without end.
const mostDrawn = 20_000_000

// pay counts a thing of a block.
func (p *dxfPass) pay(d *drawn) error {
	if err := p.ctx.Err(); err != nil {
		return err
	}
	if p.cost += 1 + positions(d.geometry); p.cost > mostDrawn {
		return fmt.Errorf("blocks of more than %d positions: %w", mostDrawn, ErrTooLarge)
	}
	return nil
}

func positions(g orb.Geometry) int {
	switch g := g.(type) {
	case orb.LineString:
		return len(g)
	case orb.Polygon:
		n := 0
		for _, ring := range g {
			n += len(ring)
		}
		return n
	}
	return 1
}

// Flags of a POLYLINE that is a surface, and of a VERTEX that only steers a curve.
const (
	polylineMesh = 16 | 64
	vertexSteers = 16
)

// polyline reads the old kind of polyline, whose corners are things of their own.
func (p *dxfPass) polyline() (*drawn, error) {
	d := p.e.drawnAs(p.g)
	flags, turned := p.e.flags(70), p.e.turned()
	var corners []vertex
	for {
		if err := p.g.next(); err != nil {
			return nil, early(p.g, err)
		}
		if !p.g.is(0, "VERTEX") {
			p.g.held = !p.g.is(0, "SEQEND")
			break
		}
		if err := p.e.readEntity(p.g); err != nil {
			return nil, err
		}
		if p.e.flags(70)&vertexSteers == 0 {
			corners = append(corners, vertex{p.e.must(10), p.e.number(42, 0)})
		}
		if p.e.err != nil {
			d.err = p.e.err
		}
	}
	if flags&polylineMesh != 0 {
		p.leaveOut("POLYLINE MESH")
		return nil, nil
	}
	g, err := polyline(corners, flags&1 != 0)
	if turned {
		g = affine{a: -1, d: 1}.of(g)
	}
	if d.geometry = g; err != nil {
		d.err = err
	}
	return d, nil
}

// attributes reads what is filled into the blanks of a block: words with a name each.
func (p *dxfPass) attributes(d *drawn) error {
	var words []string
	for {
		if err := p.g.next(); err != nil {
			return early(p.g, err)
		}
		if !p.g.is(0, "ATTRIB") {
			p.g.held = !p.g.is(0, "SEQEND")
			d.text = strings.Join(words, " ")
			return nil
		}
		if err := p.e.readEntity(p.g); err != nil {
			return err
		}
		if text := plainText(p.g.text(p.e.raw(1))); text != "" && len(d.attrs) < mostAttrs {
			words = append(words, text)
			d.attrs.add(strings.TrimSpace(p.g.text(p.e.raw(2))), text)
		}
	}
}
