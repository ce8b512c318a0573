package ui

import (
	"context"
	"image"
	"image/color"
	"math"
	"sync/atomic"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/paulmach/orb"

	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/mapping"
)

// checkers paints squares of ten plane units, so that a picture tells where it stands.
func checkers(_ context.Context, v mapping.Viewport) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, v.W, v.H))
	for y := range v.H {
		for x := range v.W {
			p := v.Plane(mapping.Pt{X: float32(x), Y: float32(y)})
			c := color.RGBA{0xf4, 0xf6, 0xf7, 0xff}
			if (int(math.Floor(p[0]/10))+int(math.Floor(p[1]/10)))%2 == 0 {
				c = color.RGBA{0xc9, 0xdd, 0xe3, 0xff}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

var square = orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{100, 100}}

// shownDrawing is a view of 400×300 logical pixels that has been painted.
func shownDrawing(t testing.TB) (*Drawing, fyne.Window, *atomic.Int32) {
	t.Helper()
	paints := new(atomic.Int32)
	d := NewDrawing(func(ctx context.Context, v mapping.Viewport) *image.RGBA {
		paints.Add(1)
		return checkers(ctx, v)
	})
	d.Home = func() orb.Bound { return square }
	w := show(t, d, 400, 300)
	task.Wait()
	paints.Store(0) // a window may have had another size first
	return d, w, paints
}

// A window does not know what it has never walked over: an image hidden until its first picture stayed blank.
func TestDrawingShowsItsImageBeforeTheFirstPicture(t *testing.T) {
	d := NewDrawing(checkers)
	show(t, d, 400, 300)
	if img := d.shown.img; img.Hidden || img.Image == nil {
		t.Errorf("hidden %v, picture %v", img.Hidden, img.Image)
	}
	task.Wait()
}

func TestDrawingFitsHome(t *testing.T) {
	d, w, _ := shownDrawing(t)
	v := d.Viewport()
	if v.W != 400 || v.H != 300 || v.Center != (orb.Point{50, 50}) || math.Abs(v.Scale-2.52) > 1e-9 {
		t.Errorf("shows %+v", v)
	}
	if b := d.pic.img.Bounds(); b.Dx() != 400+320 || b.Dy() != 300+320 {
		t.Errorf("the picture is %v", b)
	}
	uitest.Capture(t, w, "drawing")
}

// What is on the screen is what the viewport says, pixel by pixel, after every way of moving.
func TestDrawingShowsItsViewport(t *testing.T) {
	moves := []struct {
		name string
		do   func(d *Drawing)
	}{
		{"nothing", func(*Drawing) {}},
		{"drag", func(d *Drawing) { drag(d, fyne.NewPos(100, 100), fyne.NewPos(163, 71)) }},
		{"long drag", func(d *Drawing) { drag(d, fyne.NewPos(10, 10), fyne.NewPos(390, 290)) }},
		{"arrow", func(d *Drawing) { d.TypedKey(key(fyne.KeyRight)) }},
		{"plus", func(d *Drawing) { d.TypedRune('+') }},
		{"wheel", func(d *Drawing) { d.Scrolled(wheel(60, 200, 50)) }},
		{"double click", func(d *Drawing) { doubleClick(d, 200, 100) }},
	}
	for _, m := range moves {
		t.Run(m.name, func(t *testing.T) {
			d, w, _ := shownDrawing(t)
			m.do(d)
			task.Wait()
			want := checkers(context.Background(), d.Viewport())
			if n := differing(want, w.Canvas().Capture()); n > 400*300/200 {
				t.Errorf("%d pixels differ", n)
			}
		})
	}
}

func differing(a, b image.Image) (n int) {
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			r, g, bl, _ := a.At(x, y).RGBA()
			r2, g2, bl2, _ := b.At(x, y).RGBA()
			if r != r2 || g != g2 || bl != bl2 {
				n++
			}
		}
	}
	return n
}

func wheel(dy, x, y float32) *fyne.ScrollEvent {
	e := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, dy)}
	e.Position = fyne.NewPos(x, y)
	return e
}

func doubleClick(d *Drawing, x, y float32) {
	click(d, x, y, 0)
	click(d, x, y, 0)
	d.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(x, y)})
}

func TestDrawingPansWithoutPainting(t *testing.T) {
	d, _, paints := shownDrawing(t)
	before := d.shown.img.Position()
	drag(d, fyne.NewPos(100, 100), fyne.NewPos(140, 90))
	if got := d.shown.img.Position().Subtract(before); got.X != 40 || got.Y != -10 {
		t.Errorf("the picture moved by %v at once", got)
	}
	task.Wait()
	if paints.Load() != 0 {
		t.Errorf("painted %d times for a short drag", paints.Load())
	}
	drag(d, fyne.NewPos(100, 100), fyne.NewPos(240, 90))
	task.Wait()
	if paints.Load() != 1 {
		t.Errorf("painted %d times after a long one", paints.Load())
	}
}

func TestDrawingZoomKeepsThePlaceUnderThePointer(t *testing.T) {
	d, _, paints := shownDrawing(t)
	at := mapping.Pt{X: 320, Y: 80}
	before, size := d.Viewport().Plane(at), d.shown.img.Size()
	d.Scrolled(wheel(50, at.X, at.Y))
	if w := d.shown.img.Size().Width / size.Width; math.Abs(float64(w)-1.5625) > 1e-3 {
		t.Errorf("the picture is stretched by %v before the sharp one comes", w)
	}
	after := d.Viewport().Plane(at)
	half := 0.5 / d.Viewport().Scale // of a pixel: pictures stand on whole ones
	if math.Abs(after[0]-before[0]) > half || math.Abs(after[1]-before[1]) > half {
		t.Errorf("%v became %v", before, after)
	}
	task.Wait()
	if paints.Load() != 1 || d.pic.view.Scale != d.view.Scale {
		t.Errorf("painted %d times, at %v for %v", paints.Load(), d.pic.view.Scale, d.view.Scale)
	}
}

func TestDrawingLimitsZoom(t *testing.T) {
	d, _, _ := shownDrawing(t)
	d.MinScale, d.MaxScale = 1, 5
	for range 30 {
		d.TypedRune('+')
	}
	if d.Viewport().Scale != 5 {
		t.Errorf("zoomed in to %v", d.Viewport().Scale)
	}
	for range 30 {
		d.TypedRune('-')
	}
	if d.Viewport().Scale != 1 {
		t.Errorf("zoomed out to %v", d.Viewport().Scale)
	}
	d.TypedKey(key(fyne.KeyHome))
	if math.Abs(d.Viewport().Scale-2.52) > 1e-9 {
		t.Errorf("home is %v", d.Viewport().Scale)
	}
}

func TestDrawingTellsClicksFromDrags(t *testing.T) {
	d, _, _ := shownDrawing(t)
	var taps []mapping.Pt
	left := 0
	d.OnTap = func(px mapping.Pt, _ mapping.Viewport) { taps = append(taps, px) }
	d.OnLeave = func() { left++ }
	v := d.Viewport()
	click(d, 50, 60, 0)
	drag(d, fyne.NewPos(100, 100), fyne.NewPos(103, 101))
	if len(taps) != 2 || taps[0] != (mapping.Pt{X: 50, Y: 60}) || d.Viewport() != v {
		t.Errorf("taps %v, moved from %v to %v", taps, v.Center, d.Viewport().Center)
	}
	drag(d, fyne.NewPos(100, 100), fyne.NewPos(130, 100))
	if len(taps) != 2 || left != 1 {
		t.Errorf("a drag tapped: %v, hover taken away %d times", taps, left)
	}
}

func TestDrawingHoverAndMenu(t *testing.T) {
	d, _, _ := shownDrawing(t)
	var hovered, menu mapping.Pt
	d.OnHover = func(px mapping.Pt, _ mapping.Viewport) { hovered = px }
	d.OnMenu = func(px mapping.Pt, _ mapping.Viewport, _ fyne.Position) { menu = px }
	d.MouseMoved(press(fyne.NewPos(12, 34), 0))
	test.TapSecondaryAt(d, fyne.NewPos(56, 78))
	if hovered != (mapping.Pt{X: 12, Y: 34}) || menu != (mapping.Pt{X: 56, Y: 78}) {
		t.Errorf("hovered %v, menu %v", hovered, menu)
	}
	d.SetPointer(desktop.PointerCursor)
	if d.Cursor() != desktop.PointerCursor {
		t.Error("the pointer stays")
	}
}

func TestDrawingDoubleClickNeedsOnePlace(t *testing.T) {
	d, _, _ := shownDrawing(t)
	scale := d.Viewport().Scale
	click(d, 10, 10, 0)
	click(d, 300, 200, 0)
	d.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(300, 200)})
	if d.Viewport().Scale != scale {
		t.Error("two clicks far apart zoomed")
	}
	opened := false
	d.OnOpen = func(mapping.Pt, mapping.Viewport) { opened = true }
	doubleClick(d, 50, 50)
	if !opened || d.Viewport().Scale != scale {
		t.Error("a double click did not open")
	}
}

func TestDrawingRepaints(t *testing.T) {
	d, _, paints := shownDrawing(t)
	d.Repaint()
	d.Repaint()
	task.Wait()
	if n := paints.Load(); n < 1 || n > 2 {
		t.Errorf("painted %d times", n)
	}
	d.Stop()
}

func TestDrawingWorksInDevicePixels(t *testing.T) {
	d, w, _ := shownDrawing(t)
	scale, centre := d.Viewport().Scale, d.Viewport().Center
	w.Canvas().(interface{ SetScale(float32) }).SetScale(1.5)
	d.Refresh()
	task.Wait()
	v := d.Viewport()
	if v.W != 600 || v.H != 450 || v.DPR != 1.5 || math.Abs(v.Scale-scale*1.5) > 1e-9 || v.Center != centre {
		t.Errorf("on a finer screen it shows %+v", v)
	}
	if px := d.Px(fyne.NewPos(10, 20)); px != (mapping.Pt{X: 15, Y: 30}) {
		t.Errorf("px %v", px)
	}
	if got := d.Pos(v.Plane(mapping.Pt{X: 15, Y: 30})); math.Abs(float64(got.X-10)) > 0.01 || math.Abs(float64(got.Y-20)) > 0.01 {
		t.Errorf("pos %v", got)
	}
}

func TestDrawingTellsItsViewport(t *testing.T) {
	d, w, _ := shownDrawing(t)
	var last mapping.Viewport
	d.OnViewport = func(v mapping.Viewport) { last = v }
	d.TypedKey(key(fyne.KeyUp))
	if last != d.Viewport() {
		t.Error("not told about a key")
	}
	w.Resize(fyne.NewSize(500, 400))
	if last.W != 500 || last.H != 400 {
		t.Errorf("told %d×%d after a resize", last.W, last.H)
	}
	d.SetViewport(mapping.Viewport{Center: orb.Point{7, 8}, Scale: 3})
	if last.Center != (orb.Point{7, 8}) || last.W != 500 {
		t.Errorf("told %+v", last)
	}
}

func TestOversizeStaysWithinATexture(t *testing.T) {
	v := oversize(mapping.Viewport{W: 3840, H: 2160, DPR: 2, Scale: 1})
	if v.W != 4096 || v.H != 2160+640 {
		t.Errorf("%d×%d", v.W, v.H)
	}
	v = mapping.Viewport{W: 5120, H: 2160, DPR: 1, Scale: 1}
	if !serves(oversize(v), v, 0.4) {
		t.Error("a window wider than a texture would be painted for ever")
	}
}

// One step of a drag on a full screen, without the painting.
func BenchmarkDrawingPan(b *testing.B) {
	blank := func(_ context.Context, v mapping.Viewport) *image.RGBA {
		return image.NewRGBA(image.Rect(0, 0, v.W, v.H))
	}
	d := NewDrawing(blank)
	d.Home = func() orb.Bound { return square }
	show(b, d, 1920, 1080)
	task.Wait()
	b.ResetTimer()
	for i := range b.N {
		d.pan(float32(1-2*(i%2)), 0)
	}
}
