package app

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2/driver/software"

	"chainatlas/app/task"
)

// settle is how long a screen of the tour has to read its records and paint.
const settle = 1500 * time.Millisecond

// tell prints one line per event while a tour or a test looks on: event, then what it was about.
func (w *window) tell(event, what string) {
	if w.options.tour != "" {
		fmt.Println(event, what)
	}
}

// startTour visits every screen when the window stands, keeps a picture of each, and leaves.
func (w *window) startTour() {
	w.app.Lifecycle().SetOnStarted(func() {
		w.tell("started", w.desk.Store.Dir())
		task.After(settle, func() { w.visit(0) })
	})
}

func (w *window) visit(i int) {
	if i == len(w.places) {
		w.tell("done", fmt.Sprint(i))
		w.leave()
		w.win.Close()
		return
	}
	p := w.places[i]
	w.goTo(p.key)
	if t, ok := p.screen.(interface{ Tour() }); ok {
		task.After(settle/2, t.Tour) // a screen may show more of itself, such as the first record
	}
	task.After(2*settle, func() {
		w.picture(fmt.Sprintf("%02d-%s.png", i+1, p.key))
		w.visit(i + 1)
	})
}

// picture saves what the window shows; a failure ends the tour with an exit code.
func (w *window) picture(name string) {
	path := filepath.Join(w.options.tour, name)
	if err := w.savePicture(path); err != nil {
		fmt.Fprintln(os.Stderr, "tour:", err)
		w.code = 1
		return
	}
	w.tell("picture", name)
}

func (w *window) savePicture(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("save picture: %w", err)
	}
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("save picture: %w", err)
	}
	if err := png.Encode(f, w.render()); err != nil {
		return fmt.Errorf("save picture %s: %w", path, err)
	}
	return f.Close()
}

// render paints what the window shows by software: reading the graphics card's front buffer gives black on a virtual screen.
func (w *window) render() image.Image {
	real, c := w.win.Canvas(), software.NewCanvas()
	c.SetPadded(false)
	c.SetScale(real.Scale())
	c.Resize(real.Size()) // before the content, which must keep its size
	c.SetContent(real.Content())
	for _, o := range real.Overlays().List() {
		c.Overlays().Add(o)
	}
	return c.Capture()
}
