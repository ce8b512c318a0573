package geofile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	dbfName     = 10  // bytes of a column's name
	dbfText     = 254 // bytes of a text
	dbfNumber   = 20  // signs of a number
	dbfDecimals = 15
	dbfColumns  = 255
)

// dbfWriter makes the table of a shapefile, in UTF-8.
type dbfWriter struct {
	columns []dbfOut
	index   map[string]int
	rows    [][]Attr
	from    []int // where each column begins in a row, and where the row ends
}

// dbfOut is a column and what its values have been.
type dbfOut struct {
	name            string // as the layer has it
	date            bool
	text, num, flag bool // values that are texts, numbers and yes or no
	bytes           int  // of the longest text
	whole, decimals int  // signs of the longest number before and after its point
	short           string
	kind            byte
	length          int
}

func newDbfWriter(fields []Field) *dbfWriter {
	w := &dbfWriter{index: make(map[string]int)}
	for _, f := range fields {
		w.columns[w.column(f.Name)].date = f.Type == DateField
	}
	return w
}

func (w *dbfWriter) column(name string) int {
	i, ok := w.index[name]
	if !ok {
		i = len(w.columns)
		w.index[name] = i
		w.columns = append(w.columns, dbfOut{name: name})
	}
	return i
}

// add remembers a row.
func (w *dbfWriter) add(attrs []Attr) {
	for _, a := range attrs {
		w.columns[w.column(a.Name)].see(a.Value)
	}
	w.rows = append(w.rows, attrs)
}

func (c *dbfOut) see(v any) {
	c.bytes = max(c.bytes, len(dbfWords(v)))
	switch v := v.(type) {
	case float64:
		c.num = true
		whole, decimals, _ := strings.Cut(dbfWords(v), ".")
		c.whole, c.decimals = max(c.whole, len(whole)), max(c.decimals, len(decimals))
	case bool:
		c.flag = true
	case string:
		c.text = true
		if d, err := strconv.Atoi(strings.ReplaceAll(v, "-", "")); len(v) != 10 || v[4] != '-' || v[7] != '-' || err != nil || d < 0 {
			c.date = false
		}
	}
}

// dbfWords is a value as a text.
func dbfWords(v any) string {
	switch v := v.(type) {
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return ""
		}
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		if v {
			return "是"
		}
		return "否"
	}
	return fmt.Sprint(v)
}

// decide gives every column its kind, length and a name short enough.
func (w *dbfWriter) decide(tell func(string)) error {
	if len(w.columns) == 0 { // a table has at least one
		w.columns = append(w.columns, dbfOut{name: "id"})
	}
	if len(w.columns) > dbfColumns {
		return fmt.Errorf("%d columns: %w", len(w.columns), ErrTooLarge)
	}
	used := make(map[string]bool)
	for i := range w.columns {
		c := &w.columns[i]
		c.shorten(used)
		if c.short != c.name {
			tell(fmt.Sprintf("列名「%s」超过 Shapefile 的长度，已改为「%s」", c.name, c.short))
		}
		switch {
		case c.num && !c.text && !c.flag && c.whole <= dbfNumber-2:
			c.decimals = min(c.decimals, dbfDecimals, max(dbfNumber-1-c.whole, 0))
			c.kind, c.length = 'N', max(c.whole+1+c.decimals, 2)
		case c.flag && !c.text && !c.num:
			c.kind, c.length = 'L', 1
		case c.date && c.text && !c.num && !c.flag:
			c.kind, c.length = 'D', 8
		default:
			c.kind, c.length, c.decimals = 'C', min(max(c.bytes, 1), dbfText), 0
		}
	}
	return nil
}

// shorten cuts the name within a character at no time, and to none that is used.
func (c *dbfOut) shorten(used map[string]bool) {
	c.short = cutBytes(c.name, dbfName)
	for n := 1; c.short == "" || used[strings.ToUpper(c.short)]; n++ {
		tail := itoa(n)
		c.short = cutBytes(c.name, dbfName-len(tail)) + tail
	}
	used[strings.ToUpper(c.short)] = true
}

func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// bytes is the table; decide comes before it.
func (w *dbfWriter) bytes(tell func(string)) []byte {
	w.from = []int{1}
	for i, c := range w.columns {
		w.from = append(w.from, w.from[i]+c.length)
	}
	header, row := dbfHeader+dbfField*len(w.columns)+1, w.from[len(w.columns)]
	b := make([]byte, dbfHeader, header+row*len(w.rows)+1)
	copy(b, []byte{3, 95, 7, 26}) // dBASE III, and a day that means nothing: the file's own date says when
	binary.LittleEndian.PutUint32(b[4:], uint32(len(w.rows)))
	binary.LittleEndian.PutUint16(b[8:], uint16(header))
	binary.LittleEndian.PutUint16(b[10:], uint16(row))
	for _, c := range w.columns {
		var d [dbfField]byte
		copy(d[:dbfName], c.short)
		d[11], d[16], d[17] = c.kind, byte(c.length), byte(c.decimals)
		b = append(b, d[:]...)
	}
	b = append(b, dbfEnd)
	cut := make([]int, len(w.columns))
	for _, attrs := range w.rows {
		b = w.appendRow(b, attrs, cut)
	}
	for i, n := range cut {
		if n > 0 {
			tell(fmt.Sprintf("「%s」有 %d 个文字超过 %d 字节，已截短", w.columns[i].name, n, dbfText))
		}
	}
	return append(b, 0x1A)
}

func (w *dbfWriter) appendRow(b []byte, attrs []Attr, cut []int) []byte {
	row := bytes.Repeat([]byte(" "), w.from[len(w.columns)])
	for _, a := range attrs {
		i := w.index[a.Name]
		c, from := w.columns[i], w.from[i]
		text := c.cell(a.Value)
		if len(text) > c.length {
			text = cutBytes(text, c.length)
			cut[i]++
		}
		if c.kind == 'N' {
			from += c.length - len(text)
		}
		copy(row[from:], text)
	}
	return append(b, row...)
}

// cell is a value as the column holds it.
func (c *dbfOut) cell(v any) string {
	switch x := v.(type) {
	case float64:
		if c.kind == 'N' && number(x) != nil {
			return strconv.FormatFloat(x, 'f', c.decimals, 64)
		}
	case bool:
		if c.kind == 'L' {
			return map[bool]string{true: "T", false: "F"}[x]
		}
	case string:
		if c.kind == 'D' {
			return strings.ReplaceAll(x, "-", "")
		}
	}
	return dbfWords(v)
}
