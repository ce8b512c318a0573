package calk

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var made = time.Date(2024, 6, 30, 10, 0, 0, 0, time.UTC)

func packed3(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b, Manifest{Kind: Show, Title: "推介", Made: made, Level: "公开", Program: "0.1.0"})
	for _, f := range [][2]string{{"show.json", strings.Repeat(`{"a":1}`, 50)}, {"photos/1.jpg", "\xff\xd8 pixels"}} {
		if err := w.Add(f[0], strings.NewReader(f[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// whole reads a package and all of its files.
func whole(data []byte) error {
	p, err := Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	for _, f := range p.Files {
		if _, err := p.Data(f.Name); err != nil {
			return err
		}
	}
	return p.Check()
}

func TestWhatIsPackedComesBack(t *testing.T) {
	data := packed3(t)
	p, err := Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.Data("photos/1.jpg")
	if err != nil || string(got) != "\xff\xd8 pixels" || p.Kind != Show || p.Title != "推介" || !p.Made.Equal(made) || p.Format != Format {
		t.Errorf("got %q, %+v: %v", got, p.Manifest, err)
	}
	if err := p.Check(); err != nil {
		t.Error(err)
	}
	again := packed3(t)
	if !bytes.Equal(data, again) {
		t.Error("the same content gives other bytes")
	}
}

// remade writes the entries of a package anew, as change wants them; "" leaves an entry out.
func remade(t *testing.T, data []byte, change func(name, text string) (string, string), more ...string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	put := func(name, text string) {
		to, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(to, text); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if name, text := change(f.Name, string(text)); name != "" {
			put(name, text)
		}
	}
	for _, name := range more {
		put(name, "more")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func same(name, text string) (string, string) { return name, text }

func TestWhatIsRefused(t *testing.T) {
	data := packed3(t)
	edit := func(name, old, new string) []byte {
		return remade(t, data, func(n, text string) (string, string) {
			if n == name {
				text = strings.Replace(text, old, new, 1)
			}
			return n, text
		})
	}
	bomb := remade(t, data, same)
	var zeros bytes.Buffer
	w := zip.NewWriter(&zeros)
	to, _ := w.Create("show.json")
	_, _ = io.Copy(to, io.LimitReader(nothing{}, 64<<20))
	_ = w.Close()
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"written anew and the same", bomb, nil},
		{"no zip", []byte("招商链图"), ErrNotPackage},
		{"empty", nil, ErrNotPackage},
		{"cut short", data[:len(data)/2], ErrDamaged},
		{"another zip", remade(t, data, func(n, s string) (string, string) {
			if n == ManifestFile {
				n = ""
			}
			return n, s
		}), ErrNotPackage},
		{"a manifest of something else", edit(ManifestFile, `"format": 1`, `"name": "底图"`), ErrNotPackage},
		{"a newer format", edit(ManifestFile, `"format": 1`, `"format": 2`), ErrNewer},
		{"a file that was edited", edit("show.json", `{"a":1}`, `{"a":2}`), ErrDamaged},
		{"a file that became longer", edit("show.json", `{"a":1}`, `{"a":123}`), ErrDamaged},
		{"a file that is gone", remade(t, data, func(n, s string) (string, string) {
			if n == "show.json" {
				n = ""
			}
			return n, s
		}), ErrDamaged},
		{"a file that nobody vouches for", remade(t, data, same, "more.txt"), ErrDamaged},
		{"two files of one name", remade(t, data, same, "SHOW.json"), ErrDamaged},
		{"a name that leads out", remade(t, data, same, "../out.txt"), ErrDamaged},
		{"a name that leads out on Windows", remade(t, data, same, `..\out.txt`), ErrDamaged},
		{"a bomb", zeros.Bytes(), ErrTooLarge},
	} {
		if err := whole(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

type nothing struct{}

func (nothing) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

// Whatever bit is flipped, what comes back is what was packed, or a refusal.
func TestDamageIsNeverShown(t *testing.T) {
	data := packed3(t)
	want, err := Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		bad := bytes.Clone(data)
		bad[i] ^= 0x10
		p, err := Read(bytes.NewReader(bad), int64(len(bad)))
		if err != nil {
			continue
		}
		for _, f := range want.Files {
			was, _ := want.Data(f.Name)
			if got, err := p.Data(f.Name); err == nil && !bytes.Equal(got, was) {
				t.Fatalf("byte %d: %s comes back changed", i, f.Name)
			}
		}
	}
}

func TestNamesThatLeaveAreNotWritten(t *testing.T) {
	w := NewWriter(io.Discard, Manifest{})
	for _, name := range []string{"", "../a", "/a", "a/../b", `a\b`, "c:a", "a//b"} {
		if err := w.Add(name, strings.NewReader("x")); err == nil {
			t.Errorf("%q is written", name)
		}
	}
}

func TestKindsAreTold(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.calk")
	if err := os.WriteFile(file, packed3(t), 0o600); err != nil {
		t.Fatal(err)
	}
	if KindOf(file) != Show || KindOf(filepath.Dir(file)) != "" {
		t.Errorf("kinds are %q and %q", KindOf(file), KindOf(filepath.Dir(file)))
	}
	if _, err := Open(file, BaseMap); !errors.Is(err, ErrOtherKind) {
		t.Error(err)
	}
	if _, err := Open(filepath.Dir(file), Show); !errors.Is(err, ErrNotPackage) {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(packed3(f))
	f.Add([]byte("PK\x03\x04"))
	m, _ := json.Marshal(Manifest{Format: 1, Kind: Show})
	f.Add(m)
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := whole(data); err != nil && !errors.Is(err, ErrNotPackage) && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) && !errors.Is(err, ErrTooLarge) {
			t.Errorf("%v", err)
		}
	})
}
