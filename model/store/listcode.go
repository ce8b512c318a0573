package store

import (
	"encoding/binary"
	"math"

	"chainatlas/model"
)

// coder writes or reads the values of the lists' file: one description of what stands there serves both ways.
type coder interface {
	length(n int) (int, bool) // of a list; true when reading
	number(*int64)
	real(*float64)
	flag(*bool)
	text(*string)     // each text stands in the file once
	word(*model.Word) // a text that many share
	id(*model.ID)     // likewise once
	private(*string)  // personal: never in the clear
}

// amount is number for the other types of whole numbers.
func amount[T ~int | ~int32 | ~uint64](c coder, v *T) {
	n := int64(*v)
	c.number(&n)
	*v = T(n)
}

// choice is text for types that are a string.
func choice[T ~string](c coder, v *T) {
	t := string(*v)
	c.text(&t)
	*v = T(t)
}

// codeRow is everything of a row but its kind.
func codeRow(c coder, r *model.Row) {
	c.id(&r.ID)
	c.text(&r.Name)
	for _, w := range []*model.Word{&r.Level, &r.List, &r.Status, &r.LinkType, &r.Type, &r.ChainName, &r.Node, &r.Street, &r.Unit} {
		c.word(w)
	}
	for _, f := range []*bool{&r.Fictional, &r.HasPoint, &r.Deleted} {
		c.flag(f)
	}
	for _, y := range []*model.YesNo{&r.Promotion, &r.Local, &r.AboveScale} {
		choice(c, y)
	}
	choice(c, &r.Stage)
	c.id(&r.Chain)
	c.text(&r.Party)
	c.id(&r.PartyID)
	c.private(&r.Person)
	c.number(&r.Invest)
	for _, d := range []*model.Day{&r.Signed, &r.Started, &r.Operating} {
		amount(c, d)
	}
	c.number(&r.Updated)
	area := float64(r.Area)
	c.real(&area)
	r.Area = float32(area)
	if r.HasPoint {
		c.real(&r.Lon)
		c.real(&r.Lat)
	}
}

func codeLabel(c coder, l *label) {
	c.text(&l.text)
	c.flag(&l.other)
	c.id(&l.of)
}

func codeLink(c coder, l *link) {
	c.id(&l.to)
	c.id(&l.from)
}

func codePosition(c coder, p *position) {
	amount(c, &p.segment)
	c.number(&p.offset)
	amount(c, &p.size)
}

// pen writes. The texts come first in the file, so they are kept apart until the end.
type pen struct {
	out    []byte
	texts  []byte
	places map[string]int64
	hide   func(string) (string, bool)
	bad    bool
}

func newPen(hide func(string) (string, bool)) *pen {
	return &pen{places: make(map[string]int64), hide: hide}
}

func (p *pen) length(n int) (int, bool) {
	p.out = binary.AppendUvarint(p.out, uint64(n))
	return n, false
}

func (p *pen) number(v *int64) { p.out = binary.AppendVarint(p.out, *v) }

func (p *pen) real(v *float64) {
	if *v == 0 {
		p.out = append(p.out, 0)
		return
	}
	p.out = binary.LittleEndian.AppendUint64(append(p.out, 1), math.Float64bits(*v))
}

func (p *pen) flag(v *bool) {
	if *v {
		p.out = append(p.out, 1)
		return
	}
	p.out = append(p.out, 0)
}

func (p *pen) text(v *string) {
	n, ok := p.places[*v]
	if !ok {
		n = int64(len(p.places))
		p.places[*v] = n
		p.texts = append(binary.AppendUvarint(p.texts, uint64(len(*v))), *v...)
	}
	p.number(&n)
}

func (p *pen) word(v *model.Word) {
	t := v.Value()
	p.text(&t)
}

func (p *pen) id(v *model.ID) {
	t := ""
	if !v.IsZero() {
		t = string(v[:])
	}
	p.text(&t)
}

func (p *pen) private(v *string) {
	t, ok := p.hide(*v)
	p.bad = p.bad || !ok
	p.text(&t)
}

// bytes is what was written: how many texts, the texts, the rest.
func (p *pen) bytes() []byte {
	out := binary.AppendUvarint(nil, uint64(len(p.places)))
	out = binary.AppendUvarint(out, uint64(len(p.texts)))
	out = append(out, p.texts...)
	return append(out, p.out...)
}

// eye reads what a pen wrote. It never fails but turns bad, and then reads nothing.
type eye struct {
	rest  []byte
	texts []string
	words []model.Word // made when first asked for
	shown map[string]string
	show  func(string) string
	bad   bool
}

func newEye(b []byte, show func(string) string) *eye {
	e := &eye{rest: b, show: show, shown: make(map[string]string)}
	count, _ := e.length(0)
	size, _ := e.length(0)
	if e.bad {
		return e
	}
	all := string(e.rest[:size]) // one piece, which the rows hold on to
	e.rest = e.rest[size:]
	e.texts = make([]string, 0, count)
	for at := 0; at < size; {
		n, used := binary.Uvarint([]byte(all[at:min(size, at+binary.MaxVarintLen64)]))
		if at += used; used <= 0 || n > uint64(size-at) {
			e.bad = true
			return e
		}
		e.texts = append(e.texts, all[at:at+int(n)])
		at += int(n)
	}
	e.words = make([]model.Word, len(e.texts))
	e.bad = len(e.texts) != count
	return e
}

// length never is more than the bytes that are left: whatever is counted takes one at least.
func (e *eye) length(int) (int, bool) {
	n, used := binary.Uvarint(e.rest)
	if e.bad || used <= 0 || n > uint64(len(e.rest)-used) {
		e.bad = true
		return 0, true
	}
	e.rest = e.rest[used:]
	return int(n), true
}

func (e *eye) number(v *int64) {
	n, used := binary.Varint(e.rest)
	if e.bad || used <= 0 {
		e.bad = true
		return
	}
	*v, e.rest = n, e.rest[used:]
}

func (e *eye) real(v *float64) {
	stated := false
	if e.flag(&stated); !stated {
		return
	}
	if len(e.rest) < 8 {
		e.bad = true
		return
	}
	*v = math.Float64frombits(binary.LittleEndian.Uint64(e.rest))
	e.rest = e.rest[8:]
}

func (e *eye) flag(v *bool) {
	if e.bad || len(e.rest) == 0 || e.rest[0] > 1 {
		e.bad = true
		return
	}
	*v, e.rest = e.rest[0] == 1, e.rest[1:]
}

func (e *eye) place() int {
	var n int64
	if e.number(&n); n < 0 || n >= int64(len(e.texts)) {
		e.bad = true
	}
	if e.bad {
		return -1
	}
	return int(n)
}

func (e *eye) text(v *string) {
	if n := e.place(); n >= 0 {
		*v = e.texts[n]
	}
}

func (e *eye) word(v *model.Word) {
	n := e.place()
	if n < 0 {
		return
	}
	if e.words[n] == (model.Word{}) {
		e.words[n] = model.NewWord(e.texts[n])
	}
	*v = e.words[n]
}

func (e *eye) id(v *model.ID) {
	var t string
	if e.text(&t); t != "" && len(t) != len(v) {
		e.bad = true
	}
	copy(v[:], t)
}

func (e *eye) private(v *string) {
	var t string
	e.text(&t)
	out, ok := e.shown[t]
	if !ok {
		out = e.show(t)
		e.shown[t] = out
	}
	*v = out
}
