package tiles

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"database/sql"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

// set is the content of a tile set to be written.
type set map[ID][]byte

// ids are the tiles of a set by their place on the PMTiles curve.
func (s set) ids() []ID {
	return slices.SortedFunc(maps.Keys(s), func(a, b ID) int { return cmp.Compare(pmNumber(a), pmNumber(b)) })
}

// mbtiles writes a set as MBTiles.
func mbtiles(t testing.TB, s set, words map[string]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "底图 一%20.mbtiles")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	run := func(q string, args ...any) {
		if _, err := db.Exec(q, args...); err != nil {
			t.Fatal(err)
		}
	}
	run(`CREATE TABLE metadata (name text, value text)`)
	run(`CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)`)
	for k, v := range words {
		run(`INSERT INTO metadata VALUES (?, ?)`, k, v)
	}
	for id, data := range s {
		run(`INSERT INTO tiles VALUES (?, ?, ?, ?)`, id.Z, id.X, 1<<id.Z-1-id.Y, data)
	}
	return path
}

// folder writes a set as files z/x/y.
func folder(t testing.TB, s set, ext string, tms bool) string {
	t.Helper()
	dir := t.TempDir()
	for id, data := range s {
		y := id.Y
		if tms {
			y = 1<<id.Z - 1 - id.Y
		}
		path := filepath.Join(dir, num(id.Z), num(id.X), num(y)+ext)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// pmtiles writes a set as a PMTiles archive whose directories hold each `leaf` tiles; 0 puts all into the root.
func pmtiles(t testing.TB, s set, kind byte, words string, leaf int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "底图.pmtiles")
	if err := os.WriteFile(path, pmArchive(s, kind, words, leaf), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func pmArchive(s set, kind byte, words string, leaf int) []byte {
	var data, leaves bytes.Buffer
	var entries []pmEntry
	low, high := byte(maxZoom), byte(0)
	for _, id := range s.ids() {
		entries = append(entries, pmEntry{number: pmNumber(id), from: uint64(data.Len()), size: uint32(len(s[id])), run: 1})
		data.Write(s[id])
		low, high = min(low, byte(id.Z)), max(high, byte(id.Z))
	}
	root := entries
	if leaf > 0 {
		root = nil
		for part := range slices.Chunk(entries, leaf) {
			d := pmWritten(part)
			root = append(root, pmEntry{number: part[0].number, from: uint64(leaves.Len()), size: uint32(len(d))})
			leaves.Write(d)
		}
	}
	top, meta := pmWritten(root), packed([]byte(words))
	head := append([]byte(pmMagic), pmVersion)
	at := uint64(pmHeader)
	for _, n := range []int{len(top), len(meta), leaves.Len(), data.Len()} {
		head = binary.LittleEndian.AppendUint64(head, at)
		head = binary.LittleEndian.AppendUint64(head, uint64(n))
		at += uint64(n)
	}
	head = append(head, make([]byte, 24)...)
	head = append(head, 1, byte(pmGzip), byte(pmPlain), kind, low, high)
	for _, v := range []float64{-180, -85, 180, 85} {
		head = binary.LittleEndian.AppendUint32(head, uint32(int32(v*1e7)))
	}
	head = append(head, make([]byte, pmHeader-len(head))...)
	return bytes.Join([][]byte{head, top, meta, leaves.Bytes(), data.Bytes()}, nil)
}

func pmWritten(entries []pmEntry) []byte {
	out := binary.AppendUvarint(nil, uint64(len(entries)))
	last := uint64(0)
	for _, e := range entries {
		out = binary.AppendUvarint(out, e.number-last)
		last = e.number
	}
	for _, e := range entries {
		out = binary.AppendUvarint(out, uint64(e.run))
	}
	for _, e := range entries {
		out = binary.AppendUvarint(out, uint64(e.size))
	}
	for i, e := range entries {
		if i > 0 && e.from == entries[i-1].from+uint64(entries[i-1].size) {
			out = binary.AppendUvarint(out, 0)
			continue
		}
		out = binary.AppendUvarint(out, e.from+1)
	}
	return packed(out)
}

func packed(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data) // into memory
	w.Close()
	return b.Bytes()
}

// pngOf is a picture of one colour.
func pngOf(w, h int, c color.Color) []byte {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// feature is a feature to be written: its parts in units of 4096 a tile.
type feature struct {
	kind  shapeKind
	tags  [][2]string
	parts [][]orb.Point
}

// mvtOf writes a vector tile.
func mvtOf(layers map[string][]feature) []byte {
	var out []byte
	for _, name := range slices.Sorted(maps.Keys(layers)) {
		out = field(out, 3, layerOf(name, layers[name]))
	}
	return out
}

func layerOf(name string, features []feature) []byte {
	l := field(nil, 1, []byte(name))
	var keys, values []string
	index := func(list *[]string, s string) uint64 {
		if i := slices.Index(*list, s); i >= 0 {
			return uint64(i)
		}
		*list = append(*list, s)
		return uint64(len(*list) - 1)
	}
	for _, f := range features {
		var tags []byte
		for _, kv := range f.tags {
			tags = binary.AppendUvarint(tags, index(&keys, kv[0]))
			tags = binary.AppendUvarint(tags, index(&values, kv[1]))
		}
		raw := field(nil, 2, tags)
		raw = append(binary.AppendUvarint(raw, 3<<3), byte(f.kind))
		l = field(l, 2, field(raw, 4, penOf(f)))
	}
	for _, k := range keys {
		l = field(l, 3, []byte(k))
	}
	for _, v := range values {
		l = field(l, 4, field(nil, 1, []byte(v)))
	}
	l = binary.AppendUvarint(l, 5<<3)
	l = binary.AppendUvarint(l, 4096)
	return append(binary.AppendUvarint(l, 15<<3), 2)
}

func penOf(f feature) []byte {
	var out []byte
	x, y := 0, 0
	step := func(p orb.Point) {
		nx, ny := int(math.Round(p[0])), int(math.Round(p[1]))
		for _, d := range []int{nx - x, ny - y} {
			out = binary.AppendUvarint(out, uint64(uint32(d<<1)^uint32(d>>31)))
		}
		x, y = nx, ny
	}
	for _, part := range f.parts {
		out = binary.AppendUvarint(out, 1<<3|moveTo)
		step(part[0])
		if len(part) > 1 {
			out = binary.AppendUvarint(out, uint64(len(part)-1)<<3|lineTo)
		}
		for _, p := range part[1:] {
			step(p)
		}
		if f.kind == areaKind {
			out = binary.AppendUvarint(out, 1<<3|closed)
		}
	}
	return out
}

// field adds a field of bytes.
func field(to []byte, n uint64, data []byte) []byte {
	to = binary.AppendUvarint(to, n<<3|wireBytes)
	to = binary.AppendUvarint(to, uint64(len(data)))
	return append(to, data...)
}
