package geofile

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"chainatlas/mapping/crs"
	"chainatlas/model/sheet"
)

// tableFile is a workbook or a text table with coordinates. Its sheets with coordinates are its layers.
type tableFile struct {
	format  string
	sheets  []coordinateSheet
	layers  []Layer
	options Options
}

// coordinateSheet is a sheet and where its coordinates stand.
type coordinateSheet struct {
	table  sheet.Table
	header int // row of the names
	names  []string
	place  coordinateColumns
}

func openCSV(ctx context.Context, path string, o Options) (File, error) {
	return openTable(ctx, path, "CSV", o)
}

func openWorkbook(ctx context.Context, path string, o Options) (File, error) {
	return openTable(ctx, path, "Excel", o)
}

func openTable(ctx context.Context, path, format string, o Options) (File, error) {
	tables, err := sheet.Open(path)
	switch {
	case errors.Is(err, sheet.ErrDamaged):
		err = errors.Join(ErrDamaged, err)
	case errors.Is(err, sheet.ErrTooLarge):
		err = errors.Join(ErrTooLarge, err)
	case errors.Is(err, sheet.ErrUnknownFormat):
		err = errors.Join(ErrFormat, err)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	f := &tableFile{format: format, options: o}
	for _, t := range tables {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if s, ok := findCoordinates(t); ok {
			f.sheets = append(f.sheets, s)
			f.layers = append(f.layers, s.layer())
		}
	}
	if len(f.sheets) == 0 {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), ErrNoCoordinates)
	}
	return f, nil
}

// ErrNoCoordinates is returned for a table without columns of coordinates: 经度 and 纬度, X and Y, 坐标, or WKT.
var ErrNoCoordinates = errors.New("table has no columns of coordinates")

// layer says what the sheet holds. A column 坐标系 that always says the same is the layer's system.
func (s *coordinateSheet) layer() Layer {
	l := Layer{Name: s.table.Name}
	words, many := "", false
	kinds := make([]kindOfColumn, len(s.names))
	s.eachRow(func(row int) {
		l.Count++
		for i := range s.names {
			kinds[i].see(s.table.At(row, i))
		}
		if w := s.text(row, s.place.system); w != "" {
			many = many || words != "" && w != words
			words = w
		}
	})
	if words == "" {
		words = s.place.hint
	}
	if words != "" && !many {
		l.CRS, l.Declared = lookupCode(words)
	} else if many {
		l.Notes = append(l.Notes, "「坐标系」一列写有几种坐标系，不能一起导入：请按坐标系分开")
	}
	for i, name := range s.names {
		if name != "" {
			l.Fields = append(l.Fields, Field{name, kinds[i].decide()})
		}
	}
	return l
}

// kindOfColumn is what the cells of a column have been.
type kindOfColumn struct{ text, number, date bool }

func (k *kindOfColumn) see(c sheet.Cell) {
	switch c.Kind {
	case sheet.Empty, sheet.NoValue:
	case sheet.Number:
		k.number = true
	case sheet.DateCell:
		k.date = true
	default:
		k.text = true
	}
}

func (k kindOfColumn) decide() Type {
	switch {
	case k.number && !k.text && !k.date:
		return NumberField
	case k.date && !k.text && !k.number:
		return DateField
	}
	return TextField
}

// eachRow visits the rows below the header that hold something.
func (s *coordinateSheet) eachRow(do func(row int)) {
	for row := s.header + 1; row < len(s.table.Rows); row++ {
		for i := range s.names {
			if s.text(row, i) != "" {
				do(row)
				break
			}
		}
	}
}

// text is a cell's words; column -1 is an empty one.
func (s *coordinateSheet) text(row, column int) string {
	return strings.TrimSpace(s.table.At(row, column).Text)
}

// Format implements File.
func (f *tableFile) Format() string { return f.format }

// Layers implements File.
func (f *tableFile) Layers() []Layer { return f.layers }

// Close implements File.
func (f *tableFile) Close() error { return nil }

// Read implements File. A row whose coordinates cannot be read is a feature without geometry: its words are kept.
func (f *tableFile) Read(ctx context.Context, layer int, each func(Feature) error) (err error) {
	s := &f.sheets[layer]
	number := 0
	s.eachRow(func(row int) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return
		}
		number++
		ft := Feature{Number: number, Attrs: s.attrs(row)}
		if ft.Geometry, err = s.geometry(row); err != nil {
			err = &FeatureError{number, err}
			return
		}
		if f.options.Progress != nil {
			f.options.Progress(int64(row+1), int64(len(s.table.Rows)))
		}
		err = each(ft)
	})
	return err
}

func (s *coordinateSheet) attrs(row int) []Attr {
	var out []Attr
	for i, name := range s.names {
		c := s.table.At(row, i)
		if text := strings.TrimSpace(c.Text); name != "" && text != "" && c.Kind != sheet.ErrorCell {
			out = append(out, Attr{name, cellValue(c, text)})
		}
	}
	return out
}

func cellValue(c sheet.Cell, text string) any {
	switch c.Kind {
	case sheet.Number:
		return numberOf(text)
	case sheet.Bool:
		return strings.EqualFold(text, "TRUE") || text == "1"
	case sheet.DateCell:
		if c.Shown != "" {
			return c.Shown
		}
	}
	return text
}

// coordinateColumns are where coordinates stand; -1 for none.
type coordinateColumns struct {
	lon, lat int // degrees
	x, y     int // either way round: the numbers tell
	pair     int // both in one cell
	wkt      int
	system   int    // the name of the coordinate system
	hint     string // a system that the names of the columns give
}

func (c coordinateColumns) found() bool {
	return c.wkt >= 0 || c.lon >= 0 && c.lat >= 0 || c.x >= 0 && c.y >= 0 || c.pair >= 0
}

// headerRows is how far down the names of the columns may stand.
const headerRows = 20

func findCoordinates(t sheet.Table) (coordinateSheet, bool) {
	for row := range min(headerRows, len(t.Rows)) {
		if place := columnsOf(t.Rows[row]); place.found() {
			s := coordinateSheet{table: t, header: row, place: place}
			s.nameColumns()
			return s, true
		}
	}
	return coordinateSheet{}, false
}

// nameColumns gives every column with a header or a value a name of its own.
func (s *coordinateSheet) nameColumns() {
	used := make(map[string]bool)
	for i := range s.table.Rows[s.header] {
		name := strings.Join(strings.Fields(s.text(s.header, i)), " ")
		for base, n := name, 2; name != "" && used[name]; n++ {
			name = base + "_" + itoa(n)
		}
		used[name] = true
		s.names = append(s.names, name)
	}
}

func columnsOf(row []sheet.Cell) coordinateColumns {
	c := coordinateColumns{-1, -1, -1, -1, -1, -1, -1, ""}
	for i, cell := range row {
		name, inside := splitHeader(cell.Text)
		var at *int
		switch name {
		case "经度", "东经", "LON", "LNG", "LONG", "LONGITUDE", "经度坐标", "中心点经度", "坐标经度":
			at = &c.lon
		case "纬度", "北纬", "LAT", "LATITUDE", "纬度坐标", "中心点纬度", "坐标纬度":
			at = &c.lat
		case "X", "X坐标", "坐标X", "POINTX", "纵坐标", "北坐标", "NORTHING", "N":
			at = &c.x
		case "Y", "Y坐标", "坐标Y", "POINTY", "横坐标", "东坐标", "EASTING", "E":
			at = &c.y
		case "坐标", "经纬度", "坐标点", "地理坐标", "位置坐标", "中心坐标", "中心点坐标", "LOCATION", "COORDINATE", "COORDINATES", "LNGLAT":
			at = &c.pair
		case "WKT", "GEOM", "GEOMETRY", "THEGEOM", "SHAPEWKT", "WKTGEOM":
			at = &c.wkt
		case "坐标系", "坐标系统", "CRS", "SRS", "坐标类型":
			at = &c.system
		}
		if at != nil && *at < 0 {
			*at = i
			if _, err := crs.Lookup(inside); err == nil && inside != "" && at != &c.system {
				c.hint = inside
			}
		}
	}
	return c
}

// splitHeader takes the blanks and signs out of a header, and what stands in brackets behind it: 经度（GCJ-02）.
func splitHeader(text string) (name, inside string) {
	text = strings.NewReplacer("（", "(", "）", ")", "[", "(", "]", ")").Replace(text)
	if head, rest, ok := strings.Cut(text, "("); ok {
		inside, _, _ = strings.Cut(rest, ")")
		text = head
	}
	return strings.ToUpper(strings.NewReplacer(" ", "", "_", "", "-", "", "\n", "", ":", "", "：", "").Replace(text)), strings.TrimSpace(inside)
}
