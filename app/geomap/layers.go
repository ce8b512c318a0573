package geomap

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/maplayer"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/mapping/crs"
	"chainatlas/model"
)

// showLayer switches a layer on or off.
func (s *Screen) showLayer(l *model.Layer, on bool) {
	s.card.hide()
	s.changeLayer(map[bool]string{true: "显示", false: "隐藏"}[on], l, func(x *model.Layer) { x.Hidden = !on })
}

// zoomTo moves the map to a layer; one that is hidden is switched on first.
func (s *Screen) zoomTo(l *model.Layer) {
	if s.now == nil {
		return
	}
	if b := s.now.bound(l); !b.IsZero() {
		s.pic.Fit(b)
		return
	}
	if l.Hidden {
		s.desk.Say("图层「" + l.Name + "」已隐藏，请先显示再缩放。")
		return
	}
	s.desk.Say("图层「" + l.Name + "」在图上没有内容。")
}

func (s *Screen) explain(err error) string { return desk.Explain(err) }

// describe edits what is said of a layer: level, source, date, borders.
func (s *Screen) describe(l *model.Layer) {
	fields := ui.NewFields(ui.Section{Fields: []ui.Field{
		{Key: "level", Label: "公开级别", Kind: ui.ChoiceField, Value: string(l.Level.OrInternal()), Options: []string{string(model.Public), string(model.Internal), string(model.Secret)}},
		{Key: "source", Label: "来源", Value: l.Source, Hint: "提供单位、文件"},
		{Key: "as_of", Label: "截至日期", Value: l.AsOf.String(), Hint: "如 2024年6月"},
		{Key: "borders", Label: "行政界线", Kind: ui.ChoiceField, Value: string(yesOrNo(l.Borders)), Options: []string{string(model.Yes), string(model.No)}},
		{Key: "crs", Label: "原坐标系", Kind: ui.FixedField, Value: joined(systemName(l.CRS), l.CRSReason)},
		{Key: "file", Label: "原文件", Kind: ui.FixedField, Value: l.File},
		{Key: "fields", Label: "字段", Kind: ui.FixedField, Value: l.Fields.String()},
	}})
	ready := func() bool {
		if _, problems := model.ParseDate(fields.Value("as_of"), model.Hint{}); len(problems) > 0 {
			fields.SetNote("as_of", look.Warn, problems[0].Message)
			return false
		}
		return true
	}
	ui.NewDialog(s.desk.Window, "图层说明："+l.Name, fields, ui.Action{Text: "保存", Primary: true, Ready: ready, Do: func() {
		asOf, _ := model.ParseDate(fields.Value("as_of"), model.Hint{})
		s.changeLayer("修改说明", l, func(x *model.Layer) {
			x.Level, x.Source, x.AsOf, x.Borders = model.Level(fields.Value("level")), strings.TrimSpace(fields.Value("source")), asOf, model.YesNo(fields.Value("borders"))
		})
	}}).Show()
}

func yesOrNo(v model.YesNo) model.YesNo {
	if v == model.Yes {
		return model.Yes
	}
	return model.No
}

// systemName is what people call a coordinate system: the words of the list, else its code.
func systemName(code string) string {
	for _, s := range systems {
		if c, err := crs.Lookup(s.Name); err == nil && (c.Code == code || s.Name == code) {
			return s.Words
		}
	}
	return code
}

// exportForms are the files that a layer can become.
var exportForms = []struct{ words, ending string }{
	{"GeoJSON（.geojson）", ".geojson"}, {"KML（.kml）", ".kml"}, {"Shapefile（装在 .zip 里）", ".zip"}, {"GeoPackage（.gpkg）", ".gpkg"},
}

// exportLayer asks for form and system, then for the place, and writes the layer. A 保密 one is asked for once more.
func (s *Screen) exportLayer(l *model.Layer) {
	var words []string
	for _, f := range exportForms {
		words = append(words, f.words)
	}
	form, system := ui.NewChoice(words, nil), ui.NewChoice(systemWords(), nil)
	form.Set(words[0])
	system.Set(systems[2].Words)
	body := []fyne.CanvasObject{labelled("格式", form), labelled("坐标系", system)}
	act := ui.Action{Text: "选择位置", Primary: true}
	if l.Level == model.Secret {
		body = append(body, ui.NewParagraph("这是保密图层。导出会记入历史，文件离开软件后不再受保护。"))
		act.Primary, act.Danger, act.Text = false, true, "导出保密图层"
	}
	act.Do = func() { s.saveLayer(l, exportForms[form.Index()].ending, systems[system.Index()].Name) }
	ui.NewDialog(s.desk.Window, "导出图层「"+l.Name+"」", ui.Stack(look.Unit, body...), act).Show()
}

func (s *Screen) saveLayer(l *model.Layer, ending, name string) {
	system, err := crs.Lookup(name)
	if err != nil {
		s.desk.Fail(err)
		return
	}
	to := model.Staff
	if l.Level == model.Secret {
		to = model.Cleared
	}
	ui.SaveFile(s.desk.Window, model.Attachment{Name: l.Name + ending}.FileName(), func(f fyne.URIWriteCloser, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		path := f.URI().Path()
		if err := f.Close(); err != nil {
			s.desk.Fail(err)
			return
		}
		st := s.desk.Store
		task.Long(s.desk.Window, "正在导出图层", func(context.Context, func(int, int)) (struct{}, error) {
			return struct{}{}, maplayer.Export(st, l, path, system, to)
		}, func(_ struct{}, err error) {
			if err != nil {
				dropEmpty(path)
				s.desk.Fail(err)
				return
			}
			s.desk.Written(look.Good, "已导出："+path, path)
		})
	})
}

// dropEmpty takes away the empty file that the dialog made, where nothing came into it.
func dropEmpty(path string) {
	if info, err := os.Stat(path); err == nil && info.Size() == 0 {
		_ = os.Remove(path)
	}
}

// mapEndings are the files that the map takes when they are dropped on it; tables stay ledgers.
var mapEndings = []string{".geojson", ".json", ".geojsonl", ".shp", ".zip", ".kml", ".kmz", ".gpkg", ".dxf"}

// TakeFiles takes a map file that is dropped on the map.
func (s *Screen) TakeFiles(_ fyne.Position, paths []string) bool {
	i := slices.IndexFunc(paths, func(p string) bool { return slices.Contains(mapEndings, strings.ToLower(filepath.Ext(p))) })
	if i < 0 {
		return false
	}
	s.importLayer(paths[i])
	return true
}

// chooseLayerFile asks for a file to import.
func (s *Screen) chooseLayerFile() {
	ui.OpenFile(s.desk.Window, append(slices.Clone(mapEndings), ".csv", ".xlsx"), func(path string, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.importLayer(path)
	})
}
