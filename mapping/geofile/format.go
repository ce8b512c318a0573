package geofile

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// format is one kind of map file.
type format struct {
	name       string
	extensions []string // in lower case, with the dot
	open       func(ctx context.Context, path string, o Options) (File, error)
	write      func(path string, l Layer, features iter.Seq[Feature]) error // nil for formats that are only read

	// writeTelling stands for write in formats that cannot hold all that a layer has.
	writeTelling func(path string, l Layer, features iter.Seq[Feature], tell func(note string)) error
}

// formats are all that the program knows, each in a file of its own.
var formats = []format{
	{name: "GeoJSON", extensions: []string{".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson"}, open: openGeoJSON, write: writeGeoJSON},
	{name: "Shapefile", extensions: []string{".shp"}, open: openShapefile, writeTelling: writeShapefile},
	{name: "CSV", extensions: []string{".csv", ".tsv", ".txt"}, open: openCSV},
	{name: "Excel", extensions: []string{".xlsx", ".xlsm"}, open: openWorkbook},
	{name: "Shapefile", extensions: []string{".zip"}, open: openZippedShapefiles, writeTelling: writeShapefile},
	{name: "GeoPackage", extensions: []string{".gpkg"}, open: openGeoPackage, write: writeGeoPackage},
	{name: "KML", extensions: []string{".kml", ".kmz"}, open: openKML, write: writeKML},
	{name: "DXF", extensions: []string{".dxf"}, open: openDXF},
	{name: "DWG", extensions: []string{".dwg"}, open: openDWG},
}

func formatOf(path string) (format, error) {
	ext := strings.ToLower(filepath.Ext(path))
	for _, f := range formats {
		if slices.Contains(f.extensions, ext) {
			return f, nil
		}
	}
	return format{}, fmt.Errorf("%s: %w", filepath.Base(path), ErrFormat)
}

// Open opens a file by its name's ending; a reader checks the content. Some have to be looked through for their layers, which
// ends when ctx does.
func Open(ctx context.Context, path string, o Options) (File, error) {
	f, err := formatOf(path)
	if err != nil {
		return nil, err
	}
	return f.open(ctx, path, o)
}

// Write writes one layer, in the coordinates that l.CRS names, in the format that the name's ending asks for. The file
// appears whole or not at all.
func Write(path string, l Layer, features iter.Seq[Feature]) error {
	return WriteTelling(path, l, features, func(string) {})
}

// WriteTelling is Write, and tells in the user's words what the format cannot hold: long texts, the names of columns.
func WriteTelling(path string, l Layer, features iter.Seq[Feature], tell func(note string)) error {
	f, err := formatOf(path)
	switch {
	case err != nil:
		return err
	case f.writeTelling != nil:
		return f.writeTelling(path, l, features, tell)
	case f.write == nil:
		return fmt.Errorf("%s: %w", filepath.Base(path), ErrFormat)
	}
	return f.write(path, l, features)
}
