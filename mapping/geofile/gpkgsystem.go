package geofile

import (
	"database/sql"
	"fmt"
	"math"
	"strconv"
	"strings"

	"chainatlas/mapping/crs"
	"github.com/paulmach/orb"
)

// gpkgSystem finds a reference system and its number in the EPSG register.
func gpkgSystem(name string) (crs.CRS, int, error) {
	system, err := crs.Lookup(name)
	if err != nil {
		return system, 0, err
	}
	number, ok := strings.CutPrefix(system.Code, "EPSG:")
	id, err := strconv.Atoi(number)
	if !ok || err != nil {
		return system, 0, fmt.Errorf("%s in a GeoPackage: %w", system.Code, crs.ErrUnknown)
	}
	return system, id, nil
}

// addSystems enters WGS 84, which every file must have, and the layer's own.
func addSystems(db *sql.DB, system crs.CRS, id int) error {
	const insert = `INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, 'EPSG', ?, ?, NULL)`
	for _, s := range []struct {
		crs.CRS
		id int
	}{{crs.WGS84, 4326}, {system, id}} {
		if _, err := db.Exec(insert, s.Name, s.id, s.id, definitionOf(s.CRS, s.id)); err != nil {
			return err
		}
	}
	return nil
}

const (
	wgs84WKT = `GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],` +
		`AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]`
	cgcs2000WKT = `GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,` +
		`AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4490"]]`
	mercatorWKT = `PROJCS["WGS 84 / Pseudo-Mercator",` + wgs84WKT + `,PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],` +
		`PARAMETER["scale_factor",1],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],` +
		`AXIS["Easting",EAST],AXIS["Northing",NORTH],` +
		`EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs"],` +
		`AUTHORITY["EPSG","3857"]]`
	planeWKTFormat = `PROJCS["%s",` + cgcs2000WKT + `,PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],` +
		`PARAMETER["central_meridian",%d],PARAMETER["scale_factor",1],PARAMETER["false_easting",%.0f],PARAMETER["false_northing",0],` +
		`UNIT["metre",1],AUTHORITY["EPSG","%d"]]`
)

// definitionOf writes a reference system as well-known text (OGC 01-009).
func definitionOf(c crs.CRS, id int) string {
	switch c.Code {
	case crs.WGS84.Code:
		return wgs84WKT
	case crs.CGCS2000.Code:
		return cgcs2000WKT
	case crs.WebMercator.Code:
		return mercatorWKT
	}
	meridian, easting := meridianOf(c)
	return fmt.Sprintf(planeWKTFormat, c.Name, meridian, easting, id)
}

// meridianOf finds the central meridian of a Gauss–Krüger plane, in degrees, and its easting, in metres: of all meridians
// of zones it is the one whose easting ends in 500,000.
func meridianOf(c crs.CRS) (meridian int, easting float64) {
	for meridian = 75; meridian <= 135; meridian += 3 {
		easting = c.FromWGS84(orb.Point{float64(meridian), 0})[0]
		if math.Abs(math.Mod(easting, 1e6)-5e5) < 1 {
			break
		}
	}
	return meridian, easting
}
