package picture

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/paulmach/orb"

	"chainatlas/app/task"
	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// crowdedScene is the map of many projects around the district, with names.
func crowdedScene(t testing.TB, n int) (Scene, *mapping.Typeface) {
	t.Helper()
	face, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		t.Fatal(err)
	}
	base, err := thematic.BaseMap(assets.BaseMap())
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	stages := model.Stages()
	var all []*model.Project
	for i := range n {
		at := orb.Point{117.82 + r.NormFloat64()*0.08, 36.08 + r.NormFloat64()*0.06}
		p := &model.Project{Stage: stages[i%len(stages)], Location: model.Location{Point: &at, Precision: model.PlaceExact}}
		p.ID, p.Name = model.FixedID(model.KindProject, fmt.Sprint(i)), fmt.Sprintf("示例项目%d号", i)
		all = append(all, p)
	}
	points := thematic.Projects(all, thematic.PointOptions{})
	m := thematic.SiteMap(thematic.MapOptions{Faces: face, Base: base, Layers: []mapping.Layer{points}, Floating: true})
	layers := append(base.Layers(), points, Names{m})
	return Scene{Map: &mapping.Map{Layers: layers}, Home: points.Bound(), Furniture: FurnitureOf(m)}, face
}

func used(who int) time.Duration {
	var r syscall.Rusage
	_ = syscall.Getrusage(who, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// BenchmarkDrag drags a map of 100,000 points by twelve pixels a frame: what a frame takes on the UI thread, and what all
// threads take for it, the painting beside included.
func BenchmarkDrag(b *testing.B) {
	task.ForTest(b)
	scene, face := crowdedScene(b, 100_000)
	p := New(face)
	w := test.NewTempWindow(b, p.Drawing)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1920, 1080))
	p.Show(scene)
	task.Wait()
	home := p.Viewport()
	for _, zoom := range []float64{1, 4, 16} {
		b.Run(fmt.Sprint("x", zoom), func(b *testing.B) {
			v := home
			v.Scale *= zoom
			p.SetViewport(v)
			task.Wait()
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			var frames, all []time.Duration
			at := fyne.NewPos(1000, 500)
			p.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
			for b.Loop() {
				at = at.AddXY(-12, 5)
				from, before := used(syscall.RUSAGE_THREAD), used(syscall.RUSAGE_SELF)
				p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}, Dragged: fyne.NewDelta(-12, 5)})
				frames = append(frames, used(syscall.RUSAGE_THREAD)-from)
				task.Wait()
				all = append(all, used(syscall.RUSAGE_SELF)-before)
			}
			p.DragEnd()
			report(b, "ui", frames)
			report(b, "all", all)
		})
	}
}

func report(b *testing.B, of string, frames []time.Duration) {
	slices.Sort(frames)
	sum := time.Duration(0)
	for _, d := range frames {
		sum += d
	}
	ms := func(d time.Duration) float64 { return float64(d) / 1e6 }
	b.ReportMetric(ms(frames[len(frames)/2]), of+"-median-ms")
	b.ReportMetric(ms(frames[len(frames)*99/100]), of+"-p99-ms")
	b.ReportMetric(ms(sum)/float64(len(frames)), of+"-mean-ms")
}

// A click on a cluster brings its members apart.
func TestAClickBringsAClusterApart(t *testing.T) {
	task.ForTest(t)
	scene, face := crowdedScene(t, 2000)
	p := New(face)
	w := test.NewTempWindow(t, p.Drawing)
	w.Resize(fyne.NewSize(900, 600))
	p.Show(scene)
	task.Wait()
	v := p.Viewport()
	var at mapping.Pt
	for x := float32(0); x < 900 && at == (mapping.Pt{}); x += 5 {
		for y := float32(0); y < 600; y += 5 {
			if g, ok := p.Hit(mapping.Pt{X: x, Y: y}, v); ok && g.Kind == thematic.ClusterKind {
				at = mapping.Pt{X: x, Y: y}
			}
		}
	}
	if at == (mapping.Pt{}) {
		t.Fatal("no cluster")
	}
	if !p.Expand(at, v) || p.Viewport().Scale <= v.Scale {
		t.Errorf("the scale went from %v to %v", v.Scale, p.Viewport().Scale)
	}
	if p.Expand(mapping.Pt{X: -5000, Y: -5000}, v) {
		t.Error("nothing was brought apart")
	}
}
