package tiles

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/paulmach/orb"
)

// sqliteMagic begins every SQLite database.
var sqliteMagic = []byte("SQLite format 3\x00")

// MBTiles is a tile set in a SQLite file. It is opened for reading alone, and as one that nobody else writes.
type MBTiles struct {
	db   *sql.DB
	meta Meta
}

// OpenMBTiles opens a file. It returns ErrBroken for one that is cut short or lacks the tables.
func OpenMBTiles(path string) (*MBTiles, error) {
	if err := wholeDatabase(path); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	db, err := sql.Open("sqlite", readOnlyURL(path))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	db.SetMaxOpenConns(4)
	m := &MBTiles{db: db}
	if m.meta, err = m.read(); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), db.Close())
	}
	if m.meta.Name == "" {
		m.meta.Name = plain(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	}
	return m, nil
}

// patient ends a question that takes too long: a view in a stranger's database may be an endless one.
func patient() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), 20*time.Second)
}

// readOnlyURL names a database that is neither written nor locked; Windows paths get the slash that URLs want.
func readOnlyURL(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: "mode=ro&immutable=1&_pragma=query_only(1)&_pragma=trusted_schema(0)"}
	return u.String()
}

// wholeDatabase tells by the header whether a file has all its pages: SQLite itself finds out only when it needs them.
func wholeDatabase(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 100)
	if _, err := io.ReadFull(f, head); err != nil || !bytes.HasPrefix(head, sqliteMagic) {
		return fmt.Errorf("no SQLite database: %w", ErrUnknown)
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	page, pages := int64(binary.BigEndian.Uint16(head[16:])), int64(binary.BigEndian.Uint32(head[28:]))
	if page == 1 {
		page = 1 << 16
	}
	if info.Size() < page*pages {
		return fmt.Errorf("%d bytes instead of %d: %w", info.Size(), page*pages, ErrBroken)
	}
	return nil
}

func (m *MBTiles) read() (Meta, error) {
	ctx, stop := patient()
	defer stop()
	words, err := m.words()
	if err != nil {
		return Meta{}, err
	}
	out := Meta{Name: words["name"], Format: formatNamed(strings.ToLower(words["format"])), Attribution: words["attribution"]}
	var low, high sql.NullInt64
	if err := m.db.QueryRowContext(ctx, `SELECT min(zoom_level), max(zoom_level) FROM tiles`).Scan(&low, &high); err != nil {
		return out, fmt.Errorf("read the tiles: %w: %w", ErrBroken, err)
	}
	if !low.Valid {
		return out, ErrEmpty
	}
	if low.Int64 < 0 || high.Int64 > maxZoom {
		return out, fmt.Errorf("zooms %d to %d: %w", low.Int64, high.Int64, ErrBroken)
	}
	out.Min, out.Max = uint32(low.Int64), uint32(high.Int64)
	out.Bound = boundOf(words["bounds"])
	if out.Format == "" {
		out.Format = m.look(high.Int64)
	}
	return out.sound()
}

// words are the metadata; a set without the table is read without it.
func (m *MBTiles) words() (map[string]string, error) {
	ctx, stop := patient()
	defer stop()
	out := map[string]string{}
	var tables int
	if err := m.db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_master WHERE name IN ('tiles', 'metadata')`).Scan(&tables); err != nil {
		return nil, fmt.Errorf("read the schema: %w: %w", ErrBroken, err)
	}
	if tables == 0 {
		return nil, fmt.Errorf("a database without tiles: %w", ErrUnknown)
	}
	rows, err := m.db.QueryContext(ctx, `SELECT name, substr(value, 1, 4096) FROM metadata WHERE name IN ('name', 'format', 'bounds', 'attribution')`)
	if err != nil {
		return out, nil // the tiles are what matters
	}
	defer rows.Close()
	for rows.Next() {
		var name, value sql.NullString
		if err := rows.Scan(&name, &value); err != nil {
			return nil, fmt.Errorf("read the metadata: %w: %w", ErrBroken, err)
		}
		out[name.String] = value.String
	}
	return out, rows.Err()
}

// look finds the format of a set that does not tell it by its first tile.
func (m *MBTiles) look(zoom int64) Format {
	ctx, stop := patient()
	defer stop()
	var data []byte
	if m.db.QueryRowContext(ctx, `SELECT tile_data FROM tiles WHERE zoom_level = ? AND length(tile_data) < ? LIMIT 1`, zoom, maxPacked).Scan(&data) != nil {
		return ""
	}
	return sniffed(data)
}

// sniffed tells a tile's format by its first bytes.
func sniffed(data []byte) Format {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG")):
		return PNG
	case bytes.HasPrefix(data, []byte("\xff\xd8")):
		return JPEG
	case len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return WebP
	case bytes.HasPrefix(data, []byte{0x1f, 0x8b}), bytes.HasPrefix(data, []byte{0x1a}):
		return PBF
	}
	return ""
}

// boundOf reads "west,south,east,north".
func boundOf(text string) orb.Bound {
	var n [4]float64
	parts := strings.Split(text, ",")
	if len(parts) != 4 {
		return world
	}
	for i, p := range parts {
		v, err := strconv.ParseFloat(strings.TrimSpace(p), 64)
		if err != nil {
			return world
		}
		n[i] = v
	}
	return clamped(orb.Bound{Min: orb.Point{n[0], n[1]}, Max: orb.Point{n[2], n[3]}})
}

// Meta implements Source.
func (m *MBTiles) Meta() Meta { return m.meta }

// Tile implements Source. Rows are counted from the south in the file.
func (m *MBTiles) Tile(id ID) ([]byte, bool, error) {
	ctx, stop := patient()
	defer stop()
	if !id.valid() {
		return nil, false, nil
	}
	var data []byte
	var size int64
	row := 1<<id.Z - 1 - id.Y
	err := m.db.QueryRowContext(ctx, `SELECT length(tile_data), CASE WHEN length(tile_data) <= ? THEN tile_data END FROM tiles
		WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?`, maxPacked, id.Z, id.X, row).Scan(&size, &data)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, false, nil
	case err != nil:
		return nil, false, fmt.Errorf("tile %v: %w: %w", id, ErrBroken, err)
	case size > maxPacked:
		return nil, false, fmt.Errorf("tile %v: %d bytes: %w", id, size, ErrTooLarge)
	case size == 0:
		return nil, false, nil
	}
	if m.meta.Format.Vector() {
		data, err = unpacked(data)
	}
	if err != nil {
		return nil, false, fmt.Errorf("tile %v: %w", id, err)
	}
	return data, true, nil
}

// Some implements Source: the same number from each zoom, by steps.
func (m *MBTiles) Some(n int) ([]ID, error) {
	each := max(n/int(m.meta.Max-m.meta.Min+1), 1)
	var out []ID
	for z := m.meta.Min; z <= m.meta.Max && len(out) < n; z++ {
		ids, err := m.ofZoom(z, each)
		if err != nil {
			return nil, err
		}
		out = append(out, ids...)
	}
	return out, nil
}

func (m *MBTiles) ofZoom(z uint32, n int) ([]ID, error) {
	ctx, stop := patient()
	defer stop()
	rows, err := m.db.QueryContext(ctx, `SELECT tile_column, tile_row FROM tiles WHERE zoom_level = ?1 AND tile_column >=
		(SELECT (min(tile_column) + max(tile_column)) / 2 FROM tiles WHERE zoom_level = ?1) LIMIT ?2`, z, n)
	if err != nil {
		return nil, fmt.Errorf("list zoom %d: %w: %w", z, ErrBroken, err)
	}
	defer rows.Close()
	var out []ID
	for rows.Next() {
		var x, y int64
		if err := rows.Scan(&x, &y); err != nil {
			return nil, fmt.Errorf("list zoom %d: %w: %w", z, ErrBroken, err)
		}
		if side := int64(1) << z; x >= 0 && x < side && y >= 0 && y < side {
			out = append(out, ID{z, uint32(x), uint32(side - 1 - y)})
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("list zoom %d: %w: %w", z, ErrBroken, err)
	}
	return out, nil
}

// Close lets go of the file.
func (m *MBTiles) Close() error { return m.db.Close() }
