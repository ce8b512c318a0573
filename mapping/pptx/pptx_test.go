package pptx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/chart"
	"chainatlas/mapping/slide"
)

func faces(t *testing.T) *mapping.Typeface {
	t.Helper()
	f, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// parts unpacks a presentation.
func parts(t interface{ Fatal(...any) }, data []byte) map[string]string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

// Whatever stands in the texts, every part is well-formed, everything that is pointed to is there, and the words come back.
func TestEveryPresentationIsWhole(t *testing.T) {
	f := faces(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("钢城<&>\"'\x00\x0b　a1\t😀"))).Draw(t, "text")
		frame := slide.Frame{Theme: slide.Steel, W: 1280, H: 720}
		bars := slide.Chart(slide.Steel, text, chart.Bars{Items: []chart.Item{{Label: "甲", Value: 3}, {Label: "乙", Value: 1}}}, nil)
		pages := []*slide.Page{slide.Welcome(frame, text, text, ""), slide.Figures(frame, "数据", "", nil, bars),
			slide.Compare(frame, "比较", "", []string{text}, []string{"面积"}, [][]slide.Judged{{{S: text}}}), slide.Flow(frame, "流程", []string{text})}
		bars.Box = mapping.R(56, 112, 40, 30) // small: what is painted is not the point
		if rapid.Bool().Draw(t, "notes") {
			pages[0].Notes = text + "备注"
		}
		var b bytes.Buffer
		if err := Write(&b, pages, Info{Title: text, Created: time.Unix(0, 0)}, f); err != nil {
			t.Fatal(err)
		}
		whole(t, parts(t, b.Bytes()))
	})
}

func whole(t *rapid.T, all map[string]string) {
	for name, content := range all {
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		d := xml.NewDecoder(strings.NewReader(content))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == "Relationship" {
				target(t, all, name, e)
			}
		}
		if kind := all["[Content_Types].xml"]; strings.HasPrefix(name, "ppt/") && !strings.HasSuffix(name, ".rels") && !strings.Contains(kind, `"/`+name+`"`) {
			t.Fatalf("%s has no type", name)
		}
	}
}

// target fails when a relationship points to a part that is not there.
func target(t *rapid.T, all map[string]string, rels string, e xml.StartElement) {
	for _, a := range e.Attr {
		if a.Name.Local == "Target" {
			to := path.Join(path.Dir(path.Dir(rels)), a.Value)
			if _, ok := all[to]; !ok {
				t.Fatalf("%s points to %s", rels, to)
			}
		}
	}
}

func TestWordsStayWordsAndSayNothingOfTheMaker(t *testing.T) {
	frame := slide.Frame{Theme: slide.Dark, W: 960, H: 720}
	var b bytes.Buffer
	if err := Write(&b, []*slide.Page{slide.Words(frame, "概况", "一段文字", nil)}, Info{Title: "推介"}, faces(t)); err != nil {
		t.Fatal(err)
	}
	all := parts(t, b.Bytes())
	if !strings.Contains(all["ppt/slides/slide1.xml"], "<a:t>一段文字</a:t>") || !strings.Contains(all["ppt/presentation.xml"], `cx="9144000" cy="6858000"`) {
		t.Error("the words are no text, or the size is another")
	}
	core := all["docProps/core.xml"]
	if !strings.Contains(core, "推介") || strings.Contains(core, "creator") || strings.Contains(core, "lastModifiedBy") {
		t.Errorf("the file says of itself %s", core)
	}
}
