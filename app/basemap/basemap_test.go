package basemap

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chainatlas/assets"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/thematic"
	"chainatlas/mapping/tiles"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

var today = time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)

// shelf is one without anything beside the program.
func shelf(t *testing.T) *Shelf {
	t.Helper()
	s := New(filepath.Join(t.TempDir(), "用户-basemaps"), nil)
	s.beside = filepath.Join(t.TempDir(), "basemap")
	t.Cleanup(func() { s.Close() })
	return s
}

// pack is a copy of the built-in pack under another name.
func pack(t *testing.T, dir string, change func(*thematic.Manifest)) string {
	t.Helper()
	if err := os.CopyFS(dir, assets.BaseMap()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, thematic.ManifestFile)
	var m thematic.Manifest
	readJSON(t, path, &m)
	change(&m)
	writeJSON(t, path, m)
	return dir
}

func readJSON(t *testing.T, path string, v any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func writeJSON(t *testing.T, path string, v any) {
	t.Helper()
	data, err := json.Marshal(v)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o700)
	}
	if err == nil {
		err = os.WriteFile(path, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func named2026(m *thematic.Manifest) { m.Name, m.Edition = "2026版底图", "测试" }

// zipped packs a folder, everything below a folder of its own.
func zipped(t *testing.T, dir, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	err = filepath.WalkDir(dir, func(at string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, at)
		w, err := z.Create("底图/" + filepath.ToSlash(rel))
		if err != nil {
			return err
		}
		data, err := os.ReadFile(at)
		if err != nil {
			return err
		}
		_, err = w.Write(data)
		return err
	})
	if err := errors.Join(err, z.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func install(t *testing.T, s *Shelf, path string, o Options) Added {
	t.Helper()
	o.Today = today
	got, err := s.Install(t.Context(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// drawn is the name of what is drawn.
func drawn(t *testing.T, s *Shelf) string {
	t.Helper()
	b, err := s.Base()
	if err != nil {
		t.Fatal(err)
	}
	return b.Name
}

func TestTheOrderOfBaseMaps(t *testing.T) {
	s := shelf(t)
	if got := drawn(t, s); got != "内置底图" {
		t.Errorf("draws %s", got)
	}
	pack(t, filepath.Join(s.beside, "随程序"), func(m *thematic.Manifest) { m.Name = "随程序底图" })
	s.Close()
	if got := drawn(t, s); got != "随程序底图" {
		t.Errorf("beside the program lies one, drawn is %s", got)
	}
	got := install(t, s, pack(t, filepath.Join(t.TempDir(), "a"), named2026), Options{})
	if !got.InUse || got.Districts != 2 || drawn(t, s) != "2026版底图" {
		t.Errorf("installed %+v, drawn is %s", got, drawn(t, s))
	}
	if _, err := s.Use("内置底图"); err != nil || drawn(t, s) != "内置底图" {
		t.Errorf("chose the built-in one: %v, drawn is %s", err, drawn(t, s))
	}
	if _, err := s.Use("没有"); !errors.Is(err, ErrUnknown) {
		t.Error(err)
	}
	if err := s.Remove("内置底图"); !errors.Is(err, ErrNotInstalled) {
		t.Error(err)
	}
	if _, err := s.Use("2026版底图"); err != nil {
		t.Error(err)
	}
	if err := s.Remove("2026版底图"); err != nil || drawn(t, s) != "随程序底图" {
		t.Errorf("removed: %v, drawn is %s", err, drawn(t, s))
	}
	if left := folders(t, s); len(left) != 0 {
		t.Errorf("leaves %v", left)
	}
}

// folders are the packs in the user's folder, those half made among them.
func folders(t *testing.T, s *Shelf) []string {
	t.Helper()
	entries, err := os.ReadDir(s.folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		if e.IsDir() {
			out = append(out, e.Name())
		}
	}
	return out
}

func TestAnArchiveReplacesTheOlderEdition(t *testing.T) {
	s := shelf(t)
	install(t, s, pack(t, filepath.Join(t.TempDir(), "a"), named2026), Options{})
	newer := pack(t, filepath.Join(t.TempDir(), "b"), func(m *thematic.Manifest) {
		m.Name, m.Edition, m.ReviewNumber = "2026版底图", "新", "测试（0000）0号"
	})
	install(t, s, zipped(t, newer, "新.capack"), Options{})
	b, err := s.Base()
	if err != nil || b.Edition != "新" || b.ReviewNumber != "测试（0000）0号" {
		t.Errorf("%+v, %v", b, err)
	}
	list, err := s.List()
	if err != nil || len(list) != 2 || !list[0].InUse || list[0].Origin != Installed || list[1].Origin != Builtin || len(folders(t, s)) != 1 {
		t.Errorf("%+v, %v, %v", list, err, folders(t, s))
	}
}

// Whatever is refused leaves folder and choice as they were.
func TestARefusedFileChangesNothing(t *testing.T) {
	s := shelf(t)
	install(t, s, pack(t, filepath.Join(t.TempDir(), "a"), named2026), Options{})
	before := folders(t, s)
	for _, c := range []struct {
		name string
		path string
		want error
	}{
		{"a changed file", pack(t, filepath.Join(t.TempDir(), "b"), func(m *thematic.Manifest) {
			m.Name, m.SHA256[thematic.PlacesFile] = "坏", strings.Repeat("0", 64)
		}), thematic.ErrBrokenPack},
		{"no name", pack(t, filepath.Join(t.TempDir(), "c"), func(m *thematic.Manifest) { m.Name = " " }), thematic.ErrBrokenPack},
		{"the built-in name", pack(t, filepath.Join(t.TempDir(), "d"), func(*thematic.Manifest) {}), ErrTaken},
		{"a system that is refused", pack(t, filepath.Join(t.TempDir(), "e"), func(m *thematic.Manifest) { m.Name, m.CRS = "坏", "西安80" }), thematic.ErrBrokenPack},
		{"tiles outside the pack", pack(t, filepath.Join(t.TempDir(), "f"), func(m *thematic.Manifest) { m.Name, m.Tiles = "坏", "../x.mbtiles" }), thematic.ErrBrokenPack},
		{"tiles that are not there", pack(t, filepath.Join(t.TempDir(), "g"), func(m *thematic.Manifest) { m.Name, m.Tiles = "坏", "x.mbtiles" }), fs.ErrNotExist},
		{"an empty folder", t.TempDir(), ErrNotPack},
		{"no file", filepath.Join(t.TempDir(), "没有.zip"), fs.ErrNotExist},
		{"a text", text(t, "这是文本"), ErrNotPack},
		{"half an archive", text(t, "PK\x03\x04abc"), ErrNotPack},
		{"JSON of something else", text(t, `{"a":1}`), ErrNotPack},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := s.Install(t.Context(), c.path, Options{Today: today}); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if got := folders(t, s); !slices.Equal(got, before) || drawn(t, s) != "2026版底图" {
				t.Errorf("folders %v, drawn %s", got, drawn(t, s))
			}
		})
	}
}

func text(t *testing.T, s string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "文件")
	if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestArchivesThatLeadAwayOrBurst(t *testing.T) {
	s := shelf(t)
	for name, want := range map[string]error{"../../x.json": ErrNotPack, "x.json": ErrTooLarge} {
		path := filepath.Join(t.TempDir(), "a.zip")
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		z := zip.NewWriter(f)
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		n := 10
		if want == ErrTooLarge {
			n = 2 * mostSpare / len(zeros)
		}
		for range n {
			if _, err := w.Write(zeros); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(z.Close(), f.Close()); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Install(t.Context(), path, Options{}); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

var zeros = make([]byte, 1<<20)

// A pack that breaks after it was installed is told, and the next in order is drawn.
func TestABrokenPackIsPassedOver(t *testing.T) {
	s := shelf(t)
	got := install(t, s, pack(t, filepath.Join(t.TempDir(), "a"), named2026), Options{})
	if err := os.WriteFile(filepath.Join(got.Folder, thematic.DistrictsFile), []byte(`{`), 0o600); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if name := drawn(t, s); name != "内置底图" {
		t.Errorf("draws %s", name)
	}
	if p := s.Problems(); len(p) != 1 || p[0].Name != "2026版底图" || !errors.Is(p[0].Err, thematic.ErrBrokenPack) {
		t.Errorf("tells %+v", p)
	}
	list, err := s.List()
	if err != nil || list[0].Err == nil || list[0].InUse || !list[1].InUse {
		t.Errorf("%+v, %v", list, err)
	}
	if _, err := s.Use("2026版底图"); !errors.Is(err, thematic.ErrBrokenPack) {
		t.Error(err)
	}
}

// Without its list, the packs that lie in the folder are found again.
func TestABrokenIndexIsMadeAnew(t *testing.T) {
	s := shelf(t)
	install(t, s, pack(t, filepath.Join(t.TempDir(), "a"), named2026), Options{})
	for _, damage := range []string{"{", `{"packs":[{"name":"x","folder":"../.."}]}`} {
		if err := os.WriteFile(filepath.Join(s.folder, indexFile), []byte(damage), 0o600); err != nil {
			t.Fatal(err)
		}
		s.Close()
		if drawn(t, s) != "内置底图" || len(s.Problems()) != 1 {
			t.Errorf("draws %s, tells %v", drawn(t, s), s.Problems())
		}
		if _, err := s.Use("2026版底图"); err != nil || drawn(t, s) != "2026版底图" || len(s.Problems()) != 0 {
			t.Errorf("%v, draws %s, tells %v", err, drawn(t, s), s.Problems())
		}
	}
}

// districts is the built-in district as a map firm hands it out, moved into a system.
func districts(t *testing.T, c crs.CRS, code any) string {
	t.Helper()
	data, err := fs.ReadFile(assets.BaseMap(), thematic.DistrictsFile)
	if err != nil {
		t.Fatal(err)
	}
	file, err := geojson.UnmarshalFeatureCollection(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range file.Features {
		own := f.Properties["role"] == "own"
		f.Properties = geojson.Properties{"name": f.Properties["name"], "adcode": 370116}
		if own {
			f.Properties["adcode"], f.Properties["center"] = code, []float64{117.82, 36.06}
		}
		for _, ring := range f.Geometry.(orb.Polygon) {
			for i := range ring {
				ring[i] = c.FromWGS84(ring[i])
			}
		}
	}
	path := filepath.Join(t.TempDir(), "370117.json")
	writeJSON(t, path, file)
	return path
}

// The system of an outline that does not say it is found out, and the outline lies where the built-in one does.
func TestDistrictsBecomeAPack(t *testing.T) {
	base, err := Only().Base()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		system crs.CRS
		code   any
	}{{"GCJ-02", crs.GCJ02, 370117}, {"WGS-84", crs.WGS84, "370117"}, {"GCJ-02", crs.GCJ02, "156370117"}, {"BD-09", crs.BD09, 370117}} {
		s := shelf(t)
		path := districts(t, c.system, c.code)
		got := install(t, s, path, Options{Name: "新区划"})
		if got.CRS != c.name || !got.Guessed || got.Districts != 2 || got.ReviewNumber != "" || got.Date != "2026-11-26" {
			t.Errorf("%s: made %+v", c.name, got)
		}
		made, err := s.Base()
		if err != nil {
			t.Fatal(err)
		}
		a, b := made.Bound(), base.Bound()
		if off := max(math.Abs(a.Min[0]-b.Min[0]), math.Abs(a.Max[0]-b.Max[0]), math.Abs(a.Min[1]-b.Min[1]), math.Abs(a.Max[1]-b.Max[1])); off > 0.1 {
			t.Errorf("%s: off by %g m", c.name, off)
		}
		if again := install(t, s, path, Options{Name: "新区划", CRS: c.name}); again.Guessed || again.CRS != c.name {
			t.Errorf("%+v", again)
		}
	}
	var none *NoDistrict
	if _, err := shelf(t).Install(t.Context(), districts(t, crs.WGS84, 1), Options{}); !errors.As(err, &none) || len(none.Found) != 2 {
		t.Errorf("without our district: %v", err)
	}
	if _, err := shelf(t).Install(t.Context(), text(t, `{"type":"Polygon","coordinates":[[[117,36],[118,36],[118,37],[117,36]]]}`), Options{}); !errors.As(err, &none) || len(none.Found) != 0 {
		t.Errorf("an outline without a name: %v", err)
	}
}

// xyz is a folder with one tile around the district.
func xyz(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "10", "847", "401.png")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(png.Encode(f, image.NewRGBA(image.Rect(0, 0, 256, 256))), f.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestTilesBecomeAPack(t *testing.T) {
	s := shelf(t)
	dir := xyz(t)
	for _, path := range []string{dir, zipped(t, dir, "瓦片.zip")} {
		got := install(t, s, path, Options{Name: "影像", CRS: "GCJ-02"})
		if got.Set == nil || got.Set.Format != tiles.PNG || got.Districts != 0 || got.CRS != "GCJ-02" || got.Away || got.ReviewNumber != "" {
			t.Errorf("made %+v", got)
		}
		b, err := s.Base()
		if err != nil || b.Name != "影像" || len(b.Layers()) != 2 {
			t.Errorf("%+v, %v", b, err)
		}
	}
	if list, err := s.List(); err != nil || list[0].Set == nil || !list[0].InUse {
		t.Errorf("%+v, %v", list, err)
	}
	far := t.TempDir()
	if err := os.Rename(filepath.Join(dir, "10", "847"), filepath.Join(dir, "10", "100")); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(far, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if got := install(t, s, far, Options{Name: "别处"}); !got.Away {
		t.Error("tiles of another place are not told")
	}
	if err := s.Remove("影像"); err != nil {
		t.Error(err)
	}
}

func TestACancelledInstallation(t *testing.T) {
	s := shelf(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Install(ctx, xyz(t), Options{Name: "影像"}); err == nil || len(folders(t, s)) != 0 || drawn(t, s) != "内置底图" {
		t.Errorf("%v, leaves %v", err, folders(t, s))
	}
}
