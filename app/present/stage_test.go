package present

import (
	"context"
	"errors"
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/leaktest"
	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/mapping"
	"chainatlas/mapping/scene"
	"chainatlas/model"
)

// plugged are screens that a test plugs in and out.
type plugged struct {
	second bool
	filled []string
}

func (p *plugged) screens() screens {
	return screens{second: func() bool { return p.second }, fill: func(w fyne.Window, second bool) {
		p.filled = append(p.filled, fmt.Sprint(second))
		w.SetFullScreen(true)
	}}
}

// pages are a deck: a page, a page with a live map, a page with notes.
func deckOf(o Options) func(context.Context, model.Language) ([]Slide, error) {
	draw := func(text string) func(c mapping.Canvas, scale float32) {
		return func(c mapping.Canvas, scale float32) {
			c.Text(mapping.Text{S: text, At: mapping.Pt{X: 40 * scale, Y: 40 * scale}, Face: mapping.Face{Size: 30 * scale}, Color: light})
		}
	}
	return func(ctx context.Context, l model.Language) ([]Slide, error) {
		st, err := read(ctx, Options{Store: o.Store, Typeface: o.Typeface, Base: o.Base}, l)
		if err != nil {
			return nil, err
		}
		live := st.slides[0]
		live.Draw, live.W, live.H, live.Title, live.Notes = draw("区位"), 1280, 720, "区位", planted+"谈话要点"
		return []Slide{
			{Title: planted + "内部标题", Notes: planted + "底价", Draw: draw("欢迎"), W: 1280, H: 720, Ground: color.NRGBA{0, 0, 60, 255}},
			live,
			{Title: "联系", Notes: planted, Draw: draw("联系"), W: 1024, H: 768},
		}, nil
	}
}

// texts are all that can be read in a window, with what its live picture draws.
func texts(s *stage, w fyne.Window) (out []string) {
	out = append(out, w.Title())
	for _, o := range append(w.Canvas().Overlays().List(), w.Content()) {
		for _, one := range test.LaidOutObjects(o) {
			switch x := one.(type) {
			case *canvas.Text:
				out = append(out, x.Text)
			case *widget.Label:
				out = append(out, x.Text)
			case *widget.Entry:
				out = append(out, x.Text, x.PlaceHolder)
			}
		}
	}
	if w != s.front || s.pic.Scene().Map == nil {
		return out
	}
	rec := scene.New(s.o.Typeface)
	sc := s.pic.Scene()
	sc.Draw(rec, s.pic.Viewport(), s.o.Typeface)
	for _, g := range rec.Groups() {
		out = append(out, g.Title)
	}
	return append(out, rec.Texts()...)
}

func press(s *stage, keys ...fyne.KeyName) {
	for _, k := range keys {
		s.front.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: k})
		if len(k) == 1 {
			s.front.Canvas().OnTypedRune()(rune(strings.ToLower(string(k))[0]))
		}
	}
}

// Whatever is pressed, asked and clicked, on one screen or two, visitors read nothing that is hidden from them.
func TestNothingHiddenIsReadThroughAllKeys(t *testing.T) {
	for _, second := range []bool{false, true} {
		for _, deck := range []bool{false, true} {
			t.Run(fmt.Sprint(second, deck), func(t *testing.T) {
				s := newStore(t)
				plant(t, s)
				w := leaktest.Fill(t, s, 12, 2)
				o := options(t, s)
				p := &plugged{second: second}
				o.screens = p.screens()
				if deck {
					o.Slides = deckOf(o)
				}
				st, _ := started(t, o)
				check := func(after string) {
					t.Helper()
					task.Wait()
					read := slices.DeleteFunc(texts(st, st.front), func(s string) bool { return s == after }) // their own question
					if whole := strings.Join(read, "\n"); strings.Contains(whole, planted) {
						t.Fatalf("after %s visitors read\n%s", after, whole)
					} else {
						w.Text(t, "the screen after "+after, whole)
					}
				}
				check("start")
				for _, k := range []fyne.KeyName{"PageDown", "+", "P", "J", "J", "L", "E", "0", "B", "B", "W", "Space", "N", "N", "2", "Return", "-", "End", "S", "S", "Home", "Next", "Up"} {
					press(st, k)
					check(string(k))
				}
				for _, q := range []string{planted, "所有人~" + planted, "权属单位~" + planted, "备注!=无", "标准厂房", "地块", "参考地价>0", "==", "30亩 双10kV"} {
					st.ask()
					check("Ctrl+K")
					st.answerTo(q)
					check(q)
					st.closeAsking()
					for _, f := range answers(t, st, q) {
						st.card.show(f.lines(), st.pic.Viewport().Center)
						check("a click on an answer to " + q)
					}
					press(st, fyne.KeyBackspace)
					check("Backspace")
				}
				p.second = !second
				task.Elapse()
				check("another screen")
				press(st, "S")
				check("S with another screen")
			})
		}
	}
}

func answers(t *testing.T, st *stage, text string) []found {
	t.Helper()
	q, err := parse(text)
	if err != nil {
		return nil
	}
	return q.answer(st.story.known.Sites)
}

func TestThePresenterSeesNotesOnTheirOwnScreen(t *testing.T) {
	s := newStore(t)
	plant(t, s)
	o := options(t, s)
	p := &plugged{second: true}
	o.screens, o.Slides = p.screens(), deckOf(o)
	st, _ := started(t, o)
	if st.back == nil || strings.Join(p.filled, " ") != "true false" {
		t.Fatalf("the screens were filled %v", p.filled)
	}
	mine := strings.Join(texts(st, st.back), "\n")
	for _, want := range []string{planted + "底价", "1 / 3", "下一页　区位"} {
		if !strings.Contains(mine, want) {
			t.Errorf("the presenter does not read %s in\n%s", want, mine)
		}
	}
	uitest.Capture(t, st.back, "present-notes")
	one, other := st.front, st.back
	press(st, "S")
	if st.front != other || st.back != one || st.front.Content() != st.content {
		t.Error("S did not swap the screens")
	}
	press(st, fyne.KeyPageDown)
	if st.at != 1 {
		t.Error("the keys were lost with the swap")
	}
}

// An unplugged screen closes the presenter's window, and the show goes on.
func TestAScreenIsUnplugged(t *testing.T) {
	o := options(t, newStore(t))
	p := &plugged{second: true}
	ended := false
	o.screens, o.Slides, o.OnClosed = p.screens(), deckOf(o), func(Log, error) { ended = true }
	st, _ := started(t, o)
	press(st, "S") // the show stands on the first screen, the notes on the one that goes
	p.second = false
	task.Elapse()
	if st.back != nil || ended || !st.front.FullScreen() || st.front.Content() != st.content {
		t.Error("the show did not go on alone")
	}
	press(st, fyne.KeyEnd)
	if st.at != 2 {
		t.Error("the keys are dead")
	}
	press(st, fyne.KeyEscape)
	if !ended {
		t.Error("Esc did not leave")
	}
}

func TestACoverGoesWithAnyKeyAndDoesNothingElse(t *testing.T) {
	o := options(t, newStore(t))
	o.Slides = deckOf(o)
	st, _ := started(t, o)
	for _, k := range []fyne.KeyName{"B", fyne.KeyPageDown, "5", fyne.KeyEscape, "P"} {
		press(st, "B")
		if !st.cover.Visible() {
			t.Fatal("B does not darken")
		}
		press(st, k)
		if st.cover.Visible() || st.at != 0 || st.typed != "" || st.closed || st.ink.tool != noTool {
			t.Errorf("%s under a dark screen did something", k)
		}
	}
}

func TestANumberAndEnterJump(t *testing.T) {
	o := options(t, newStore(t))
	o.Slides = deckOf(o)
	st, _ := started(t, o)
	for _, c := range []struct {
		keys []fyne.KeyName
		at   int
	}{{[]fyne.KeyName{"3", "Return"}, 2}, {[]fyne.KeyName{"2", "KP_Enter"}, 1}, {[]fyne.KeyName{"9", "9", "Return"}, 2}, {[]fyne.KeyName{"1", "Home", "Return"}, 1}, {[]fyne.KeyName{"1", "0", "Return"}, 2}} {
		if press(st, c.keys...); st.at != c.at {
			t.Errorf("%v leads to %d, not %d", c.keys, st.at, c.at)
		}
	}
}

// Esc closes what is open, one thing after the other, and leaves only then.
func TestEscClosesFirst(t *testing.T) {
	s := newStore(t)
	plant(t, s)
	o := options(t, s)
	ended := false
	o.OnClosed = func(Log, error) { ended = true }
	st, _ := started(t, o)
	st.ask()
	st.answerTo("标准厂房")
	task.Wait()
	clickNode(t, st, st.answerSite(t))
	if st.card.box == nil {
		t.Fatal("no card")
	}
	press(st, "P")
	for _, still := range []func() bool{
		func() bool { return st.card.box == nil && st.ink.tool == penTool },
		func() bool { return st.ink.tool == noTool && st.answer != nil },
		func() bool { return st.answer == nil },
	} {
		press(st, fyne.KeyEscape)
		if ended || !still() {
			t.Fatal("Esc closed the wrong thing")
		}
	}
	if !st.hint.box.Visible() {
		t.Error("nothing says that the next Esc leaves")
	}
	press(st, fyne.KeyEscape)
	if !ended {
		t.Error("Esc did not leave")
	}
}

func (s *stage) answerSite(t *testing.T) string {
	t.Helper()
	for _, f := range answers(t, s, "标准厂房") {
		return f.site.ID.String()
	}
	t.Fatal("no site answers")
	return ""
}

// The neighbours of a slide are drawn before they are wanted, on every size of screen, and turning waits for nothing.
func TestNeighboursAreDrawnAhead(t *testing.T) {
	o := options(t, newStore(t))
	o.Slides = deckOf(o)
	st, w := started(t, o)
	for _, size := range []fyne.Size{fyne.NewSize(1024, 768), fyne.NewSize(1920, 1080), fyne.NewSize(3840, 2160)} {
		w.Resize(size)
		task.Wait()
		press(st, fyne.KeyHome)
		task.Wait()
		for at := 1; at < 3; at++ {
			press(st, fyne.KeyPageDown)
			if img := st.drawn.have[at]; img == nil || st.still.Image != img || img.Rect.Dx() != int(size.Width) {
				t.Errorf("slide %d was not ready on %v", at, size)
			}
			task.Wait()
		}
	}
}

// A page whose map is zoomed into comes alive, and 0 brings the page back.
func TestAPageComesAlive(t *testing.T) {
	s := newStore(t)
	plant(t, s)
	o := options(t, s)
	o.Slides = deckOf(o)
	st, _ := started(t, o)
	press(st, fyne.KeyPageDown)
	task.Wait()
	if st.lifted {
		t.Fatal("the page gave way to its map without being asked")
	}
	st.rune('+')
	task.Wait()
	if !st.live || !st.lifted {
		t.Error("the map did not come alive")
	}
	st.rune('0')
	task.Wait()
	if st.live || st.lifted || st.still.Image != st.drawn.have[1] {
		t.Error("0 did not bring the page back")
	}
}

func TestPenAndLaser(t *testing.T) {
	o := options(t, newStore(t))
	o.Slides = deckOf(o)
	st, _ := started(t, o)
	pull := func(x, y float32) {
		st.ink.pane.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	}
	press(st, "P")
	pull(100, 100)
	pull(200, 150)
	pull(201, 150) // too short for a line
	st.ink.pane.DragEnd()
	if len(st.ink.pen.Objects) != 1 {
		t.Fatalf("%d lines", len(st.ink.pen.Objects))
	}
	press(st, fyne.KeyPageDown)
	if len(st.ink.pen.Objects) != 0 {
		t.Error("the strokes went on to the next slide")
	}
	press(st, fyne.KeyPageUp)
	if len(st.ink.pen.Objects) != 1 {
		t.Error("the strokes were lost")
	}
	press(st, "E", "J")
	st.ink.pane.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(50, 60)}})
	if len(st.ink.pen.Objects) != 0 || !st.ink.dot.Visible() {
		t.Error("no clean slide with a point of light")
	}
	press(st, "J")
	if st.ink.pane.Visible() || st.ink.dot.Visible() {
		t.Error("the laser stays on")
	}
}

func TestQuestions(t *testing.T) {
	site := func(name, kind, area, supplies string) *model.Site {
		s := &model.Site{SiteKind: kind, Supplies: model.ParseSupplies(supplies)}
		s.ID, s.Name = model.NewID(), name
		s.Area, _ = model.ParseQuantity(area, model.Hint{})
		return s
	}
	sites := []*model.Site{
		site("大地块", "地块", "120亩", "供电 8000kVA 10kV 双回路；供气 有"),
		site("合适地块", "地块", "35亩", "供电 5000kVA 10kV 双回路；供气 有"),
		site("小地块", "地块", "20亩", "供电 5000kVA 10kV 双回路"),
		site("单路地块", "地块", "40亩", "供电 5000kVA 10kV 1回路"),
		site("没说的地块", "地块", "50亩", ""),
		site("甲厂房", "标准厂房", "", "行车 10吨；层高 9米"),
	}
	for _, c := range []struct{ ask, want string }{
		{"30亩 双10kV", "合适地块 大地块 没说的地块"},
		{"找一块30亩、双回路10千伏的地块", "合适地块 大地块 没说的地块"},
		{"30亩 双回路 6000kVA", "大地块 合适地块 没说的地块"},
		{"厂房 行车5吨", "甲厂房"},
		{"厂房 行车20吨", ""},
		{"面积>=100亩", "大地块"},
		{"游乐园", ""},
		{"2 ha, double 10 kV", "合适地块 大地块 没说的地块"},
		{"We need 30 mu of land with double circuit 6,000 kVA", "大地块 合适地块 没说的地块"},
		{"factory with a 5 t crane", "甲厂房"},
		{"factory, crane 20 tonnes", ""},
	} {
		q, err := parse(c.ask)
		if err != nil {
			t.Errorf("%s: %v", c.ask, err)
			continue
		}
		var got []string
		for _, f := range q.answer(sites) {
			got = append(got, f.site.Name)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s is answered with %v, not %s; %+v %v", c.ask, got, c.want, q.need.Needs, q.words)
		}
	}
	if _, err := parse("不存在的字段=1"); err == nil {
		t.Error("a filter of nothing was read")
	}
	if q, err := parse(" 的 "); err != nil || !q.empty() {
		t.Error("nothing was asked, and something is looked for")
	}
}

func TestTheLogTellsWhatWasShownAndAsked(t *testing.T) {
	s := newStore(t)
	plant(t, s)
	o := options(t, s)
	var got Log
	o.Slides, o.OnClosed = deckOf(o), func(l Log, _ error) { got = l }
	st, _ := started(t, o)
	st.since = st.since.Add(-90 * time.Second)
	press(st, fyne.KeyPageDown)
	st.ask()
	st.answerTo("30亩 双10kV")
	press(st, fyne.KeyBackspace, fyne.KeyEscape)
	if got.String() != "演示："+planted+"内部标题（1分30秒）\n现场提问：30亩 双10kV" {
		t.Errorf("the log says %q", got.String())
	}
}

// A show that cannot be read says why, after it has closed.
func TestAShowThatCannotBeReadCloses(t *testing.T) {
	o := options(t, newStore(t))
	broken := errors.New("broken deck")
	o.Slides = func(context.Context, model.Language) ([]Slide, error) { return nil, broken }
	var why error
	o.OnClosed = func(_ Log, err error) { why = err }
	started(t, o)
	if !errors.Is(why, broken) {
		t.Errorf("closed with %v", why)
	}
}

func TestCheckTellsWhatVisitorsSee(t *testing.T) {
	s := newStore(t)
	plant(t, s)
	o := options(t, s)
	o.screens = (&plugged{second: true}).screens()
	all, err := Check(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	var whole string
	for _, f := range all {
		whole += f.String() + "\n"
	}
	for _, want := range []string{"第二块屏幕", "示意图", "产业链1条", "其余"} {
		if !strings.Contains(whole, want) {
			t.Errorf("the list does not speak of %s:\n%s", want, whole)
		}
	}
}
