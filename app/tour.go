package app

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"

	"chainatlas/app/task"
)

// settle is how long a screen of the tour has to read its records and paint.
const settle = 1500 * time.Millisecond

// tell prints one line per event while a tour or a test looks on: event, then what it was about.
func (w *window) tell(event, what string) {
	if w.options.tour != "" || w.options.events {
		fmt.Println(event, what)
	}
}

// startTour visits every screen when the window stands, keeps a picture of each, and leaves.
func (w *window) startTour() {
	w.app.Lifecycle().SetOnStarted(func() {
		w.tell("started", w.desk.Store.Dir())
		task.After(settle, func() { w.visit(w.stops(), 0) })
	})
}

// stop is one picture of the tour.
type stop struct {
	name string
	show func() fyne.Window // the window to take a picture of
}

// stops are every screen, then what opens beside the window.
func (w *window) stops() []stop {
	var out []stop
	for _, p := range w.places {
		out = append(out, stop{p.key, func() fyne.Window { return w.visitPlace(p) }})
	}
	return append(out,
		stop{"present-map", func() fyne.Window { w.goTo("map"); return w.present() }},
		stop{"present-chain", func() fyne.Window { w.goTo("chains"); return w.present() }},
		stop{"manual", w.showManual})
}

// visitPlace shows a screen; it may show more of itself, such as the first record.
func (w *window) visitPlace(p place) fyne.Window {
	w.goTo(p.key)
	if t, ok := p.screen.(interface{ Tour() }); ok {
		task.After(settle/2, t.Tour)
	}
	return w.win
}

func (w *window) visit(all []stop, i int) {
	if i == len(all) {
		w.tell("done", fmt.Sprint(i))
		w.leave()
		w.win.Close()
		return
	}
	win := all[i].show()
	task.After(2*settle, func() {
		w.picture(win, fmt.Sprintf("%02d-%s.png", i+1, all[i].name))
		if win != w.win {
			win.Close()
		}
		w.visit(all, i+1)
	})
}

// picture saves what a window shows; a failure ends the tour with an exit code.
func (w *window) picture(win fyne.Window, name string) {
	path := filepath.Join(w.options.tour, name)
	if err := savePicture(win, path); err != nil {
		fmt.Fprintln(os.Stderr, "tour:", err)
		w.code = 1
		return
	}
	w.tell("picture", name)
}

func savePicture(win fyne.Window, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("save picture: %w", err)
	}
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("save picture: %w", err)
	}
	if err := png.Encode(f, render(win)); err != nil {
		return fmt.Errorf("save picture %s: %w", path, err)
	}
	return f.Close()
}

// render paints what a window shows by software: reading the graphics card's front buffer gives black on a virtual screen.
func render(win fyne.Window) image.Image {
	real, c := win.Canvas(), software.NewCanvas()
	c.SetPadded(win.Padded())
	c.SetScale(real.Scale())
	c.Resize(real.Size()) // before the content, which must keep its size
	c.SetContent(real.Content())
	for _, o := range real.Overlays().List() {
		c.Overlays().Add(o)
	}
	return c.Capture()
}
