package geofile

import (
	"fmt"
	"strings"

	"chainatlas/mapping/crs"
)

// The words of ESRI for what Chinese data stands on.
const (
	wgsDegrees  = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`
	cgcsDegrees = `GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]`
	mercator    = `PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",` + wgsDegrees + `,PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]`
	planePRJ    = `PROJCS["%s",` + cgcsDegrees + `,PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",%.1f],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",%d.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`
)

// wktOf is the text of a .prj file for a system, "" for one that has none: the register does not know GCJ-02 and BD-09.
func wktOf(code string) string {
	c, err := crs.Lookup(code)
	switch {
	case err != nil || !strings.HasPrefix(c.Code, "EPSG:"):
		return ""
	case c.Code == crs.WGS84.Code:
		return wgsDegrees
	case c.Code == crs.CGCS2000.Code:
		return cgcsDegrees
	case c.Code == crs.WebMercator.Code:
		return mercator
	}
	meridian, easting := meridianOf(c)
	return fmt.Sprintf(planePRJ, esriName(c.Name), easting, meridian)
}

// esriName turns "CGCS2000 / 3-degree Gauss-Kruger CM 117E" into CGCS2000_3_Degree_GK_CM_117E.
func esriName(name string) string {
	return strings.NewReplacer(" / ", "_", "3-degree Gauss-Kruger", "3_Degree_GK", "Gauss-Kruger", "GK", "zone", "Zone", " ", "_").Replace(name)
}
