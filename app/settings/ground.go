package settings

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/basemap"
	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/mapping/tiles"
	"chainatlas/model/calk"
)

// ground is the part of the settings about base maps.
type ground struct {
	desk   *desk.Desk
	fields *ui.Fields
	remove *ui.Button
	all    []basemap.Pack
	list   task.Latest[[]basemap.Pack]
}

// The fields.
const (
	fieldMap     = "map"
	fieldEdition = "edition"
	fieldSource  = "source"
	fieldReview  = "review"
	fieldTiles   = "tiles"
	fieldSystem  = "system" // of tiles that are installed next
)

// tileSystems are the systems that tiles are cut in, as they are offered.
var tileSystems = []struct{ word, crs string }{
	{"WGS-84（天地图、OpenStreetMap 等）", "WGS-84"}, {"GCJ-02（高德、腾讯等）", "GCJ-02"},
}

func (g *ground) content() fyne.CanvasObject {
	g.fields = ui.NewFields(ui.Section{Title: "底图"})
	g.remove = ui.Action{Text: "移除", Do: g.confirmRemove}.Button()
	buttons := container.NewHBox(
		ui.Action{Text: "安装底图…", Do: g.chooseFile}.Button(),
		ui.Action{Text: "从文件夹安装…", Do: g.chooseFolder}.Button(),
		g.remove,
		container.NewCenter(ui.NewNote("底图包、区划 GeoJSON、瓦片（MBTiles、PMTiles）")))
	g.show(nil)
	return ui.Stack(look.Gap, g.fields, buttons)
}

// reload looks for base maps beside the window: tiles are large.
func (g *ground) reload() {
	shelf := g.desk.Base
	g.list.Run(func(context.Context, func(int, int)) ([]basemap.Pack, error) { return shelf.List() },
		func(all []basemap.Pack, err error) {
			g.desk.Fail(err)
			g.show(all)
		})
}

// show describes the base map that is drawn, and what was passed over.
func (g *ground) show(all []basemap.Pack) {
	g.all = all
	var names []string
	now := basemap.Pack{}
	for _, p := range all {
		names = append(names, p.Name)
		if p.InUse {
			now = p
		}
	}
	system := tileSystems[0].word
	if v := g.fields.Value(fieldSystem); v != "" {
		system = v
	}
	g.fields.OnCommit = nil
	g.fields.SetSections(ui.Section{Title: "底图", Fields: []ui.Field{
		{Key: fieldMap, Label: "使用", Kind: ui.ChoiceField, Options: names, Value: now.Name},
		{Key: fieldEdition, Label: "版本", Kind: ui.FixedField, Value: joined("，", now.Edition, now.CRS, now.Date)},
		{Key: fieldSource, Label: "来源", Kind: ui.FixedField, Value: strings.Join(now.Source, "；")},
		{Key: fieldReview, Label: "审图号", Kind: ui.FixedField, Value: now.Reviewed()},
		{Key: fieldTiles, Label: "瓦片", Kind: ui.FixedField, Value: tilesOf(now.Set)},
		{Key: fieldSystem, Label: "新装瓦片坐标系", Kind: ui.ChoiceField, Options: systemWords(), Value: system},
	}})
	for _, p := range all {
		if p.Err != nil {
			g.fields.SetNote(fieldMap, look.Warn, "「"+p.Name+"」不能使用："+desk.Explain(p.Err))
		}
	}
	g.fields.OnCommit = g.chosen
	if now.Origin == basemap.Installed {
		g.remove.Enable()
	} else {
		g.remove.Disable()
	}
}

func systemWords() (out []string) {
	for _, s := range tileSystems {
		out = append(out, s.word)
	}
	return out
}

// joined is the words that are there, in one line.
func joined(by string, words ...string) string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, by)
}

func tilesOf(m *tiles.Meta) string {
	if m == nil {
		return "没有，只有区界"
	}
	kind := "影像或图片"
	if m.Format.Vector() {
		kind = "矢量"
	}
	return joined("，", kind, fmt.Sprintf("缩放级别 %d–%d", m.Min, m.Max), m.Attribution)
}

func (g *ground) chosen(key, text string) {
	if key != fieldMap || text == "" {
		return
	}
	shelf := g.desk.Base
	task.Run(func(context.Context, func(int, int)) (basemap.Pack, error) { return shelf.Use(text) },
		func(p basemap.Pack, err error) { g.changed("已启用底图「"+p.Name+"」", err) })
}

// changed says what was done, and shows how things are now, also after a failure.
func (g *ground) changed(text string, err error) {
	if err == nil {
		g.desk.Notice(look.Good, text)
	}
	g.desk.Fail(err)
	g.reload()
}

func (g *ground) chooseFile() {
	ui.OpenFile(g.desk.Window, []string{".capack", calk.Suffix, ".zip", ".json", ".geojson", ".mbtiles", ".pmtiles"}, g.picked)
}

func (g *ground) chooseFolder() { ui.OpenFolder(g.desk.Window, g.picked) }

func (g *ground) picked(path string, err error) {
	if g.desk.Fail(err); path != "" {
		g.install(path)
	}
}

func (g *ground) install(path string) {
	shelf := g.desk.Base
	o := basemap.Options{Today: time.Now(), TilesCRS: g.system()}
	task.Long(g.desk.Window, "正在安装底图", func(ctx context.Context, progress func(int, int)) (basemap.Added, error) {
		o.Progress = progress
		return shelf.Install(ctx, path, o)
	}, func(got basemap.Added, err error) { g.changed(installed(got), err) })
}

// system is the one that tiles are said to be cut in.
func (g *ground) system() string {
	for _, s := range tileSystems {
		if s.word == g.fields.Value(fieldSystem) {
			return s.crs
		}
	}
	return ""
}

func installed(got basemap.Added) string {
	text := "已安装并启用底图「" + got.Name + "」"
	if got.Guessed {
		text += "，坐标系按与内置区界的吻合程度判断为 " + got.CRS
	}
	if got.Away {
		text += "。瓦片的范围不在本区，地图上看不到它，请核对文件和坐标系"
	}
	return text
}

func (g *ground) confirmRemove() {
	name := g.fields.Value(fieldMap)
	ui.Confirm(g.desk.Window, "移除底图", "移除「"+name+"」？记录不受影响，地图改用下一个底图。", ui.Action{Text: "移除", Danger: true, Do: func() {
		shelf := g.desk.Base
		task.Long(g.desk.Window, "正在移除底图", func(context.Context, func(int, int)) (struct{}, error) { return struct{}{}, shelf.Remove(name) },
			func(_ struct{}, err error) { g.changed("已移除底图「"+name+"」", err) })
	}})
}
