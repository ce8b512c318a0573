package geomap

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"github.com/paulmach/orb"

	"chainatlas/app/geomap/sketch"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/mapping/pdf"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// sheetMenu offers what a map on paper has beside the map itself.
func (s *Screen) sheetMenu(under fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	ui.ShowMenu(s.desk.Window.Canvas(), at.AddXY(0, under.Size().Height),
		ui.Action{Text: "导出图片、PDF…", Do: s.exportView}, ui.Action{},
		ui.Action{Text: "图例", On: !s.bare, Do: func() { s.bare = !s.bare; s.redraw() }},
		ui.Action{Text: "经纬网", On: s.mesh, Do: func() { s.mesh = !s.mesh; s.tools.show() }},
		ui.Action{Text: "位置示意图", On: s.inset, Do: func() { s.inset = !s.inset; s.redraw() }},
		ui.Action{Text: "投资方来源省份", On: s.origins, Do: s.showOrigins})
}

// viewForms are what the present view can be written as.
var viewForms = []struct {
	words, ending string
	paper         pdf.Paper
}{
	{"PDF，A4 横向", ".pdf", pdf.A4.Landscape()}, {"PDF，A3 横向", ".pdf", pdf.A3.Landscape()},
	{"PDF，A4 纵向", ".pdf", pdf.A4}, {"图片（PNG）", ".png", pdf.Paper{}}, {"矢量图（SVG）", ".svg", pdf.Paper{}},
}

// A map on paper keeps clear of what printers do not reach, and writes as large as is read at arm's length, in millimetres.
const (
	viewMargin = 8
	viewPixel  = 0.25
)

// exportView asks for a title and a form, then writes what is seen, with legend, scale, source and stamp.
func (s *Screen) exportView() {
	if s.now == nil {
		return
	}
	title := ui.NewEntry()
	title.SetPlaceHolder("图名，可不写")
	if s.only != nil {
		title.SetText(s.only.text)
	}
	var words []string
	for _, f := range viewForms {
		words = append(words, f.words)
	}
	form := ui.NewChoice(words, nil)
	form.Set(words[0])
	note := ui.NewParagraph("写出当前范围内显示的图层和图上标绘，带图例、比例尺、指北针、来源和「内部资料」；保密的记录和图层不写入。")
	d := ui.NewDialog(s.desk.Window, "导出当前视图", ui.Stack(look.Unit, labelled("图名", title), labelled("格式", form), note),
		ui.Action{Text: "选择位置", Primary: true, Do: func() { s.saveView(model.Tidy(title.Text), form.Index()) }})
	d.ClosedBy(title)
	title.OnSubmitted = func(string) { d.Take() }
	d.Show()
	s.desk.Window.Canvas().Focus(title)
}

func (s *Screen) saveView(title string, form int) {
	name := title
	if name == "" {
		name = "地图"
	}
	v := s.paper(title)
	ui.SaveFile(s.desk.Window, model.Attachment{Name: name + viewForms[form].ending}.FileName(), func(f fyne.URIWriteCloser, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		path := f.URI().Path()
		task.Long(s.desk.Window, "正在导出地图", func(ctx context.Context, _ func(int, int)) (struct{}, error) {
			err := v.write(ctx, f, form)
			if shut := f.Close(); err == nil {
				err = shut
			}
			return struct{}{}, err
		}, func(_ struct{}, err error) {
			if err != nil {
				_ = os.Remove(path) // half a picture is none
				s.desk.Fail(err)
				return
			}
			s.desk.Written(look.Good, "已导出："+filepath.Base(path), path)
		})
	})
}

// paperView is the present view on its way to a file.
type paperView struct {
	r     reading
	o     thematic.MapOptions
	bound orb.Bound // on the plane: what is seen
	w, h  int       // device pixels of the screen
	dpr   float32
	above []mapping.Layer
}

// paper takes what is needed of the screen.
func (s *Screen) paper(title string) paperView {
	v := s.pic.Viewport()
	out := paperView{bound: v.Bound(), w: v.W, h: v.H, dpr: v.Unit(),
		r: reading{store: s.desk.Store, maps: s.desk.Base, faces: s.desk.Typeface, only: s.only, to: model.Staff, origins: s.origins},
		o: thematic.MapOptions{Faces: s.desk.Typeface, Audience: model.Staff, Title: title, Date: "截至 " + time.Now().Format("2006年1月2日")}}
	if s.mesh {
		out.above = append(out.above, sketch.Mesh{})
	}
	f := s.marks()
	if s.tools.now != nil {
		f.Add(s.tools.now.figure())
	}
	out.above = append(out.above, f)
	if s.inset && s.now != nil {
		out.above = append(out.above, thematic.OverviewOf{Overview: thematic.Overview{Base: s.now.base}})
	}
	return out
}

// write reads the records as staff may see them, and draws them.
func (p paperView) write(ctx context.Context, to io.Writer, form int) error {
	sheet, err := p.r.sheet(ctx)
	if err != nil {
		return err
	}
	p.o.Layers = nil
	for _, l := range sheet.layers {
		switch d := sheet.made[l.ID].draw; {
		case l.Hidden:
		case l.Of == model.LayerOfBase:
			p.o.Base, p.o.NoPlaces, p.o.Weaker = sheet.base, l.Unlabelled, 1-opacity(l)
		case d != nil:
			p.o.Layers = append(p.o.Layers, shaded(d, l))
		}
	}
	if sheet.origins != nil {
		p.o.Layers = append(p.o.Layers, sheet.origins)
	}
	p.o.Layers = append(p.o.Layers, p.above...)
	picture := seen{thematic.SiteMap(p.o), p.bound}
	switch f := viewForms[form]; f.ending {
	case ".png":
		return thematic.WritePNG(to, picture, p.w, p.h, p.dpr, p.r.faces)
	case ".svg":
		return thematic.WriteSVG(to, picture, int(float32(p.w)/p.dpr), int(float32(p.h)/p.dpr), p.r.faces)
	default:
		page := pdf.Sheet{Paper: f.paper, Margin: viewMargin, Pixel: viewPixel}
		return thematic.WritePDF(to, picture, page, pdf.Info{Title: p.o.Title, Subject: model.Staff.Mark(), Created: time.Now()}, p.r.faces)
	}
}

// seen is a picture of which a part of the plane is shown.
type seen struct {
	thematic.Picture
	bound orb.Bound
}

// Fit implements thematic.Picture.
func (s seen) Fit(w, h int, dpr float32) mapping.Viewport {
	return mapping.Viewport{W: w, H: h, DPR: dpr}.Fit(s.bound, 0)
}
