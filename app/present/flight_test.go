package present

import (
	"context"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/paulmach/orb"

	"chainatlas/app/geomap/picture"
	"chainatlas/app/task"
	"chainatlas/mapping"
	"chainatlas/model"
)

// A flight begins at what was shown, ends at the page, and rises where one end does not see the other.
func TestAFlightGoesFromViewToView(t *testing.T) {
	v := mapping.Viewport{W: 800, H: 600, DPR: 1}
	a, b := orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{100, 100}}, orb.Bound{Min: orb.Point{5000, 0}, Max: orb.Point{5100, 100}}
	from, to, both := v.Fit(a, 0), v.Fit(b, 0), v.Fit(a.Union(b), 0)
	path := flightPath(from, to, both.Scale)
	if start, end := path(0), path(1); start.Center != from.Center || math.Abs(start.Scale-from.Scale) > 1e-9 || end.Center != to.Center || math.Abs(end.Scale-to.Scale) > 1e-9 {
		t.Errorf("flies from %v to %v", path(0), path(1))
	}
	if mid := path(0.5); math.Abs(mid.Scale-both.Scale) > both.Scale*0.01 {
		t.Errorf("sees %v in the middle", mid)
	}
	inside := orb.Bound{Min: orb.Point{40, 40}, Max: orb.Point{50, 50}}
	near := flightPath(from, v.Fit(inside, 0), from.Scale)
	for last, k := 0.0, 0.0; k <= 1; k += 0.1 {
		if s := near(k).Scale; s < last {
			t.Errorf("goes away from what it flies to at %v", k)
		} else {
			last = s
		}
	}
}

func TestAPageIsFlownTo(t *testing.T) {
	s := newStore(t)
	plant(t, s)
	o := options(t, s)
	pages := deckOf(o)
	o.Slides = func(ctx context.Context, l model.Language) ([]Slide, error) {
		list, err := pages(ctx, l)
		if err != nil {
			return nil, err
		}
		near := list[1]
		near.Fly, near.At, near.Unit = true, mapping.R(60, 120, 1000, 500), 1.35
		near.Scene = func(chosen string) picture.Scene {
			sc := list[1].Scene(chosen)
			sc.Home = orb.Bound{Min: sc.Home.Min, Max: sc.Home.Center()}
			return sc
		}
		return append(list[:2:2], near), nil
	}
	o.screens = (&plugged{}).screens()
	st, _ := started(t, o)
	press(st, fyne.KeyEnd, fyne.KeyPageUp)
	task.Wait()
	press(st, fyne.KeyPageDown)
	if st.flight.page.Unit != 1.35 || st.flight.pic.Visible() || st.still.Image != st.drawn.have[2] {
		t.Error("the map was not flown to, or the page does not stand there")
	}
	if got := st.flight.pic.Size(); got.Width < 200 {
		t.Errorf("the flight is %v large", got)
	}
}

// L turns all that visitors see into the other language at once: the slide was drawn ahead.
func TestLSwitchesTheLanguage(t *testing.T) {
	o := options(t, newStore(t))
	o.Slides = func(_ context.Context, l model.Language) ([]Slide, error) {
		title := map[model.Language]string{model.Chinese: "欢迎", model.English: "Welcome"}[l]
		draw := func(c mapping.Canvas, _ float32) {
			c.Text(mapping.Text{S: title, Face: mapping.Face{Size: 30}, Color: light})
		}
		return []Slide{{Title: title, Draw: draw, W: 1280, H: 720}, {Title: title, Draw: draw, W: 1280, H: 720}}, nil
	}
	o.Language = model.Chinese
	st, _ := started(t, o)
	task.Wait()
	press(st, fyne.KeyPageDown)
	task.Wait()
	for _, want := range []string{"Welcome", "欢迎", "Welcome"} {
		press(st, fyne.KeyL)
		if one, _ := st.now(); one.Title != want || st.at != 1 || st.still.Image != st.drawn.have[1] || st.drawn.have[1] == nil {
			t.Errorf("slide %d is %q, not %q at once", st.at, one.Title, want)
		}
		task.Wait()
	}
	st.ask()
	if got := st.asking.entry.PlaceHolder; !strings.HasPrefix(got, "Find a site") {
		t.Errorf("asks %q in English", got)
	}
	st.answerTo("2 ha")
	press(st, fyne.KeyL)
	if one, _ := st.now(); one.Title != "答问" {
		t.Errorf("the answer is %q in Chinese", one.Title)
	}
}
