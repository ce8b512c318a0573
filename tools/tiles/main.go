// Command tiles draws the built-in base map into an MBTiles file, to try base maps in tiles with:
//
//	go run ./tools/tiles OUT.mbtiles [GCJ-02]
//
// The tiles of zooms 8 to 13 are drawn with our own canvas and carry their address, so that one sees which is where.
package main

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"image/color"
	"log"
	"os"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/thematic"

	"github.com/paulmach/orb"
)

const (
	low, high = 8, 13
	side      = 256
	half      = 20037508.342789244 // of the square of the web map, in metres
)

func main() {
	if len(os.Args) < 2 {
		log.Fatal("usage: tiles OUT.mbtiles [CRS]")
	}
	system := crs.WGS84
	if len(os.Args) > 2 {
		var err error
		if system, err = crs.Lookup(os.Args[2]); err != nil {
			log.Fatal(err)
		}
	}
	if err := write(os.Args[1], system); err != nil {
		log.Fatal(err)
	}
}

func write(path string, system crs.CRS) error {
	base, err := thematic.BaseMap(assets.BaseMap())
	if err != nil {
		return err
	}
	faces, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return err
	}
	_, err = db.Exec(`CREATE TABLE metadata (name text, value text);
		CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);
		CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);
		INSERT INTO metadata VALUES ('name', '试验瓦片'), ('format', 'png'), ('attribution', '内置底图绘制');`)
	if err == nil {
		err = cut(db, base, faces, system)
	}
	return errors.Join(err, db.Close())
}

// cut draws every tile that touches the district or what lies around it.
func cut(db *sql.DB, base *thematic.Base, faces *mapping.Typeface, system crs.CRS) error {
	b := base.Bound().Pad(20_000)
	moved := func(p orb.Point) orb.Point {
		return crs.WebMercator.FromWGS84(system.FromWGS84(crs.WebMercator.ToWGS84(p)))
	}
	from, to := moved(b.Min), moved(b.Max)
	for z := low; z <= high; z++ {
		w := 2 * half / float64(int(1)<<z)
		for x := int((from[0] + half) / w); x <= int((to[0]+half)/w); x++ {
			for y := int((half - to[1]) / w); y <= int((half-from[1])/w); y++ {
				at := orb.Point{(float64(x)+0.5)*w - half, half - (float64(y)+0.5)*w}
				data, err := tile(base, faces, at, w, system, fmt.Sprintf("%d/%d/%d", z, x, y))
				if err != nil {
					return err
				}
				if _, err := db.Exec(`INSERT INTO tiles VALUES (?, ?, ?, ?)`, z, x, 1<<z-1-y, data); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// tile draws one, around a place on the plane of its own system. Within a tile the shift of a system is taken as one.
func tile(base *thematic.Base, faces *mapping.Typeface, at orb.Point, w float64, system crs.CRS, text string) ([]byte, error) {
	v := mapping.Viewport{Center: crs.WebMercator.FromWGS84(system.ToWGS84(crs.WebMercator.ToWGS84(at))), Scale: side / w, W: side, H: side}
	c := raster.New(side, side, color.NRGBA{0xe4, 0xec, 0xdf, 255}, faces)
	for _, l := range base.Layers() {
		l.Draw(c, v)
	}
	var frame mapping.Path
	frame.Rect(mapping.R(0, 0, side, side))
	c.Stroke(&frame, mapping.Stroke{Color: color.NRGBA{200, 120, 80, 90}, Width: 2, Closed: true})
	c.Text(mapping.Text{S: text, At: mapping.Pt{X: 8, Y: 14}, Anchor: mapping.AnchorLeft, Face: mapping.Face{Size: 12}, Color: color.NRGBA{160, 100, 70, 255}})
	var out bytes.Buffer
	err := c.WritePNG(&out)
	return out.Bytes(), err
}
