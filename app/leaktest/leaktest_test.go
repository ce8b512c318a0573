package leaktest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"chainatlas/mapping/crs"
	"chainatlas/mapping/pdf"
	"chainatlas/model"
	"chainatlas/model/store"
)

// ear hears failures that are meant.
type ear struct {
	testing.TB
	heard int
}

func (e *ear) Errorf(string, ...any) { e.heard++ }
func (e *ear) Helper()               {}

func filled(t *testing.T) *World {
	t.Helper()
	s, err := store.Open(t.TempDir(), store.Options{User: "李某"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return Fill(t, s, 3, 4)
}

// packed is a text in an archive, compressed.
func packed(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.Create("xl/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatLeaksIsFound(t *testing.T) {
	w := filled(t)
	at := w.Places[0]
	mars, plane := crs.GCJ02.FromWGS84(at), crs.WebMercator.FromWGS84(at)
	var titled bytes.Buffer
	d := pdf.New(pdf.Info{Title: Planted}, nil)
	d.Page(pdf.Sheet{Paper: pdf.Paper{W: 100, H: 100}, Pixel: 1})
	if _, err := d.WriteTo(&titled); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"a word":                    []byte("说明：" + Planted + "备注"),
		"an escaped word":           []byte("&#x6CC4;&#x5BC6;"),
		"a word in an archive":      packed(t, "<t>"+Planted+"</t>"),
		"the title of a document":   titled.Bytes(),
		"an amount":                 []byte("总投资 8765.43亿元"),
		"a day":                     []byte("签约 1987年6月5日"),
		"the number of a record":    []byte(`{"id":"` + w.Hidden[0].String() + `"}`),
		"a place":                   fmt.Appendf(nil, `[%.5f, %.5f]`, at[0], at[1]),
		"a rounded place":           fmt.Appendf(nil, `北纬 %.3f 东经 %.3f`, at[1], at[0]),
		"a place in another system": fmt.Appendf(nil, `%.4f,%.4f`, mars[0], mars[1]),
		"a place in metres":         fmt.Appendf(nil, `%.0f %.0f`, plane[0], plane[1]),
	} {
		e := &ear{TB: t}
		if w.Check(e, name, data); e.heard == 0 {
			t.Errorf("%s goes out unseen", name)
		}
	}
}

func TestWhatMayBeReadIsNoLeak(t *testing.T) {
	w := filled(t)
	for _, text := range []string{"公开地块 120亩", "总投资 12亿元", "M 8765432 117.6 L 36.2 9", "2024-06-30"} {
		w.Check(t, text, []byte(text))
	}
	if _, ok := model.Redact(w.Chain, model.Visitors, nil); !ok || len(w.Hidden) < 5 || len(w.Places) < 5 {
		t.Errorf("%d records and %d places are hidden", len(w.Hidden), len(w.Places))
	}
	var all strings.Builder
	for _, x := range w.Records {
		for _, f := range model.FieldsOf(x.Kind()) {
			all.WriteString(f.Text(x))
		}
	}
	if n := strings.Count(all.String(), Planted); n < 50 {
		t.Errorf("only %d marks were planted", n)
	}
}
