package tiles

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image/color"
	"os"
	"path/filepath"
	"testing"
)

var (
	red   = color.NRGBA{200, 0, 0, 255}
	green = color.NRGBA{0, 160, 0, 255}
)

// three is a set with two tiles of zoom 2 and one below the first.
func three() set {
	return set{{2, 3, 1}: pngOf(256, 256, red), {2, 2, 1}: pngOf(256, 256, green), {3, 6, 2}: pngOf(256, 256, green)}
}

// sets are the same tiles in every form.
func sets(t *testing.T) map[string]Source {
	t.Helper()
	out := map[string]Source{}
	for name, path := range map[string]string{
		"MBTiles": mbtiles(t, three(), map[string]string{"name": "甲", "format": "png", "bounds": "0,0,180,66.5"}),
		"PMTiles": pmtiles(t, three(), 2, `{"name":"甲","attribution":"<a href='x'>© 甲</a>"}`, 0),
		"leaves":  pmtiles(t, three(), 2, `{}`, 2),
		"folder":  folder(t, three(), ".png", false),
	} {
		out[name] = mustOpen(t, path, false)
	}
	out["from the south"] = mustOpen(t, folder(t, three(), ".png", true), true)
	return out
}

func mustOpen(t testing.TB, path string, tms bool) Source {
	t.Helper()
	s, err := Open(path, tms)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestEveryFormHoldsTheSameTiles(t *testing.T) {
	for name, s := range sets(t) {
		t.Run(name, func(t *testing.T) {
			m := s.Meta()
			if m.Min != 2 || m.Max != 3 || m.Format != PNG || m.Name == "" {
				t.Errorf("says %+v", m)
			}
			for id, want := range three() {
				if got, ok, err := s.Tile(id); err != nil || !ok || !bytes.Equal(got, want) {
					t.Errorf("tile %v: %d bytes, %v, %v", id, len(got), ok, err)
				}
			}
			for _, id := range []ID{{2, 0, 0}, {0, 0, 0}, {3, 7, 7}, {9, 1, 1}, {2, 4, 1}, {99, 0, 0}} {
				if got, ok, err := s.Tile(id); err != nil || ok {
					t.Errorf("tile %v, which is not there: %d bytes, %v", id, len(got), err)
				}
			}
			if err := Check(s); err != nil {
				t.Error(err)
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if _, ok, err := s.Tile(ID{2, 3, 1}); ok || err == nil {
				t.Error("a closed set gives tiles")
			}
		})
	}
}

func TestWordsOfASetBecomePlain(t *testing.T) {
	s := mustOpen(t, pmtiles(t, three(), 2, `{"name":"甲\n乙","attribution":"<a href='x'>© 丙 &amp; 丁</a>"}`, 0), false)
	if m := s.Meta(); m.Name != "甲 乙" || m.Attribution != "© 丙 & 丁" {
		t.Errorf("%q, %q", m.Name, m.Attribution)
	}
}

func TestTheCurve(t *testing.T) {
	for _, c := range []struct {
		id   ID
		want uint64
	}{{ID{0, 0, 0}, 0}, {ID{1, 0, 0}, 1}, {ID{1, 0, 1}, 2}, {ID{1, 1, 1}, 3}, {ID{1, 1, 0}, 4}, {ID{2, 0, 0}, 5}, {ID{12, 3423, 1763}, 19078479}} {
		if got := pmNumber(c.id); got != c.want {
			t.Errorf("%v has the number %d, want %d", c.id, got, c.want)
		}
	}
	for number := range uint64(22000) {
		if id := pmID(number); !id.valid() || pmNumber(id) != number {
			t.Fatalf("number %d is %v, which has %d", number, id, pmNumber(id))
		}
	}
}

// A file that is cut anywhere, or is another file, is an error that says which, and never a panic.
func TestCutAndForeignFiles(t *testing.T) {
	for name, path := range map[string]string{
		"MBTiles": mbtiles(t, three(), map[string]string{"format": "png"}),
		"PMTiles": pmtiles(t, three(), 2, `{"name":"甲"}`, 2),
	} {
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{0, 5, 90, 126, 130, 200, len(whole) / 2, len(whole) - 1} {
			cut := filepath.Join(t.TempDir(), "cut")
			if err := os.WriteFile(cut, whole[:n], 0o600); err != nil {
				t.Fatal(err)
			}
			if err := openAndCheck(cut); !errors.Is(err, ErrBroken) && !errors.Is(err, ErrUnknown) {
				t.Errorf("%s cut to %d of %d bytes: %v", name, n, len(whole), err)
			}
		}
	}
	for name, text := range map[string]string{"text": "这是文本", "zip": "PK\x03\x04", "old archive": "PMTiles\x02" + string(make([]byte, 200))} {
		path := filepath.Join(t.TempDir(), "x.mbtiles")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := openAndCheck(path); !errors.Is(err, ErrUnknown) && !errors.Is(err, ErrUnsupported) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func openAndCheck(path string) error {
	s, err := Open(path, false)
	if err != nil {
		return err
	}
	defer s.Close()
	return Check(s)
}

func TestSetsThatLie(t *testing.T) {
	bomb := pngOf(1, 1, red)
	copy(bomb[16:], []byte{0, 1, 0, 0, 0, 1, 0, 0}) // 65536 × 65536
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	for _, c := range []struct {
		name, path string
		want       error
	}{
		{"nothing in it", mbtiles(t, set{}, map[string]string{"format": "png"}), ErrEmpty},
		{"an empty folder", t.TempDir(), ErrUnknown},
		{"a zoom beyond the deepest", mbtiles(t, set{{30, 1, 1}: bomb}, map[string]string{"format": "png"}), ErrBroken},
		{"a format nobody knows", mbtiles(t, set{{1, 1, 1}: []byte("?")}, map[string]string{"format": "tiff"}), ErrUnsupported},
		{"pictures that are none", mbtiles(t, set{{1, 1, 1}: []byte("?")}, map[string]string{"format": "png"}), ErrBroken},
		{"a bomb", folder(t, set{{1, 1, 1}: bomb}, ".png", false), ErrTooLarge},
		{"a wide picture", folder(t, set{{1, 1, 1}: pngOf(1025, 2, red)}, ".png", false), ErrTooLarge},
		{"vectors that are none", pmtiles(t, set{{1, 1, 1}: []byte("\x1a\xff\xff")}, 1, `{}`, 0), ErrBroken},
		{"a packed bomb", pmtiles(t, set{{1, 1, 1}: packed(make([]byte, maxUnpacked+1))}, 1, `{}`, 0), ErrTooLarge},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := openAndCheck(c.path); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// A directory decodes or is an error; what decodes is in order, so that a search in it ends.
func FuzzPMDirectory(f *testing.F) {
	for _, e := range [][]pmEntry{nil, {{0, 0, 5, 1}}, {{3, 0, 5, 2}, {9, 5, 7, 0}, {12, 99, 1, 1}}} {
		raw, err := unpacked(pmWritten(e))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		entries, err := pmDirectory(raw)
		if err != nil {
			if !errors.Is(err, ErrBroken) {
				t.Error(err)
			}
			return
		}
		for i := 1; i < len(entries); i++ {
			if entries[i].number <= entries[i-1].number {
				t.Fatalf("entry %d is not after the one before", i)
			}
		}
		for _, e := range entries {
			if got, ok := pmFind(entries, e.number); !ok || got != e {
				t.Fatalf("entry %+v is found as %+v", e, got)
			}
		}
	})
}

func FuzzPMTiles(f *testing.F) {
	f.Add(pmArchive(three(), 2, `{"name":"甲"}`, 2))
	f.Add(pmArchive(set{{1, 0, 0}: mvtOf(town())}, 1, `{}`, 0))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, raw []byte) {
		path := filepath.Join(dir, "x.pmtiles")
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		openAndCheck(path) // returns
	})
}
