package geofile

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"
)

// insert says where a block is drawn, once or in rows and columns.
type insert struct {
	block         string
	at            orb.Point
	x, y          float64 // scales
	angle         float64 // degrees
	columns, rows int
	apart         orb.Point // columns and rows
	turned        bool
}

func (e *entity) insert(g *dxfGroups) *insert {
	return &insert{
		block: strings.TrimSpace(g.text(e.raw(2))), at: e.must(10),
		x: e.number(41, 1), y: e.number(42, 1), angle: e.number(50, 0),
		columns: max(1, e.flags(70)), rows: max(1, e.flags(71)),
		apart: orb.Point{e.number(44, 0), e.number(45, 0)}, turned: e.turned(),
	}
}

// place is the change from a block's coordinates to those around the insert.
func (i *insert) place(base orb.Point, column, row int) affine {
	offset := orb.Point{i.apart[0] * float64(column), i.apart[1] * float64(row)}
	m := moved(i.at).after(rotated(i.angle)).after(moved(offset)).after(scaled(i.x, i.y)).after(moved(orb.Point{-base[0], -base[1]}))
	if i.turned {
		m = scaled(-1, 1).after(m)
	}
	return m
}

// deepestBlock is how far blocks may be inserted in each other.
const deepestBlock = 24

// show hands on a thing, and of an insert the things of its block. An insert that carries words, or whose block is
// missing, is a point too.
func (p *dxfPass) show(s shown, depth int) error {
	if s.insert == nil || s.err != nil {
		return p.emit(s)
	}
	if depth > deepestBlock {
		return fmt.Errorf("block %s in itself: %w", s.insert.block, ErrDamaged)
	}
	b := p.blocks[strings.ToUpper(s.insert.block)]
	if b == nil || len(b.things) == 0 || len(s.attrs) > 0 {
		alone := *s.drawn
		alone.geometry = s.insert.place(orb.Point{}, 0, 0).point(orb.Point{})
		if err := p.emit(shown{&alone, s.layer, s.place, s.insert.block}); err != nil {
			return err
		}
	}
	if b == nil || len(b.things) == 0 {
		return nil
	}
	for row := range s.insert.rows {
		for column := range s.insert.columns {
			if err := p.showBlock(s, b, s.place.after(s.insert.place(b.base, column, row)), depth); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *dxfPass) showBlock(s shown, b *block, place affine, depth int) error {
	for _, d := range b.things {
		if err := p.pay(d); err != nil {
			return err
		}
		layer := d.layer
		if layer == "0" {
			layer = s.layer
		}
		if err := p.show(shown{d, layer, place, s.insert.block}, depth+1); err != nil {
			return err
		}
	}
	return nil
}
