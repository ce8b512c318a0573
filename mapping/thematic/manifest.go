package thematic

import (
	"io/fs"
)

// Manifest is manifest.json of a base map pack: what the pack is, and the sums of its files.
type Manifest struct {
	Name         string            `json:"name"`
	Edition      string            `json:"edition"`
	Source       []string          `json:"source"`
	Licence      []string          `json:"licence,omitempty"`
	CRS          string            `json:"crs"` // of the pack's files, tiles included
	Date         string            `json:"date"`
	ReviewNumber string            `json:"review_number"` // 审图号; "" where nobody reviewed the map
	Notice       string            `json:"notice"`        // what the pack wants written on every map
	Tiles        string            `json:"tiles,omitempty"`
	TMS          bool              `json:"tms,omitempty"` // rows of a folder of tiles are counted from the south
	SHA256       map[string]string `json:"sha256,omitempty"`
}

// The files of a pack. One of tiles alone has only the first.
const (
	ManifestFile  = "manifest.json"
	DistrictsFile = "districts.geojson"
	PlacesFile    = "places.json"
	StreetsFile   = "streets.json"
)

// ReadManifest reads what a pack says of itself; ErrBrokenPack, wrapped, when it says nothing.
func ReadManifest(fsys fs.FS) (Manifest, error) {
	r := packReader{fsys: fsys}
	var m Manifest
	if r.json(ManifestFile, &m); r.err == nil {
		r.system(m.CRS)
	}
	return m, r.err
}
