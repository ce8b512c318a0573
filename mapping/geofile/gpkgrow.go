package geofile

import (
	"database/sql"
	"encoding/binary"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/paulmach/orb"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// gpkgRow reads the rows of one table into the same memory.
type gpkgRow struct {
	table gpkgTable
	blob  sql.RawBytes
	cells []any
	into  []any // pointers to blob and cells
}

func newGPKGRow(t gpkgTable) *gpkgRow {
	r := &gpkgRow{table: t, cells: make([]any, len(t.columns))}
	r.into = append(r.into, &r.blob)
	for i := range r.cells {
		r.into = append(r.into, &r.cells[i])
	}
	return r
}

func (r *gpkgRow) feature(rows *sql.Rows, n int) (Feature, error) {
	f := Feature{Number: n}
	if err := rows.Scan(r.into...); err != nil {
		return f, &FeatureError{Number: n, Err: databaseError(err)}
	}
	if r.blob != nil {
		var err error
		if f.Geometry, err = decodeGP(r.blob); err != nil {
			return f, &FeatureError{Number: n, Err: err}
		}
	}
	for i, c := range r.table.columns {
		if v := c.value(r.cells[i]); v != nil {
			f.Attrs = append(f.Attrs, Attr{Name: r.table.Fields[i].Name, Value: v})
		}
	}
	return f, nil
}

// exactInteger is the largest whole number that a float64 keeps, and its neighbours too.
const exactInteger = 1 << 53

// value is a cell as an attribute, nil for an empty one. SQLite keeps what it was given, whatever the column is called.
func (c gpkgColumn) value(v any) any {
	switch v := v.(type) {
	case int64:
		if c.declared == "BOOLEAN" {
			return v != 0
		}
		if v > exactInteger || v < -exactInteger {
			return strconv.FormatInt(v, 10)
		}
		return float64(v)
	case float64:
		return v
	case time.Time: // the driver reads dates
		if c.declared == "DATE" || v.Equal(v.Truncate(24*time.Hour)) {
			return v.Format(time.DateOnly)
		}
		return v.Format(time.DateTime)
	case string:
		if v != "" {
			return readable(v)
		}
	}
	return nil
}

// readable is text as it was meant: programs of old write GBK where UTF-8 is asked for.
func readable(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	if t, err := simplifiedchinese.GB18030.NewDecoder().String(s); err == nil {
		return t
	}
	return s
}

// gpEnvelopes are the sizes of the bound that a geometry may begin with, by its code, bytes.
var gpEnvelopes = [...]int{0, 32, 48, 48, 64}

const (
	gpHeader      = 8 // GP, version, flags, reference system
	gpEmpty  byte = 1 << 4
	gpOther  byte = 1 << 5 // an extension's geometry
)

// decodeGP reads a geometry as GeoPackage keeps it: a header, a bound, well-known binary.
func decodeGP(b []byte) (orb.Geometry, error) {
	if len(b) < gpHeader || b[0] != 'G' || b[1] != 'P' {
		return nil, fmt.Errorf("geometry without its header: %w", ErrDamaged)
	}
	version, flags := b[2], b[3]
	if flags&gpOther != 0 || version != 0 {
		return nil, fmt.Errorf("geometry of an extension: %w", ErrShape)
	}
	code := int(flags >> 1 & 7)
	if code >= len(gpEnvelopes) || len(b) < gpHeader+gpEnvelopes[code] {
		return nil, fmt.Errorf("bound of kind %d: %w", code, ErrDamaged)
	}
	g, err := decodeWKB(b[gpHeader+gpEnvelopes[code]:])
	if flags&gpEmpty != 0 && err == nil {
		return nil, nil
	}
	return g, err
}

// appendGP writes a geometry with its bound, which readers use to find it.
func appendGP(b []byte, g orb.Geometry, srsID int) ([]byte, error) {
	const boundXY, littleEndian = 1 << 1, 1
	bound := g.Bound()
	b = append(b, 'G', 'P', 0, boundXY|littleEndian)
	b = binary.LittleEndian.AppendUint32(b, uint32(int32(srsID)))
	b = wkbAppendPosition(b, orb.Point{bound.Min[0], bound.Max[0]}) // min x, max x, min y, max y
	b = wkbAppendPosition(b, orb.Point{bound.Min[1], bound.Max[1]})
	return appendWKB(b, g)
}
