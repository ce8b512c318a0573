package story

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"chainatlas/app/leaktest"
	"chainatlas/app/photo"
	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/scene"
	"chainatlas/mapping/thematic"
	"chainatlas/mapping/tiles"
	"chainatlas/model"
	"chainatlas/model/calk"
	"chainatlas/model/store"
)

func packOf(t *testing.T, s *store.Store, d *model.Deck, o Options, how Packing) ([]byte, Packed) {
	t.Helper()
	var b bytes.Buffer
	got, err := Pack(context.Background(), &b, s, d, o, how)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), got
}

func unpacked(t *testing.T, data []byte) (*calk.Package, *Frozen) {
	t.Helper()
	p, err := calk.Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := Unpack(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return p, f
}

// Whatever is hidden in a workspace, nothing of it is in any entry of a package for visitors; nor is an id of the workspace.
func TestNothingLeaksIntoAPackage(t *testing.T) {
	o := telling(t, model.Visitors)
	for seed := range 4 {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			s := newStore(t)
			w := leaktest.Fill(t, s, uint64(seed), 4)
			d := deckOf(w)
			put(t, s, d)
			data, _ := packOf(t, s, d, o, Packing{Program: "0.1.0"})
			p, _ := unpacked(t, data)
			w.Check(t, "the file", data)
			for _, f := range append(p.Files, calk.File{Name: calk.ManifestFile}) {
				w.Text(t, "name", f.Name)
				if f.Name == calk.ManifestFile {
					b, err := json.Marshal(p.Manifest)
					if err != nil {
						t.Fatal(err)
					}
					w.Check(t, f.Name, b)
					continue
				}
				inside, err := p.Data(f.Name)
				if err != nil {
					t.Fatal(err)
				}
				w.Check(t, f.Name, inside)
				if bytes.Contains(inside, []byte("Exif")) || bytes.Contains(inside, []byte("tEXt")) {
					t.Errorf("%s brings words of its own", f.Name)
				}
				noIDs(t, s, f.Name, string(inside))
			}
		})
	}
}

// noIDs looks for every id of the workspace, as it is written and as its bytes.
func noIDs(t *testing.T, s *store.Store, where, text string) {
	t.Helper()
	for _, k := range model.StoredKinds() {
		for _, row := range s.Rows(k) {
			if strings.Contains(text, row.ID.String()) || strings.Contains(text, string(row.ID[:])) {
				t.Errorf("%s leads back to %s", where, row.Name)
			}
		}
	}
}

// told is all that an audience could read of slides, live pictures and cards.
func told(t *testing.T, show *Show, o Options) string {
	t.Helper()
	var out []string
	for _, one := range show.Slides {
		rec := scene.New(o.Faces)
		one.Draw(rec, o.Faces, 1)
		out = append(out, one.Page.Title)
		out = append(out, rec.Texts()...)
		if one.Live == nil {
			continue
		}
		live := one.Live("")
		rec = scene.New(o.Faces)
		live.Draw(rec, live.Fit(1600, 900, 1))
		out = append(out, rec.Texts()...)
		for _, g := range rec.Groups() {
			out = append(out, strings.Join(one.Lines(g), "；"))
		}
	}
	return strings.Join(out, "\n")
}

// A package tells the same as the workspace: pages, live maps and chains, and the cards of what is clicked.
func TestAPackageShowsWhatTheWorkspaceShows(t *testing.T) {
	for _, to := range []model.Audience{model.Visitors, model.Staff} {
		o := telling(t, to)
		s := newStore(t)
		d := deckOf(leaktest.Fill(t, s, 3, 4))
		show, err := Tell(context.Background(), s, d, o)
		if err != nil {
			t.Fatal(err)
		}
		d.Slides = slices.DeleteFunc(slices.Clone(d.Slides), func(x model.Slide) bool { // their numbers would differ
			return slices.ContainsFunc(show.Left, func(i int) bool { return fmt.Sprint(d.Slides[i]) == fmt.Sprint(x) })
		})
		if show, err = Tell(context.Background(), s, d, o); err != nil {
			t.Fatal(err)
		}
		data, got := packOf(t, s, d, o, Packing{})
		_, f := unpacked(t, data)
		again, err := f.Tell(context.Background(), o.Faces, "")
		if err != nil {
			t.Fatal(err)
		}
		if len(again.Slides) != len(show.Slides) || got.Slides != len(show.Slides) {
			t.Fatalf("%s: %d slides, %d said, for %d", to, len(again.Slides), got.Slides, len(show.Slides))
		}
		want, have := strings.Split(told(t, show, o), "\n"), strings.Split(told(t, again, o), "\n")
		slices.Sort(want) // names on a map are written in the order of ids, which are others in a package
		slices.Sort(have)
		for i := range want {
			if i >= len(have) || want[i] != have[i] {
				t.Fatalf("%s: line %d is %q, was %q", to, i, have[min(i, len(have)-1)], want[i])
			}
		}
		if !slices.Equal(again.Missing, nil) && !slices.Equal(again.Missing, show.Missing) {
			t.Errorf("photos are missing: %v", again.Missing)
		}
	}
}

func TestTheSpeakersNotesComeWhenAskedFor(t *testing.T) {
	s := newStore(t)
	d := &model.Deck{Base: model.Base{ID: model.NewID(), Name: "推介"}, Slides: model.Slides{{Kind: model.SlideWelcome, Title: "欢迎", Notes: "先问好"}}}
	put(t, s, d)
	o := telling(t, model.Visitors)
	for _, with := range []bool{false, true} {
		data, _ := packOf(t, s, d, o, Packing{Notes: with})
		p, f := unpacked(t, data)
		inside, err := p.Data(showFile)
		if err != nil {
			t.Fatal(err)
		}
		show, err := f.Tell(context.Background(), o.Faces, "")
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(inside), "先问好") != with || (show.Slides[0].Notes == "先问好") != with {
			t.Errorf("notes asked for: %v, found: %q", with, show.Slides[0].Notes)
		}
	}
}

func TestAPackageKeepsItsDayAndLevel(t *testing.T) {
	s := newStore(t)
	site := &model.Site{Base: model.Base{ID: model.NewID(), Name: "公开地块", Level: model.Public}, Area: model.Measured(30, "亩"), Photos: model.Attachments{leaktest.Photograph(t, s)}}
	site.Levels = model.Levels{"photos": model.Public}
	d := &model.Deck{Base: model.Base{ID: model.NewID(), Name: "推介"}, Slides: model.Slides{{Kind: model.SlideSite, Records: []model.ID{site.ID}}}}
	put(t, s, site, d)
	o := telling(t, model.Visitors)
	file := filepath.Join(t.TempDir(), "推介.calk")
	data, _ := packOf(t, s, d, o, Packing{Program: "9.9"})
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := OpenPack(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	m := f.Manifest
	if m.Title != "推介" || m.Level != "公开" || m.Program != "9.9" || !m.Made.Equal(now) || len(f.Sites()) != 1 {
		t.Errorf("the manifest says %+v", m)
	}
	show, err := f.Tell(context.Background(), o.Faces, "")
	if err != nil || len(show.Missing) > 0 {
		t.Fatalf("missing %v: %v", show.Missing, err)
	}
	if text := told(t, show, o); !strings.Contains(text, "2024年6月30日") {
		t.Errorf("the slides speak of another day:\n%s", text)
	}
	var img image.Image
	for _, f := range f.photos {
		img = f
	}
	if img == nil || img.Bounds().Dx() != 64 {
		t.Error("the photo is not the one that was packed")
	}
}

func TestDecksThatMustNotLeaveAreNotPacked(t *testing.T) {
	s := newStore(t)
	o := telling(t, model.Visitors)
	for _, c := range []struct {
		d    *model.Deck
		want error
	}{
		{&model.Deck{Base: model.Base{Fictional: true}, Slides: model.Slides{{Kind: model.SlideWelcome}}}, ErrFictional},
		{&model.Deck{}, ErrEmpty},
		{&model.Deck{Slides: model.Slides{{Kind: model.SlideWelcome, Hidden: true}}}, ErrEmpty},
	} {
		if _, err := Pack(context.Background(), new(bytes.Buffer), s, c.d, o, Packing{}); !errors.Is(err, c.want) {
			t.Errorf("%v, want %v", err, c.want)
		}
	}
}

// reviewed is a base map with a number and one neighbour.
func reviewed(t *testing.T, number string) *thematic.Base {
	t.Helper()
	parts := telling(t, model.Staff).Base.Parts(model.Staff)
	parts.ReviewNumber = number
	b, err := thematic.FromParts(parts)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBordersComeWhereTheAudienceSeesThem(t *testing.T) {
	s := newStore(t)
	d := &model.Deck{Base: model.Base{ID: model.NewID(), Name: "推介"}, Slides: model.Slides{{Kind: model.SlideMap}}}
	put(t, s, d)
	for number, border := range map[string]bool{"": false, "鲁SG（2024）001号": true} {
		o := telling(t, model.Visitors)
		o.Base = reviewed(t, number)
		data, _ := packOf(t, s, d, o, Packing{})
		p, f := unpacked(t, data)
		inside, err := p.Data(showFile)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(inside), "Polygon") != border || f.Base(nil).Districts() > 0 != border {
			t.Errorf("with the number %q there are %d districts in the package", number, f.Base(nil).Districts())
		}
	}
}

// paper is a set with the same grey tile at every place.
type paper struct {
	meta tiles.Meta
	data []byte
}

func (p paper) Meta() tiles.Meta                    { return p.meta }
func (p paper) Tile(tiles.ID) ([]byte, bool, error) { return p.data, true, nil }
func (p paper) Some(int) ([]tiles.ID, error)        { return nil, nil }
func (p paper) Close() error                        { return nil }

func TestTilesComeWhereTheAudienceMayHaveThem(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 256, 256))); err != nil {
		t.Fatal(err)
	}
	source := paper{tiles.Meta{Name: "影像", Format: tiles.PNG, Min: 9, Max: 20, Bound: orb.Bound{Min: orb.Point{110, 30}, Max: orb.Point{125, 40}}, Attribution: "测绘院"}, b.Bytes()}
	s := newStore(t)
	d := &model.Deck{Base: model.Base{ID: model.NewID(), Name: "推介"}, Slides: model.Slides{{Kind: model.SlideMap}}}
	put(t, s, d)
	for _, c := range []struct {
		to     model.Audience
		number string
		want   bool
	}{{model.Visitors, "", false}, {model.Visitors, "鲁SG（2024）001号", true}, {model.Staff, "", true}} {
		o := telling(t, c.to)
		o.Base = thematic.OnGround(reviewed(t, c.number), thematic.Manifest{Name: "影像", CRS: "GCJ-02", ReviewNumber: c.number}, thematic.GroundOf(source, crs.GCJ02, nil))
		data, _ := packOf(t, s, d, o, Packing{})
		p, f := unpacked(t, data)
		n := 0
		for _, file := range p.Files {
			if strings.HasPrefix(file.Name, "tiles/") {
				n++
			}
		}
		if n > 0 != c.want || n > mostTiles || c.want && n < 50 {
			t.Errorf("%s with %q: %d tiles", c.to, c.number, n)
		}
		if !c.want {
			continue
		}
		show, err := f.Tell(context.Background(), o.Faces, "")
		if err != nil {
			t.Fatal(err)
		}
		rec := scene.New(o.Faces)
		show.Slides[0].Draw(rec, o.Faces, 1)
		if !strings.Contains(rec.String(), "image 256x256") || !strings.Contains(strings.Join(rec.Texts(), "\n"), "测绘院") {
			t.Errorf("%s: no tile is drawn:\n%.600s", c.to, rec.String())
		}
	}
}

func rebuilt(t testing.TB, inside []byte, photos ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := calk.NewWriter(&b, calk.Manifest{Kind: calk.Show, Title: "推介", Made: now, Program: "0.1.0"})
	if err := w.Add(showFile, bytes.NewReader(inside)); err != nil {
		t.Fatal(err)
	}
	for i, p := range photos {
		if err := w.Add(fmt.Sprintf("photos/%d.png", i+1), bytes.NewReader(p)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const small = `{"audience":"visitor","told":"2024-06-30T10:00:00Z","deck":{"id":"","kind":"deck","name":"推介","slides":[{"kind":"welcome","title":"欢迎"},{"kind":"map"},{"kind":"figures"}]},"records":[]}`

func TestWhatIsNoShowIsRefused(t *testing.T) {
	for _, c := range []struct {
		name, inside string
		want         error
	}{
		{"whole", small, nil},
		{"no JSON", "招商", calk.ErrDamaged},
		{"no deck", strings.Replace(small, `"kind":"deck"`, `"kind":"site"`, 1), calk.ErrNewer},
		{"no slides", strings.Replace(small, `"slides":[`, `"slides":[],"x":[`, 1), calk.ErrNewer},
		{"an unknown audience", strings.Replace(small, `"visitor"`, `"everybody"`, 1), calk.ErrNewer},
		{"a map of nowhere", strings.Replace(small, `"kind":"map"`, `"kind":"map","view":[117,36,900,37]`, 1), calk.ErrDamaged},
		{"a field of a newer version", strings.Replace(small, `"name":"推介"`, `"name":"推介","hologram":1`, 1), calk.ErrNewer},
		{"a record that is none", strings.Replace(small, `"records":[`, `"records":[7`, 1), calk.ErrDamaged},
		{"a place off the map", strings.Replace(small, `"records":[`, `"base":{"middle":[900,36]},"records":[`, 1), calk.ErrDamaged},
		{"a photo that is not there", strings.Replace(small, `"records":[`, `"photos":{"00000000-0000-8000-8000-000000000001":"photos/1.png"},"records":[`, 1), calk.ErrDamaged},
	} {
		data := rebuilt(t, []byte(c.inside))
		p, err := calk.Read(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Unpack(context.Background(), p); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	data := rebuilt(t, []byte(strings.Replace(small, `"records":[`, `"photos":{"00000000-0000-8000-8000-000000000001":"photos/1.png"},"records":[`, 1)), []byte("no picture"))
	p, err := calk.Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Unpack(context.Background(), p); !errors.Is(err, calk.ErrDamaged) || !errors.Is(err, photo.ErrNotPicture) {
		t.Errorf("a photo that is none: %v", err)
	}
}

// FuzzUnpack tells whatever is let in: nobody may crash a presentation by a file.
func FuzzUnpack(f *testing.F) {
	f.Add([]byte(small))
	f.Fuzz(func(t *testing.T, inside []byte) {
		data := rebuilt(t, inside)
		p, err := calk.Read(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		frozen, err := Unpack(context.Background(), p)
		if err != nil {
			return
		}
		show, err := frozen.Tell(context.Background(), nil, "")
		if err != nil {
			return
		}
		for _, one := range show.Slides {
			rec := scene.New(nil)
			one.Draw(rec, mapping.RoughMeasurer{}, 1)
			if one.Live != nil {
				live := one.Live("")
				live.Draw(rec, live.Fit(800, 600, 1))
			}
		}
	})
}
