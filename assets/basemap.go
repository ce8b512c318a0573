package assets

import (
	"embed"
	"io/fs"
)

//go:embed basemap
var basemap embed.FS

// BaseMap returns the built-in map pack: manifest.json and the layers it names,
// in WGS-84 degrees. It has no map review number, so whatever draws it shows
// the manifest's notice.
func BaseMap() fs.FS { return folder(basemap, "basemap") }

// folder returns what stands below a folder that is known to be embedded.
func folder(files embed.FS, name string) fs.FS {
	below, err := fs.Sub(files, name)
	if err != nil {
		panic(err) // the name is one of ours
	}
	return below
}
