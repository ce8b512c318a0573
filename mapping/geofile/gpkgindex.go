package geofile

import (
	"fmt"

	"github.com/paulmach/orb"
)

// gpkgBox is what the index holds of a feature.
type gpkgBox struct {
	id    int64
	bound orb.Bound
}

// gpkgIndexName is the extension of the standard that says that a table has an index (OGC 12-128r17, annex F.3).
const gpkgIndexName = "gpkg_rtree_index"

// index makes the R-tree over the features, by which programs find what a view shows, and the triggers that keep it true
// when they change something. The triggers call functions that such programs bring along.
func (w *gpkgWriter) index() error {
	tree := quoted("rtree_" + w.table + "_" + gpkgGeometry)
	if _, err := w.tx.Exec(`CREATE VIRTUAL TABLE ` + tree + ` USING rtree(id, minx, maxx, miny, maxy)`); err != nil {
		return err
	}
	add, err := w.tx.Prepare(`INSERT INTO ` + tree + ` VALUES (?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	for _, b := range w.boxes {
		if _, err := add.Exec(b.id, b.bound.Min[0], b.bound.Max[0], b.bound.Min[1], b.bound.Max[1]); err != nil {
			return err
		}
	}
	if err := add.Close(); err != nil {
		return err
	}
	if _, err := w.tx.Exec(`INSERT INTO gpkg_extensions VALUES (?, ?, ?, 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')`,
		w.table, gpkgGeometry, gpkgIndexName); err != nil {
		return err
	}
	for _, t := range gpkgTriggers {
		name := quoted("rtree_" + w.table + "_" + gpkgGeometry + "_" + t.name)
		if _, err := w.tx.Exec(fmt.Sprintf("CREATE TRIGGER %[3]s AFTER "+t.when+" BEGIN "+t.do+" END", quoted(w.table), tree, name)); err != nil {
			return err
		}
	}
	return nil
}

// gpkgTriggers are those of the standard; %[1]s is the table and %[2]s the index.
var gpkgTriggers = []struct{ name, when, do string }{
	{"insert", `INSERT ON %[1]s WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))`, gpkgPut},
	{"update1", `UPDATE OF geom ON %[1]s WHEN OLD.fid = NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))`, gpkgPut},
	{"update2", `UPDATE OF geom ON %[1]s WHEN OLD.fid = NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))`, `DELETE FROM %[2]s WHERE id = OLD.fid;`},
	{"update3", `UPDATE ON %[1]s WHEN OLD.fid != NEW.fid AND (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))`, `DELETE FROM %[2]s WHERE id = OLD.fid; ` + gpkgPut},
	{"update4", `UPDATE ON %[1]s WHEN OLD.fid != NEW.fid AND (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))`, `DELETE FROM %[2]s WHERE id IN (OLD.fid, NEW.fid);`},
	{"delete", `DELETE ON %[1]s WHEN OLD.geom NOT NULL`, `DELETE FROM %[2]s WHERE id = OLD.fid;`},
}

const gpkgPut = `INSERT OR REPLACE INTO %[2]s VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));`
