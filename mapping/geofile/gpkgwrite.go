package geofile

import (
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"chainatlas/mapping/crs"
	"github.com/paulmach/orb"
)

// gpkgSchema is the least that GeoPackage 1.3 asks for (OGC 12-128r17, annex C).
const gpkgSchema = `
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL);`

// Columns of our own in a table of features.
const (
	gpkgKey      = "fid"
	gpkgGeometry = "geom"
)

// writeGeoPackage writes one layer into a new file. Lines and polygons are written as multi-geometries, so that a table
// has one kind of them. It returns crs.ErrUnknown for a system without a number, such as GCJ-02: convert first.
func writeGeoPackage(path string, l Layer, features iter.Seq[Feature]) error {
	system, id, err := gpkgSystem(l.CRS)
	if err != nil {
		return err
	}
	if l.Name == "" {
		l.Name = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	}
	return appearWhole(path, func(f *os.File) error {
		db, err := sql.Open("sqlite", fileURI(f.Name())+"?_pragma=journal_mode(off)&_pragma=synchronous(off)")
		if err != nil {
			return err
		}
		db.SetMaxOpenConns(1)
		return errors.Join(fillGeoPackage(db, l, system, id, features), db.Close())
	})
}

func fillGeoPackage(db *sql.DB, l Layer, system crs.CRS, id int, features iter.Seq[Feature]) error {
	if _, err := db.Exec(gpkgSchema); err != nil {
		return err
	}
	if err := addSystems(db, system, id); err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	w := gpkgWriter{tx: tx, table: gpkgTableName(l.Name), id: id, columns: map[string]string{}, used: map[string]bool{}}
	if err := w.write(l, features); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// gpkgTableName keeps a layer's name from those that the format and SQLite keep for themselves.
func gpkgTableName(name string) string {
	for _, taken := range []string{"gpkg_", "sqlite_", "rtree_"} {
		if strings.HasPrefix(strings.ToLower(name), taken) {
			return "layer_" + name
		}
	}
	return name
}

// gpkgWriter fills a table of features. A column is made for each field, and for each attribute that is no field when it
// first comes.
type gpkgWriter struct {
	tx      *sql.Tx
	table   string
	id      int               // of the reference system
	columns map[string]string // by the name of the attribute
	names   []string          // of the attributes, in the order of the columns
	used    map[string]bool   // names of columns, in lower case, as SQLite does not tell them apart
	insert  *sql.Stmt         // nil when columns were added since
	kinds   map[string]bool   // of geometries written
	bound   orb.Bound
	boxes   []gpkgBox
	blob    []byte
}

func (w *gpkgWriter) write(l Layer, features iter.Seq[Feature]) error {
	w.used[gpkgKey], w.used[gpkgGeometry], w.kinds = true, true, map[string]bool{}
	if _, err := w.tx.Exec(fmt.Sprintf(`CREATE TABLE %s (%s INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, %s GEOMETRY)`,
		quoted(w.table), gpkgKey, gpkgGeometry)); err != nil {
		return err
	}
	for _, f := range l.Fields {
		if err := w.addColumn(f.Name, map[Type]string{TextField: "TEXT", NumberField: "REAL", DateField: "DATE"}[f.Type]); err != nil {
			return err
		}
	}
	for f := range features {
		if err := w.add(f); err != nil {
			return fmt.Errorf("write feature %d: %w", f.Number, err)
		}
	}
	return errors.Join(w.list(l), w.index())
}

func (w *gpkgWriter) addColumn(name, declared string) error {
	if _, ok := w.columns[name]; ok {
		return nil
	}
	column := name
	for n := 2; w.used[strings.ToLower(column)] || column == ""; n++ {
		column = fmt.Sprintf("%s_%d", name, n)
	}
	w.columns[name], w.used[strings.ToLower(column)] = column, true
	w.names = append(w.names, name)
	if w.insert != nil {
		if err := w.insert.Close(); err != nil {
			return err
		}
		w.insert = nil
	}
	_, err := w.tx.Exec(`ALTER TABLE ` + quoted(w.table) + ` ADD COLUMN ` + quoted(column) + ` ` + declared)
	return err
}

func (w *gpkgWriter) add(f Feature) error {
	values := map[string]any{}
	for _, a := range f.Attrs {
		declared := "TEXT"
		switch a.Value.(type) {
		case float64:
			declared = "REAL"
		case bool:
			declared = "BOOLEAN"
		}
		if err := w.addColumn(a.Name, declared); err != nil {
			return err
		}
		values[a.Name] = a.Value
	}
	row := []any{nil}
	if g := promoted(f.Geometry); g != nil {
		blob, err := appendGP(w.blob[:0], g, w.id)
		if err != nil {
			return err
		}
		row[0], w.blob = blob, blob
		w.note(g)
	}
	for _, name := range w.names {
		row = append(row, values[name])
	}
	if err := w.prepare(); err != nil {
		return err
	}
	done, err := w.insert.Exec(row...)
	if err != nil || row[0] == nil {
		return err
	}
	id, err := done.LastInsertId()
	w.boxes = append(w.boxes, gpkgBox{id, promoted(f.Geometry).Bound()})
	return err
}

func (w *gpkgWriter) prepare() (err error) {
	if w.insert != nil {
		return nil
	}
	columns := []string{gpkgGeometry}
	for _, name := range w.names {
		columns = append(columns, quoted(w.columns[name]))
	}
	w.insert, err = w.tx.Prepare(fmt.Sprintf(`INSERT INTO %s (%s) VALUES (?%s)`, quoted(w.table), strings.Join(columns, ", "),
		strings.Repeat(", ?", len(w.names))))
	return err
}

func (w *gpkgWriter) note(g orb.Geometry) {
	if len(w.kinds) == 0 {
		w.bound = g.Bound()
	}
	w.bound = w.bound.Union(g.Bound())
	w.kinds[gpkgKind(g)] = true
}

// gpkgKind is what the format calls a geometry.
func gpkgKind(g orb.Geometry) string {
	if _, ok := g.(orb.Collection); ok {
		return "GEOMETRYCOLLECTION"
	}
	return strings.ToUpper(g.GeoJSONType())
}

// list enters the table in the contents.
func (w *gpkgWriter) list(l Layer) error {
	kind := "GEOMETRY"
	if len(w.kinds) == 1 {
		for kind = range w.kinds {
		}
	}
	bound := make([]any, 4)
	if len(w.kinds) > 0 {
		bound = []any{w.bound.Min[0], w.bound.Min[1], w.bound.Max[0], w.bound.Max[1]}
	}
	_, err := w.tx.Exec(`INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id)
		VALUES (?, 'features', ?, ?, ?, ?, ?, ?)`, append(append([]any{w.table, l.Name}, bound...), w.id)...)
	if err != nil {
		return err
	}
	_, err = w.tx.Exec(`INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)`, w.table, gpkgGeometry, kind, w.id)
	return err
}

// promoted makes a multi-geometry of a line or a polygon, and nothing of what is empty.
func promoted(g orb.Geometry) orb.Geometry {
	switch g := g.(type) {
	case nil:
		return nil
	case orb.LineString:
		return orb.MultiLineString{g}
	case orb.Ring:
		return orb.MultiPolygon{{g}}
	case orb.Bound:
		return orb.MultiPolygon{g.ToPolygon()}
	case orb.Polygon:
		return orb.MultiPolygon{g}
	}
	return g
}
