package present

import (
	"context"
	"fmt"
	"image/color"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chainatlas/app/basemap"
	"chainatlas/app/task"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/store"
)

// BenchmarkTurn is the time from a key to the next slide on the window, its picture drawn ahead; what the drawing beside
// takes is reported as ahead-ms.
func BenchmarkTurn(b *testing.B) {
	face, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		b.Fatal(err)
	}
	for _, size := range []frame{{1024, 768, 1}, {1920, 1080, 1}, {3840, 2160, 1}} {
		b.Run(fmt.Sprintf("%dx%d", size.w, size.h), func(b *testing.B) {
			task.ForTest(b)
			db, err := store.Open(b.TempDir(), store.Options{User: "测试", Station: "测试"})
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			o := Options{Store: db, Typeface: face, Base: basemap.Only()}
			o.Slides = func(context.Context, model.Language) ([]Slide, error) { return manyPages(40), nil }
			s := show(o)
			defer s.leave()
			s.front.Resize(fyne.NewSize(float32(size.w), float32(size.h)))
			task.Wait()
			var keys, ahead []time.Duration
			for b.Loop() {
				if s.at == len(s.story.slides)-1 {
					s.goTo(0)
					task.Wait()
				}
				from := time.Now()
				s.turn(1)
				keys = append(keys, time.Since(from))
				from = time.Now()
				task.Wait()
				ahead = append(ahead, time.Since(from))
			}
			for _, of := range []struct {
				name string
				all  []time.Duration
			}{{"key", keys}, {"ahead", ahead}} {
				slices.Sort(of.all)
				b.ReportMetric(float64(of.all[len(of.all)/2])/1e6, of.name+"-median-ms")
				b.ReportMetric(float64(of.all[len(of.all)-1])/1e6, of.name+"-longest-ms")
			}
		})
	}
}

// manyPages are pages with a few hundred lines of text and shapes each.
func manyPages(n int) (out []Slide) {
	for i := range n {
		out = append(out, Slide{Title: fmt.Sprint(i), W: 1280, H: 720, Ground: color.NRGBA{255, 255, 255, 255}, Draw: func(c mapping.Canvas, k float32) {
			for y := range 30 {
				for x := range 8 {
					var p mapping.Path
					at := mapping.Pt{X: float32(x*155+20) * k, Y: float32(y*23+10) * k}
					p.Rect(mapping.R(at.X, at.Y, 140*k, 18*k))
					c.Fill(&p, mapping.Fill{Color: color.NRGBA{uint8(x * 30), uint8(y * 8), 160, 255}})
					c.Text(mapping.Text{S: "钢城区标准厂房", At: at, Anchor: mapping.AnchorTop, Face: mapping.Face{Size: 14 * k}, Color: light})
				}
			}
		}})
	}
	return out
}
