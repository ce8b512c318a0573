package geofile

import "errors"

var (
	// ErrDWG is returned for a drawing in AutoCAD's own format, which only AutoCAD and its kin read: save it as DXF.
	ErrDWG = errors.New("drawing is a DWG, not a DXF")
	// ErrBinaryDXF is returned for a DXF in its binary form: save it as ASCII DXF.
	ErrBinaryDXF = errors.New("drawing is a binary DXF")
	// ErrView is returned for a layer that is a question to a database, not a table.
	ErrView = errors.New("layer is a view of a database")
	// ErrNoLayer is returned for a file of a right format that holds no features, such as a GeoPackage of pictures.
	ErrNoLayer = errors.New("map file holds no layer of features")
	// ErrLinksOnly is returned for a KML that only says where else to look. Links are never followed.
	ErrLinksOnly = errors.New("map file only points at other places")
)
