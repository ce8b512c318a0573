package geomap

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/paulmach/orb"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/geomap/sketch"
	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/spatial"
	"chainatlas/model"
	"chainatlas/model/store"
)

// stroke presses at the first place in degrees, goes over the others and lets go.
func (s *Screen) stroke(keys fyne.KeyModifier, lonLat ...orb.Point) {
	down := s.event(lonLat[0])
	down.Modifier = keys
	var at []fyne.Position
	for _, p := range lonLat {
		at = append(at, s.event(p).Position) // before the view moves
	}
	s.pic.MouseDown(down)
	for i := 1; i < len(at); i++ {
		s.pic.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at[i]}, Dragged: fyne.NewDelta(at[i].X-at[i-1].X, at[i].Y-at[i-1].Y)})
	}
	up := *down
	up.Position = at[len(at)-1]
	s.pic.MouseUp(&up)
	s.pic.DragEnd()
	task.Wait()
}

func (s *Screen) move(lonLat orb.Point) { s.pic.MouseMoved(s.event(lonLat)) }

func (s *Screen) doubleClick(lonLat orb.Point) {
	at := s.event(lonLat)
	for range 2 {
		s.pic.MouseDown(at)
		s.pic.MouseUp(at)
	}
	s.pic.DoubleTapped(&fyne.PointEvent{Position: at.Position})
	task.Wait()
}

func (s *Screen) press(k fyne.KeyName) { s.pic.TypedKey(&fyne.KeyEvent{Name: k}) }

func TestMeasuringTellsTheLengthOverTheEllipsoid(t *testing.T) {
	s := shown(t, desktest.Open(t))
	s.pic.TypedRune('d')
	a, b, c := orb.Point{117.75, 36.02}, orb.Point{117.85, 36.06}, orb.Point{117.9, 36.0}
	s.click(a)
	s.move(b)
	tool := s.tools.now.(*measuring)
	if got, want := tool.m.Metres(), spatial.Distance(a, b); math.Abs(got-want) > 30 || !strings.HasPrefix(s.tools.strip.text.Text, "全长 ") {
		t.Errorf("while the pointer moves %v, not %v; says %q", got, want, s.tools.strip.text.Text)
	}
	s.click(b)
	s.doubleClick(c)
	uitest.Capture(t, s.desk.Window, "measure")
	want := spatial.Distance(a, b) + spatial.Distance(b, c)
	if got := tool.m.Metres(); !tool.m.Done || len(tool.m.At) != 3 || math.Abs(got-want) > 60 {
		t.Errorf("%v places, %v m, not %v", len(tool.m.At), got, want)
	}
	s.press(fyne.KeyEscape)
	if s.tools.now != nil || s.tools.strip.panel.Visible() {
		t.Error("Esc does not leave the tool")
	}
}

func TestAMeasuredAreaIsThatOfTheLocalPlane(t *testing.T) {
	s := shown(t, desktest.Open(t))
	s.pic.TypedRune('a')
	for _, p := range []orb.Point{{117.80, 36.04}, {117.82, 36.04}, {117.82, 36.06}, {117.80, 36.06}} {
		s.click(p)
	}
	s.press(fyne.KeyReturn)
	tool := s.tools.now.(*measuring)
	if got, want := tool.m.SquareMetres(), crs.Area(tool.m.Polygon()); got != want || got < 3.5e6 || got > 4.5e6 {
		t.Errorf("%v ㎡, not %v", got, want)
	}
	if text := s.tools.strip.text.Text; !strings.Contains(text, "亩") || !strings.Contains(text, "公顷") || !strings.Contains(text, "㎡") {
		t.Error(text)
	}
	s.pic.TypedRune('v')
	if s.tools.now != nil {
		t.Error("V does not choose")
	}
}

func TestBackspaceTakesAPlaceBack(t *testing.T) {
	s := shown(t, desktest.Open(t))
	s.tools.take("测距")
	s.click(orb.Point{117.8, 36.04})
	s.click(orb.Point{117.82, 36.04})
	s.press(fyne.KeyBackspace)
	if n := len(s.tools.now.(*measuring).m.At); n != 1 {
		t.Errorf("%d places are left", n)
	}
	s.press(fyne.KeyEscape)
	if tool, ok := s.tools.now.(*measuring); !ok || len(tool.m.At) != 0 {
		t.Error("the first Esc forgets what is drawn and stays in the tool")
	}
}

func twoAndOne(t *testing.T, o *desktest.Office) (in, project, out model.Record) {
	t.Helper()
	in = named(&model.Site{Location: at(117.80, 36.05)}, "甲厂房")
	project = named(&model.Project{Stage: model.StageTalk, Location: at(117.81, 36.055)}, "锻件项目")
	out = named(&model.Site{Location: at(117.90, 36.10)}, "远处厂房")
	o.Put(t, in, project, out)
	return in, project, out
}

func TestABoxChoosesRecordsOfSeveralKinds(t *testing.T) {
	o := desktest.Open(t)
	in, project, _ := twoAndOne(t, o)
	var listed []model.ID
	o.List = func(_ model.Kind, _ string, ids []model.ID) { listed = append(listed, ids...) }
	s := shown(t, o)
	was := s.pic.Viewport()
	s.stroke(fyne.KeyModifierShift, orb.Point{117.78, 36.03}, orb.Point{117.83, 36.07})
	uitest.Capture(t, o.Window, "box")
	if len(s.chosen.ids) != 2 || s.chosen.kind[in.Head().ID] != model.KindSite || s.chosen.kind[project.Head().ID] != model.KindProject {
		t.Fatalf("chosen %v", s.chosen.kind)
	}
	if text := s.tools.strip.text.Text; text != "已选 2 条：载体 1、项目 1" && text != "已选 2 条：项目 1、载体 1" {
		t.Error(text)
	}
	if s.pic.Viewport() != was {
		t.Error("the map moved")
	}
	for _, a := range s.chosenActions()[:2] {
		a.Do()
	}
	if len(listed) != 2 {
		t.Errorf("listed %v", listed)
	}
	down := s.event(orb.Point{117.80, 36.05})
	down.Modifier = fyne.KeyModifierShift
	s.pic.MouseDown(down)
	s.pic.MouseUp(down)
	if len(s.chosen.ids) != 1 {
		t.Errorf("a click with Shift leaves %d", len(s.chosen.ids))
	}
	s.press(fyne.KeyEscape)
	if len(s.chosen.ids) != 0 || s.tools.strip.panel.Visible() {
		t.Error("Esc does not forget what is chosen")
	}
}

func TestALassoChoosesWhatItGoesAround(t *testing.T) {
	o := desktest.Open(t)
	in, _, _ := twoAndOne(t, o)
	s := shown(t, o)
	s.pic.TypedRune('l')
	s.stroke(0, orb.Point{117.78, 36.03}, orb.Point{117.805, 36.03}, orb.Point{117.805, 36.07}, orb.Point{117.78, 36.07})
	if len(s.chosen.ids) != 1 || s.chosen.ids[0] != in.Head().ID {
		t.Errorf("chosen %v", s.chosen.ids)
	}
}

func TestWhatIsDeletedIsNoLongerChosen(t *testing.T) {
	o := desktest.Open(t)
	in, _, _ := twoAndOne(t, o)
	s := shown(t, o)
	s.choose([]found{{in.Head().ID, model.KindSite, planeOf(orb.Point{117.80, 36.05})}}, false)
	if _, err := o.Store.Update("删除", func(tx *store.Tx) error { return tx.Delete(in.Head().ID, "") }); err != nil {
		t.Fatal(err)
	}
	s.read()
	task.Wait()
	if len(s.chosen.ids) != 0 {
		t.Error("a deleted record is still chosen")
	}
}

func TestCtrlDragZoomsToTheBox(t *testing.T) {
	s := shown(t, desktest.Open(t))
	was := s.pic.Viewport().Scale
	s.stroke(fyne.KeyModifierControl, orb.Point{117.79, 36.03}, orb.Point{117.83, 36.07})
	if now := s.pic.Viewport(); now.Scale < 1.5*was {
		t.Errorf("scale %v, was %v", now.Scale, was)
	} else if c := lonLatOf(now.Center); math.Abs(c[0]-117.81) > 1e-3 || math.Abs(c[1]-36.05) > 1e-3 {
		t.Errorf("the middle is %v", c)
	}
}

func TestADragWithoutAToolMovesTheMap(t *testing.T) {
	s := shown(t, desktest.Open(t))
	was := s.pic.Viewport().Center
	s.stroke(0, orb.Point{117.80, 36.05}, orb.Point{117.81, 36.06}, orb.Point{117.83, 36.07})
	if s.pic.Viewport().Center == was || len(s.chosen.ids) != 0 {
		t.Error("the map did not move")
	}
}

func TestRingsAreDrawnWhereTheyBelong(t *testing.T) {
	s := shown(t, desktest.Open(t))
	s.pic.TypedRune('r')
	s.click(orb.Point{117.81, 36.05})
	if len(s.rings) != 1 || fmt.Sprint(s.rings[0].Metres) != "[100000 150000]" {
		t.Fatalf("%+v", s.rings)
	}
	middle := s.rings[0].Middle
	for _, l := range s.rings[0].Figure().Lines {
		d := spatial.Distance(middle, lonLatOf(l.At[45]))
		if math.Abs(d-100_000) > 0.01 && math.Abs(d-150_000) > 0.01 {
			t.Errorf("a ring is %v m away", d)
		}
	}
	uitest.Capture(t, s.desk.Window, "rings")
	from := lonLatOf(s.pic.Viewport().Center)
	s.stroke(0, from, orb.Point{from[0] + 0.3, from[1]}, orb.Point{from[0] + 0.5, from[1]})
	if n := len(s.rings); n != 2 || math.Abs(s.rings[1].Metres[0]-spatial.Distance(from, orb.Point{from[0] + 0.5, from[1]})) > 500 {
		t.Errorf("%d rings, %+v", n, s.rings)
	}
	s.press(fyne.KeyBackspace)
	if len(s.rings) != 1 {
		t.Error("backspace takes the last circle away")
	}
}

func TestRadiiAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{"100，150": "[100000 150000]", "30、5 公里": "", "2.5公里": "[2500]", "-1": "", "": "", "9999": "", "5 5 1": "[1000 5000]"} {
		got, err := parseRadii(text)
		if (err == nil) != (want != "") || want != "" && fmt.Sprint(got) != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

func TestCoordinatesOfAPlace(t *testing.T) {
	got := coordinates(orb.Point{117.8145, 36.0581})
	for i, want := range []string{"117.814500, 36.058100", "X=3992296", "117.820"} {
		if !strings.HasPrefix(got[i][1], want) {
			t.Errorf("%v, not %s", got[i], want)
		}
	}
	for i, system := range []string{"WGS84", "EPSG:4548", "GCJ-02"} {
		p, _, err := crs.ParsePoint(got[i][1])
		c, unknown := crs.Lookup(system)
		if err != nil || unknown != nil {
			t.Fatal(err, unknown)
		}
		if d := spatial.Distance(c.ToWGS84(p), orb.Point{117.8145, 36.0581}); d > 0.2 {
			t.Errorf("%v comes back %v m off", got[i], d)
		}
	}
}

func TestNearbyRecordsWithTheirDistance(t *testing.T) {
	o := desktest.Open(t)
	in, project, _ := twoAndOne(t, o)
	s := shown(t, o)
	s.queryNear("此处", orb.Point{117.80, 36.05}, 5000)
	task.Wait()
	uitest.Capture(t, o.Window, "nearby")
	hits := s.results.hits
	if len(hits) != 2 || hits[0].id != in.Head().ID || hits[1].id != project.Head().ID || math.Abs(hits[1].metres-spatial.Distance(orb.Point{117.80, 36.05}, orb.Point{117.81, 36.055})) > 0.01 {
		t.Fatalf("%+v", hits)
	}
	s.results.q.expr = "阶段=在谈"
	s.results.ask()
	task.Wait()
	if len(s.results.hits) != 1 || s.results.hits[0].id != project.Head().ID {
		t.Errorf("filtered %+v", s.results.hits)
	}
	s.results.q.expr = "天气=晴"
	s.results.ask()
	task.Wait()
	if !strings.Contains(s.results.note.Text, "天气") {
		t.Errorf("says %q", s.results.note.Text)
	}
	s.side.done()
	if !s.asked.Empty() {
		t.Error("the circle stays when the pane is closed")
	}
}

func TestRecordsInsideAnArea(t *testing.T) {
	o := desktest.Open(t)
	_, _, far := twoAndOne(t, o)
	got, err := query{shape: orb.MultiPolygon{{{{117.89, 36.09}, {117.91, 36.09}, {117.91, 36.11}, {117.89, 36.11}, {117.89, 36.09}}}}}.answer(context.Background(), o.Store, o.Lists())
	if err != nil || len(got) != 1 || got[0].id != far.Head().ID {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestSecretRecordsStayOutOfAnExport(t *testing.T) {
	var b bytes.Buffer
	left, err := writeHits(&b, "此处附近", []hit{{name: "=甲", kind: model.KindSite, metres: 1234}, {name: "某保密地块", level: model.Secret}}, true, time.Date(2026, 11, 26, 0, 0, 0, 0, time.Local))
	if text := b.String(); err != nil || left != 1 || strings.Contains(text, "保密地块") || !strings.Contains(text, "载体,'=甲,1.23,") || !strings.Contains(text, "内部资料，此处附近，2026年11月26日") {
		t.Errorf("%d left, %v: %s", left, err, text)
	}
}

func TestASiteIsRegisteredWhereOneClicks(t *testing.T) {
	o := desktest.Open(t)
	s := shown(t, o)
	v := s.pic.Viewport()
	s.registered("新地块", s.spot(v.Box().Center(), v))
	task.Wait()
	rows := o.Store.Rows(model.KindSite)
	if len(rows) != 1 || rows[0].Name != "新地块" || !rows[0].HasPoint {
		t.Fatalf("%+v", rows)
	}
	if _, err := o.Store.Undo(); err != nil || len(o.Store.Rows(model.KindSite)) > 0 && !o.Store.Rows(model.KindSite)[0].Deleted {
		t.Errorf("undo left it: %v", err)
	}
}

func TestASearchFindsPlacesRecordsAndCoordinates(t *testing.T) {
	o := desktest.Open(t)
	in, _, _ := twoAndOne(t, o)
	secret := named(&model.Site{Location: at(117.8, 36)}, "保密厂房")
	secret.Head().Level = model.Secret
	o.Put(t, secret)
	s := shown(t, o)
	if got := recordResults(context.Background(), o.Store, answering("厂房")); len(got) != 2 || got[0].ID.(target).record != in.Head().ID && got[1].ID.(target).record != in.Head().ID {
		t.Errorf("%+v", got)
	}
	if got := s.now.baseResults(answering("钢城")); len(got) == 0 || got[0].Title != "钢城区" {
		t.Errorf("%+v", got)
	} else {
		s.goTo(got[0])
	}
	if got := coordinateResults("117.8145, 36.0581"); len(got) < 3 {
		t.Errorf("degrees may mean %+v", got)
	}
	if got := coordinateResults("X=3992296.45 Y=573385.18"); len(got) != 1 || math.Abs((*got[0].ID.(target).lonLat)[0]-117.8145) > 1e-5 {
		t.Errorf("%+v", got)
	} else {
		s.goTo(got[0])
		if c := lonLatOf(s.pic.Viewport().Center); math.Abs(c[0]-117.8145) > 1e-4 {
			t.Errorf("the map is at %v", c)
		}
	}
}

func TestThePresentViewIsWrittenWithoutSecrets(t *testing.T) {
	o := desktest.Open(t)
	twoAndOne(t, o)
	secret := named(&model.Site{Location: at(117.82, 36.05)}, "某保密地块")
	secret.Head().Level = model.Secret
	o.Put(t, secret)
	s := shown(t, o)
	s.mesh, s.inset = true, true
	s.ring(orb.Point{117.81, 36.05}, "")
	s.pic.GoHome()
	var b bytes.Buffer
	if err := s.paper("钢城区载体分布").write(context.Background(), &b, 4); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	for _, want := range []string{"钢城区载体分布", "内部资料", "甲厂房", "图例", "117°"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(text, "保密地块") {
		t.Error("a secret is told")
	}
	b.Reset()
	if err := s.paper("").write(context.Background(), &b, 0); err != nil || !bytes.HasPrefix(b.Bytes(), []byte("%PDF")) {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
}

func TestTheMeshStandsOnRoundDegrees(t *testing.T) {
	s := shown(t, desktest.Open(t))
	for _, zoom := range []float64{0.05, 1, 20, 400} {
		v := s.pic.Viewport()
		v.Scale *= zoom
		f := sketch.Graticule(v)
		if len(f.Lines) < 2 || len(f.Lines) > 40 {
			t.Errorf("at %v times %d lines", zoom, len(f.Lines))
		}
		for _, l := range f.Labels {
			if !strings.HasSuffix(l.Text, "E") && !strings.HasSuffix(l.Text, "N") {
				t.Error(l.Text)
			}
		}
	}
}

func TestTheMenuOffersWhatFits(t *testing.T) {
	o := desktest.Open(t)
	in, project, _ := twoAndOne(t, o)
	s := shown(t, o)
	texts := func(r model.Record) (out string) {
		for _, a := range s.recordMenu(r) {
			out += a.Text + " "
		}
		return out
	}
	if got := texts(in); !strings.Contains(got, "适配项目") || !strings.Contains(got, "地块") {
		t.Error(got)
	}
	if got := texts(project); !strings.Contains(got, "匹配载体") || strings.Contains(got, "地块") {
		t.Error(got)
	}
	at := s.event(orb.Point{117.80, 36.05})
	s.pic.TappedSecondary(&fyne.PointEvent{Position: at.Position, AbsolutePosition: at.Position})
	uitest.Capture(t, o.Window, "menu")
	if o.Window.Canvas().Overlays().Top() == nil {
		t.Error("no menu")
	}
}
