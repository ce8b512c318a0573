package geofile

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

const (
	dbfHeader  = 32
	dbfField   = 32 // bytes of a field's description
	dbfEnd     = 0x0D
	dbfDeleted = '*'
	// dbfSniffed is how much of a table is looked at to find out its characters.
	dbfSniffed = 1 << 20
)

// dbfColumn is a field of a .dbf file.
type dbfColumn struct {
	Field
	raw    []byte // the name's bytes
	kind   byte   // C N F D L and what later programs added
	length int
}

// dbfReader reads the rows of a .dbf file from the first to the last.
type dbfReader struct {
	r       *bufio.Reader
	rows    int
	read    int
	columns []dbfColumn
	row     []byte
	set     charset
	set0    byte // what the header says of it
}

func newDbfReader(r io.Reader) (*dbfReader, error) {
	d := &dbfReader{r: bufio.NewReaderSize(r, dbfSniffed)}
	var h [dbfHeader]byte
	if _, err := io.ReadFull(d.r, h[:]); err != nil {
		return nil, damaged(err, "header of .dbf")
	}
	d.rows = int(binary.LittleEndian.Uint32(h[4:]))
	header, length := int(binary.LittleEndian.Uint16(h[8:])), int(binary.LittleEndian.Uint16(h[10:]))
	d.set0 = h[29]
	rest := make([]byte, max(header-dbfHeader, 0))
	if _, err := io.ReadFull(d.r, rest); err != nil {
		return nil, damaged(err, "header of .dbf")
	}
	if d.columns = dbfColumnsOf(rest, true); rowLength(d.columns) > length {
		d.columns = dbfColumnsOf(rest, false)
	}
	if len(d.columns) == 0 || rowLength(d.columns) > length {
		return nil, fmt.Errorf("columns of .dbf: %w", ErrDamaged)
	}
	d.row = make([]byte, length)
	return d, nil
}

// rowLength is the mark of deletion and the columns behind it.
func rowLength(columns []dbfColumn) int {
	n := 1
	for _, c := range columns {
		n += c.length
	}
	return n
}

// dbfColumnsOf reads the descriptions of columns. FoxPro and Clipper lengthen texts by the byte of the decimals; other
// programs leave there what they like.
func dbfColumnsOf(b []byte, long bool) (out []dbfColumn) {
	for ; len(b) >= dbfField && b[0] != dbfEnd && b[0] != 0; b = b[dbfField:] {
		out = append(out, dbfColumnOf(b, long))
	}
	return out
}

func dbfColumnOf(b []byte, long bool) dbfColumn {
	name, _, _ := bytes.Cut(b[:11], []byte{0})
	c := dbfColumn{raw: bytes.Clone(name), kind: b[11], length: int(b[16])}
	switch c.kind {
	case 'C':
		if long {
			c.length += 256 * int(b[17])
		}
	case 'N', 'F', 'I', '+', 'O', 'B':
		c.Type = NumberField
	case 'D':
		c.Type = DateField
	}
	return c
}

// decide finds out the characters: what the .cpg file says, else the header, else what the texts look like. It tells of
// a .cpg file that is wrong.
func (d *dbfReader) decide(cpg string) (note string) {
	found := sniffCharset(d.sample())
	set, ok := charsetByName(cpg)
	if !ok {
		set, ok = charsetByLDID(d.set0)
	}
	switch {
	case !ok:
		d.set = found
	case set.enc == nil && found.enc != nil:
		d.set, note = found, "属性表标明为 UTF-8，实际不是，已按 GB18030 读取"
	default:
		d.set = set
	}
	d.name()
	return note
}

// sample is the text that begins the table, without reading it.
func (d *dbfReader) sample() [][]byte {
	var out [][]byte
	for _, c := range d.columns {
		out = append(out, c.raw)
	}
	head, _ := d.r.Peek(min(dbfSniffed, d.rows*len(d.row))) // fewer at the end of the file
	for ; len(head) >= len(d.row); head = head[len(d.row):] {
		from := 1
		for _, c := range d.columns {
			if c.kind == 'C' {
				out = append(out, bytes.TrimRight(head[from:from+c.length], " \x00"))
			}
			from += c.length
		}
	}
	return out
}

// name decodes the names of the columns and tells apart those that were cut to the same one.
func (d *dbfReader) name() {
	used := make(map[string]bool)
	for i := range d.columns {
		c := &d.columns[i]
		c.Name = d.set.decode(c.raw)
		if c.Name == "" {
			c.Name = "列" + itoa(i+1)
		}
		for base, n := c.Name, 2; used[c.Name]; n++ {
			c.Name = base + "_" + itoa(n)
		}
		used[c.Name] = true
	}
}

func (d *dbfReader) fields() []Field {
	out := make([]Field, len(d.columns))
	for i, c := range d.columns {
		out[i] = c.Field
	}
	return out
}

// next returns the values of the next row, and whether the row is marked as deleted; io.EOF after the last.
func (d *dbfReader) next() (attrs []Attr, deleted bool, err error) {
	if d.read >= d.rows {
		return nil, false, io.EOF
	}
	if _, err := io.ReadFull(d.r, d.row); err != nil {
		return nil, false, damaged(err, ".dbf ends early")
	}
	d.read++
	from := 1
	for i := range d.columns {
		c := &d.columns[i]
		if v := c.value(d.row[from:from+c.length], d.set); v != nil {
			attrs = append(attrs, Attr{c.Name, v})
		}
		from += c.length
	}
	return attrs, d.row[0] == dbfDeleted, nil
}

// value reads a cell; nil for an empty one.
func (c *dbfColumn) value(b []byte, set charset) any {
	switch c.kind {
	case 'I', '+':
		if len(b) == 4 {
			return float64(int32(binary.LittleEndian.Uint32(b)))
		}
	case 'O', 'B':
		if len(b) == 8 {
			return number(math.Float64frombits(binary.LittleEndian.Uint64(b)))
		}
	case 'L':
		return truth(b)
	}
	text := set.decode(b)
	switch {
	case text == "" || c.Type != TextField && strings.Trim(text, "*") == "": // stars stand for what did not fit
		return nil
	case c.Type == NumberField:
		return numberOf(text)
	case c.Type == DateField:
		return dateOf(text)
	}
	return text
}

func number(v float64) any {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return v
}

// maxWhole is where float64 begins to leave out whole numbers, such as those of identity cards.
const maxWhole = 1 << 53

// numberOf reads a number; one with more digits than float64 holds stays a text, and so does what is none.
func numberOf(text string) any {
	v, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || math.Abs(v) >= maxWhole && !strings.ContainsAny(text, ".eE") {
		return text
	}
	return v
}

func truth(b []byte) any {
	switch {
	case len(b) == 0:
		return nil
	case strings.IndexByte("TtYy", b[0]) >= 0:
		return true
	case strings.IndexByte("FfNn", b[0]) >= 0:
		return false
	}
	return nil
}

// dateOf turns 20240630 into 2024-06-30.
func dateOf(text string) any {
	if len(text) != 8 || strings.Trim(text, "0123456789") != "" {
		return text
	}
	if strings.Trim(text, "0") == "" {
		return nil
	}
	return text[:4] + "-" + text[4:6] + "-" + text[6:]
}
