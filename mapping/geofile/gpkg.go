package geofile

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"chainatlas/mapping/crs"
)

// gpkg is a GeoPackage: a SQLite database whose tables of features are listed in one of them.
type gpkg struct {
	db     *database
	tables []gpkgTable
	o      Options
}

// gpkgTable is a layer and the table it lies in.
type gpkgTable struct {
	Layer
	table    string
	geometry string       // its column
	columns  []gpkgColumn // the other columns that are read
	last     int64        // about how many rows there are, to tell how far reading is
}

func openGeoPackage(_ context.Context, path string, o Options) (File, error) {
	db, err := openDatabase(path)
	if err != nil {
		return nil, err
	}
	g := &gpkg{db: db, o: o}
	if err := g.findTables(); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", filepath.Base(path), databaseError(err)), db.Close())
	}
	return g, nil
}

func (g *gpkg) Format() string { return "GeoPackage" }
func (g *gpkg) Close() error   { return g.db.Close() }

func (g *gpkg) Layers() []Layer {
	out := make([]Layer, len(g.tables))
	for i, t := range g.tables {
		out[i] = t.Layer
	}
	return out
}

// gpkgQuery lists the layers with their reference systems. GDAL counts the features in a table of its own, which gpkgCount
// asks.
const gpkgQuery = `
SELECT c.table_name, coalesce(c.identifier, ''), g.column_name,
       coalesce(s.organization, ''), coalesce(s.organization_coordsys_id, 0), coalesce(s.srs_name, ''), coalesce(s.definition, '')
FROM gpkg_contents c
JOIN gpkg_geometry_columns g ON g.table_name = c.table_name COLLATE NOCASE
LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
WHERE c.data_type = 'features' ORDER BY c.rowid`

const gpkgCount = `SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ? COLLATE NOCASE AND feature_count IS NOT NULL`

func (g *gpkg) findTables() error {
	if err := g.checkKind(); err != nil {
		return err
	}
	rows, err := g.db.Query(gpkgQuery)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var t gpkgTable
		var s srs
		if err := rows.Scan(&t.table, &t.Name, &t.geometry, &s.organization, &s.code, &s.name, &s.definition); err != nil {
			return errors.Join(ErrDamaged, err)
		}
		if t.Name == "" {
			t.Name = t.table
		}
		t.Name = readable(t.Name)
		t.CRS, t.Declared = s.known()
		g.tables = append(g.tables, t)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	if len(g.tables) == 0 {
		return ErrNoLayer
	}
	for i := range g.tables {
		if err := g.inspect(&g.tables[i]); err != nil {
			return fmt.Errorf("layer %s: %w", g.tables[i].Name, err)
		}
	}
	return nil
}

// checkKind tells a GeoPackage from another program's database, and from one that lost a table.
func (g *gpkg) checkKind() error {
	for _, table := range []string{"gpkg_contents", "gpkg_spatial_ref_sys", "gpkg_geometry_columns"} {
		ok, err := g.isTable(table)
		switch {
		case err != nil:
			return err
		case !ok && table == "gpkg_contents":
			return fmt.Errorf("database without %s: %w", table, ErrFormat)
		case !ok && table == "gpkg_geometry_columns":
			return fmt.Errorf("database without %s: %w", table, ErrNoLayer)
		case !ok:
			return fmt.Errorf("database without %s: %w", table, ErrDamaged)
		}
	}
	return nil
}

// isTable tells whether there is a plain table of the name. A view or a virtual table is none: it would have the database
// run what its author wrote.
func (g *gpkg) isTable(name string) (bool, error) {
	var kind string
	var page int64
	err := g.db.QueryRow(`SELECT type, coalesce(rootpage, 0) FROM sqlite_master WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view')`, name).Scan(&kind, &page)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err == nil && (kind != "table" || page == 0):
		return false, fmt.Errorf("%s: %w", name, ErrView)
	}
	return err == nil, err
}

func (g *gpkg) inspect(t *gpkgTable) error {
	ok, err := g.isTable(t.table)
	if err == nil && !ok {
		err = fmt.Errorf("no table %s: %w", t.table, ErrDamaged)
	}
	if err != nil {
		return err
	}
	if err := g.findColumns(t); err != nil {
		return err
	}
	t.Count = -1
	if ok, err := g.isTable("gpkg_ogr_contents"); err == nil && ok {
		if err := g.db.QueryRow(gpkgCount, t.table).Scan(&t.Count); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	if t.last = int64(t.Count); t.last >= 0 {
		return nil
	}
	var last sql.NullInt64
	err = g.db.QueryRow(`SELECT max(rowid) FROM ` + quoted(t.table)).Scan(&last)
	t.last = last.Int64
	return err
}

// gpkgColumn is a column with the type that the table gives it, in capitals and without a length: TEXT, MEDIUMINT.
type gpkgColumn struct {
	name, declared string
}

func (g *gpkg) findColumns(t *gpkgTable) error {
	rows, err := g.db.Query(`SELECT name, upper(type), pk FROM pragma_table_xinfo(?)`, t.table)
	if err != nil {
		return err
	}
	defer rows.Close()
	found := false
	for rows.Next() {
		var c gpkgColumn
		var key int
		if err := rows.Scan(&c.name, &c.declared, &key); err != nil {
			return err
		}
		c.declared, _, _ = strings.Cut(c.declared, "(")
		switch {
		case strings.EqualFold(c.name, t.geometry):
			found = true
		case key == 0 && c.declared != "BLOB":
			t.columns = append(t.columns, c)
			t.Fields = append(t.Fields, Field{Name: readable(c.name), Type: c.kind()})
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if !found {
		return fmt.Errorf("no column %s: %w", t.geometry, ErrDamaged)
	}
	return nil
}

func (c gpkgColumn) kind() Type {
	switch c.declared {
	case "INTEGER", "INT", "MEDIUMINT", "SMALLINT", "TINYINT", "BIGINT", "REAL", "DOUBLE", "DOUBLE PRECISION", "FLOAT", "NUMERIC", "DECIMAL":
		return NumberField
	case "DATE":
		return DateField
	}
	return TextField
}

// quoted is a name as SQL takes it.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// Read implements File.
func (g *gpkg) Read(ctx context.Context, layer int, each func(Feature) error) error {
	t := g.tables[layer]
	names := []string{quoted(t.geometry)}
	for _, c := range t.columns {
		names = append(names, quoted(c.name))
	}
	rows, err := g.db.QueryContext(ctx, `SELECT `+strings.Join(names, ", ")+` FROM `+quoted(t.table))
	if err != nil {
		return errors.Join(ctx.Err(), databaseError(err))
	}
	defer rows.Close()
	row := newGPKGRow(t)
	for n := 1; rows.Next(); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		f, err := row.feature(rows, n)
		if err != nil {
			return err
		}
		if err := each(f); err != nil {
			return err
		}
		g.progress(int64(n), t.last)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return databaseError(rows.Err())
}

// progressRows is how many rows are read between two words about it.
const progressRows = 256

// progress tells the share of the rows as a share of the file, whose bytes are read by SQLite.
func (g *gpkg) progress(n, last int64) {
	if g.o.Progress != nil && (n%progressRows == 0 || n == last) {
		g.o.Progress(int64(float64(g.db.size)*float64(min(n, last))/float64(max(last, 1))), g.db.size)
	}
}

// srs is a row of the table of reference systems.
type srs struct {
	organization string
	code         int
	name         string
	definition   string // WKT
}

// known is the system's code where the program knows it, and the file's own words for it. Systems that must not be
// converted without the surveying authority have words but no code.
func (s srs) known() (code, declared string) {
	if s.code <= 0 {
		return "", "" // -1 and 0 stand for undefined
	}
	declared = readable(s.name)
	if strings.EqualFold(s.organization, "EPSG") {
		number := "EPSG:" + strconv.Itoa(s.code)
		code, _ = lookupCode(number)
		return code, declared + "（" + number + "）"
	}
	code, words := wktCRS(s.definition)
	if code != "" {
		return code, declared
	}
	if _, err := crs.Lookup(words); errors.Is(err, crs.ErrRefused) {
		return "", words
	}
	code, _ = lookupCode(s.name)
	return code, declared
}
