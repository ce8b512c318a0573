package leaktest

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/hex"
	"html"
	"io"
	"math"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
)

// Check fails when something that visitors must not see is in what they get, however it is packed: in parts of an archive,
// compressed streams, words beside a picture, escaped, in other alphabets of the machine, or as a place in another system.
func (w *World) Check(t testing.TB, where string, data []byte) {
	t.Helper()
	w.raw(t, where, data)
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		w.archive(t, where, data)
	case bytes.HasPrefix(data, []byte("%PDF")):
		w.document(t, where, data)
	case bytes.HasPrefix(data, []byte("\x89PNG")):
		w.picture(t, where, data)
	case utf8.Valid(data):
		w.Text(t, where, string(data))
	}
}

// raw looks for marks in bytes as they are.
func (w *World) raw(t testing.TB, where string, data []byte) {
	t.Helper()
	wide := utf16.Encode([]rune(Planted))
	var big, little []byte
	for _, u := range wide {
		big, little = append(big, byte(u>>8), byte(u)), append(little, byte(u), byte(u>>8))
	}
	for name, mark := range map[string][]byte{"UTF-8": []byte(Planted), "UTF-16BE": big, "UTF-16LE": little, "hex": []byte(strings.ToUpper(hex.EncodeToString(big)))} {
		if i := bytes.Index(data, mark); i >= 0 {
			t.Errorf("%s holds a mark in %s: …%s…", where, name, strings.ToValidUTF8(string(data[max(0, i-90):min(len(data), i+90)]), "?"))
		}
	}
}

// amounts are the ways to write a hidden amount or a hidden day.
var amounts = []string{"8765.4", "8,765.4", "8765", "87654321", "87,654,321", "87654.3", "87,654.3", "0.8765", "1987-06", "1987年", "1987/6", "1987.6",
	"876,540", "876.54", "584.36", "584.4", "June 1987"} // in English too

// Text fails when a text tells a mark, a hidden amount or day, the number of a hidden record, or a hidden place.
func (w *World) Text(t testing.TB, where, text string) {
	t.Helper()
	forms := []string{text}
	if other := html.UnescapeString(text); other != text {
		forms = append(forms, other)
	}
	if other, err := url.PathUnescape(text); err == nil && other != text {
		forms = append(forms, other)
	}
	for _, one := range forms {
		for _, mark := range append([]string{Planted}, amounts...) {
			if i := strings.Index(one, mark); i >= 0 && alone(one, i, mark) {
				t.Errorf("%s holds %q: …%s…", where, mark, strings.ToValidUTF8(one[max(0, i-90):min(len(one), i+90)], ""))
			}
		}
		for _, id := range w.Hidden {
			if strings.Contains(one, id.String()) {
				t.Errorf("%s holds the number of a hidden record, %s", where, id)
			}
		}
		w.places(t, where, one)
	}
	for _, m := range inline.FindAllStringSubmatch(text, -1) {
		if data, err := base64.StdEncoding.DecodeString(m[1]); err == nil {
			w.Check(t, where+", a picture in it", data)
		}
	}
}

// inline are files inside of a text.
var inline = regexp.MustCompile(`base64,([A-Za-z0-9+/=]+)`)

// alone tells whether an amount is no part of a longer number.
func alone(text string, at int, mark string) bool {
	if mark == Planted {
		return true
	}
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	return !digit(at-1) && (at == 0 || text[at-1] != '.') && (mark != "8765" && mark != "87654321" || !digit(at+len(mark)))
}

var number = regexp.MustCompile(`-?\d+\.\d{3,}|-?\d{6,}`)

// near is how far in degrees, and apart in a text, two numbers may be to tell a place.
const (
	near  = 0.0006
	apart = 80
)

// places looks for two numbers close to each other that are a hidden place in a system that people use.
func (w *World) places(t testing.TB, where, text string) {
	t.Helper()
	found := number.FindAllStringIndex(text, -1)
	values := make([]float64, len(found))
	for i, at := range found {
		values[i], _ = strconv.ParseFloat(text[at[0]:at[1]], 64)
	}
	for _, secret := range w.spots() {
		for i := range found {
			if !secret.first(values[i]) {
				continue
			}
			for j := max(0, i-3); j < min(len(found), i+4); j++ {
				if gap := found[j][0] - found[i][0]; gap > -apart && gap < apart && secret.second(values[j]) {
					t.Errorf("%s tells the place %v: …%s…", where, secret.at, text[max(0, found[i][0]-60):min(len(text), found[i][1]+60)])
				}
			}
		}
	}
}

// spot is a hidden place in one system.
type spot struct {
	at   orb.Point
	near float64
}

func (s spot) first(v float64) bool  { return math.Abs(v-s.at[0]) < s.near }
func (s spot) second(v float64) bool { return math.Abs(v-s.at[1]) < s.near }

func (w *World) spots() (out []spot) {
	systems := []crs.CRS{crs.GCJ02, crs.BD09, crs.WebMercator}
	for _, code := range []string{"EPSG:4548", "EPSG:4549", "EPSG:4527"} {
		if c, err := crs.Lookup(code); err == nil {
			systems = append(systems, c)
		}
	}
	for _, p := range w.Places {
		out = append(out, spot{p, near})
		for _, c := range systems {
			one := spot{c.FromWGS84(p), near}
			if c.Metres {
				one.near = 60
			}
			out = append(out, one)
		}
	}
	return out
}

func (w *World) archive(t testing.TB, where string, data []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	w.Text(t, where+", its comment", z.Comment)
	for _, f := range z.File {
		w.Text(t, where+", the name of a part", f.Name+" "+f.Comment)
		r, err := f.Open()
		if err != nil {
			t.Fatalf("%s: %v", where, err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", where, err)
		}
		w.Check(t, where+"/"+f.Name, part)
	}
}

var stream = regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`)

// document reads a PDF as readers do, and its streams one by one.
func (w *World) document(t testing.TB, where string, data []byte) {
	t.Helper()
	for _, m := range stream.FindAllSubmatch(data, -1) {
		if r, err := zlib.NewReader(bytes.NewReader(m[1])); err == nil {
			plain, _ := io.ReadAll(r) // the end of a stream may be cut by the search
			w.raw(t, where+", a stream", plain)
		}
	}
	path := filepath.Join(t.TempDir(), "v.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"pdftotext", path, "-"}, {"pdfinfo", path}} {
		out, err := exec.Command(args[0], args[1:]...).Output()
		if err != nil {
			t.Fatal(err)
		}
		w.Text(t, where+" by "+args[0], string(out))
	}
}

// picture fails on words beside the pixels.
func (w *World) picture(t testing.TB, where string, data []byte) {
	t.Helper()
	for at := 8; at+8 <= len(data); {
		size := int(data[at])<<24 | int(data[at+1])<<16 | int(data[at+2])<<8 | int(data[at+3])
		if kind := string(data[at+4 : at+8]); slices.Contains([]string{"tEXt", "zTXt", "iTXt", "eXIf"}, kind) {
			t.Errorf("%s brings words of its own (%s)", where, kind)
		}
		at += 12 + size
	}
}
