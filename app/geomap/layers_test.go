package geomap

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/paulmach/orb"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
	"chainatlas/mapping/geofile"
	"chainatlas/model"
)

// landFile is three parcels in the middle of the district, with a name, a use and an area each.
func landFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "规划用地.geojson")
	var all []geofile.Feature
	for i, use := range []string{"工业", "仓储", "工业"} {
		x, y := 117.78+0.03*float64(i), 36.05
		g := orb.Polygon{{{x, y}, {x + 0.02, y}, {x + 0.02, y + 0.02}, {x, y + 0.02}, {x, y}}}
		all = append(all, geofile.Feature{Number: i + 1, Geometry: g, Attrs: []geofile.Attr{{Name: "名称", Value: []string{"甲", "乙", "丙"}[i] + "地块"}, {Name: "用途", Value: use}, {Name: "面积", Value: 10.0 * float64(i+1)}}})
	}
	l := geofile.Layer{Name: "规划用地", CRS: "EPSG:4326", Fields: []geofile.Field{{Name: "名称"}, {Name: "用途"}, {Name: "面积", Type: geofile.NumberField}}}
	if err := geofile.Write(path, l, slices.Values(all)); err != nil {
		t.Fatal(err)
	}
	return path
}

// withLand is a map with the parcels on it.
func withLand(t *testing.T) (*desktest.Office, *Screen, *model.Layer) {
	t.Helper()
	o := desktest.Open(t)
	s := shown(t, o)
	if !s.TakeFiles(fyne.Position{}, []string{landFile(t)}) {
		t.Fatal("the map does not take a map file")
	}
	task.Wait()
	if s.importing == nil {
		t.Fatal("nothing is looked through")
	}
	s.importing.choose(slices.IndexFunc(s.importing.options, func(p geofile.Proposal) bool { return p.CRS.Code == "EPSG:4326" }))
	task.Wait()
	s.importing.take()
	task.Wait()
	l := model.LayerCalled("规划用地", s.storedLayers())
	if l == nil {
		t.Fatal("nothing was imported")
	}
	return o, s, l
}

func TestAFileIsSeenOverTheMapBeforeItIsImported(t *testing.T) {
	o := desktest.Open(t)
	s := shown(t, o)
	s.importLayer(landFile(t))
	task.Wait()
	x := s.importing
	if x == nil || x.seen.Len() != 3 || x.fits == nil || s.now.over == nil || !s.reads("待导入：规划用地") {
		t.Fatalf("not drawn: %+v", x)
	}
	uitest.Capture(t, o.Window, "layer-import")
	at := x.fits.draw.Bound()
	x.choose(slices.IndexFunc(x.options, func(p geofile.Proposal) bool { return p.CRS.Code == "GCJ-02" }))
	task.Wait()
	if x.fits.draw.Bound() == at {
		t.Error("another system draws it at the same place")
	}
	x.choose(slices.IndexFunc(x.options, func(p geofile.Proposal) bool { return p.CRS.Code == "EPSG:3857" }))
	task.Wait()
	if !strings.Contains(x.note.Text, "不在本区") {
		t.Errorf("far away it says %q", x.note.Text)
	}
	s.side.done()
	if s.importing != nil || s.now.over != nil || len(s.storedLayers()) != 0 {
		t.Error("a cancelled import left something")
	}
}

func TestAnImportedLayerIsOnTheMapAndCanBeTakenBack(t *testing.T) {
	o, s, l := withLand(t)
	uitest.Capture(t, o.Window, "layer-panel")
	if !s.reads("甲地块") || s.panel.chosen != l.ID || s.importing != nil {
		t.Error("the layer is not shown, or not chosen")
	}
	if _, err := o.Store.Undo(); err != nil {
		t.Fatal(err)
	}
	task.Wait()
	if s.reads("甲地块") || s.panel.row(l.ID) != nil {
		t.Error("undo left the layer")
	}
}

func TestFeaturesAreNamedAndTold(t *testing.T) {
	_, s, _ := withLand(t)
	s.pic.MouseMoved(s.event(orb.Point{117.79, 36.06}))
	if s.card.over == nil || s.card.held {
		t.Fatal("a hover says nothing")
	}
	s.click(orb.Point{117.82, 36.06})
	if !s.card.held || !strings.HasSuffix(s.card.key, "/1") {
		t.Fatalf("a click shows %q", s.card.key)
	}
}

func TestALayerIsChangedInThePanel(t *testing.T) {
	o, s, l := withLand(t)
	now := func() *model.Layer { return s.now.layer(l.ID) }
	r := s.panel.row(l.ID)
	r.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt})
	task.Wait()
	if s.now.layers[0].ID != l.ID {
		t.Error("Alt and an arrow did not move it below the base map")
	}
	r = s.panel.row(l.ID)
	r.moved = -3 * r.Size().Height
	r.DragEnd()
	task.Wait()
	if at := slices.IndexFunc(s.now.layers, func(x *model.Layer) bool { return x.ID == l.ID }); at != 3 {
		t.Errorf("dragged up by three it is at %d", at)
	}
	s.changeLayer("不透明度 40%", l, func(x *model.Layer) { x.Transparency = 60 })
	s.changeLayer("重命名", l, func(x *model.Layer) { x.Name = "用地" })
	task.Wait()
	if now().Transparency != 60 || now().Name != "用地" {
		t.Errorf("%+v", now())
	}
	s.panel.row(l.ID).check.SetChecked(false)
	task.Wait()
	if s.reads("甲地块") || !now().Hidden {
		t.Error("a hidden layer is drawn")
	}
	for range 5 {
		if _, err := o.Store.Undo(); err != nil {
			t.Fatal(err)
		}
	}
	task.Wait()
	if got := now(); got == nil || got.Name != "规划用地" || got.Hidden || got.Transparency != 0 {
		t.Errorf("after five undos %+v", got)
	}
	s.deleteLayer(now())
	task.Wait()
	if now() != nil {
		t.Error("a deleted layer is in the panel")
	}
}

func TestAStyleIsTriedAndApplied(t *testing.T) {
	o, s, l := withLand(t)
	s.editStyle(s.now.layer(l.ID))
	x := styleOf(t, s)
	x.turn(model.StyleByValue)
	x.takeField("用途")
	task.Wait()
	uitest.Capture(t, o.Window, "layer-style")
	if len(x.draft.Style.Classes) != 2 || !s.reads("仓储") {
		t.Errorf("classes %v", x.draft.Style.Classes)
	}
	if got := model.LayerCalled("规划用地", s.storedLayers()); !got.Style.IsZero() {
		t.Error("a style that is tried was stored")
	}
	x.turn(model.StyleByRange)
	task.Wait()
	if x.draft.Style.Field != "面积" || len(x.draft.Style.Classes) < 2 {
		t.Errorf("by range %+v", x.draft.Style)
	}
	x.apply()
	task.Wait()
	if got := s.now.layer(l.ID); got.Style.By != model.StyleByRange || s.draft != nil {
		t.Errorf("stored %+v", got.Style)
	}
}

// styleOf is the pane that is open.
func styleOf(t *testing.T, s *Screen) *stylePane {
	t.Helper()
	if s.styling == nil {
		t.Fatal("no style is edited")
	}
	return s.styling
}

func TestRecordsAreColouredByAField(t *testing.T) {
	o := desktest.Open(t)
	site := named(&model.Site{SiteKind: "标准厂房", Location: at(117.83, 36.07)}, "甲厂房")
	o.Put(t, site, named(&model.Site{SiteKind: "闲置用地", Location: at(117.80, 36.05)}, "乙地块"))
	s := shown(t, o)
	s.editStyle(s.now.layer(model.OwnLayer(model.LayerOfSites).ID))
	x := styleOf(t, s)
	x.turn(model.StyleByValue)
	task.Wait()
	if x.draft.Style.Field != "site_kind" || !s.reads("载体类型：标准厂房") {
		t.Errorf("%+v", x.draft.Style)
	}
	x.turn(model.StyleByHeat)
	x.apply()
	task.Wait()
	if s.reads("甲厂房") || !s.reads("载体（热力）") {
		t.Error("heat shows single sites, or no legend")
	}
}

// A damaged layer is told and keeps nothing else off the map.
func TestADamagedLayerIsLeftOut(t *testing.T) {
	o, s, l := withLand(t)
	a := l.Data[0]
	if err := os.WriteFile(filepath.Join(o.Store.Dir(), "files", a.Hash[:2], a.Hash[2:]), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.changeLayer("重命名", l, func(x *model.Layer) { x.Name = "用地" })
	task.Wait()
	if s.now.made[l.ID].err == nil || !strings.Contains(s.panel.row(l.ID).badge.Text, "已损坏") || s.reads("甲地块") || !s.reads("钢城区") {
		t.Error("a damaged layer is not told, or takes others with it")
	}
}
