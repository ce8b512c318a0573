package geomap

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/paulmach/orb"

	"chainatlas/app/look"
	"chainatlas/app/maplayer"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	speech "chainatlas/app/words"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/geofile"
	"chainatlas/mapping/layerfile"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/store"
)

// layerImport is the pane of a file that is looked through: what is in it, where it would lie, and what to call it.
type layerImport struct {
	s       *Screen
	path    string
	seen    *maplayer.Preview
	options []geofile.Proposal
	system  *ui.Choice
	reason  *widget.Label
	name    *ui.Entry
	level   *ui.Choice
	borders *widget.Check
	note    *ui.Line
	form    *fyne.Container
	tries   task.Latest[*tried]
	fits    *tried // what is drawn; nil while nothing is
}

// tried is the layer in one system, ready to be drawn over the map.
type tried struct {
	system geofile.Proposal
	data   *layerfile.Layer
	draw   *thematic.Overlay
}

// importLayer looks a file through beside the window, then opens the pane.
func (s *Screen) importLayer(path string) { s.openImport(path, 0) }

func (s *Screen) openImport(path string, layer int) {
	if s.now == nil {
		return
	}
	base := s.now.base
	task.Long(s.desk.Window, "正在读取地图文件", func(ctx context.Context, progress func(int, int)) (*maplayer.Preview, error) {
		return maplayer.Open(ctx, path, layer, base.District(), progress)
	}, func(p *maplayer.Preview, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.startImport(path, p)
	})
}

func (s *Screen) startImport(path string, p *maplayer.Preview) {
	x := &layerImport{s: s, path: path, seen: p, options: withRest(p), note: ui.NewNote("")}
	x.note.Elide = true
	s.side.open(pane("导入图层", x.fields(), ui.Action{Text: "取消", Do: s.side.done}, ui.Action{Text: "导入", Primary: true, Do: x.take}), x.closed)
	s.importing = x
	s.desk.Tell("layer-preview", p.File)
	if len(p.Proposals) > 0 {
		x.choose(0)
	}
}

// withRest offers every other system behind what is proposed.
func withRest(p *maplayer.Preview) []geofile.Proposal {
	out := slices.Clone(p.Proposals)
	for _, name := range crs.Names() {
		c, err := crs.Lookup(name)
		if err == nil && !slices.ContainsFunc(out, func(o geofile.Proposal) bool { return o.CRS.Code == c.Code }) {
			out = append(out, p.As(c))
		}
	}
	return out
}

func (x *layerImport) fields() fyne.CanvasObject {
	p := x.seen
	var words []string
	for _, o := range x.options {
		words = append(words, optionWords(o))
	}
	x.system = ui.NewChoice(words, func(string) { x.choose(x.system.Index()) })
	x.system.SetHint("请选择坐标系")
	x.reason = widget.NewLabel("")
	x.reason.Wrapping, x.reason.SizeName = fyne.TextWrapWord, theme.SizeNameCaptionText
	x.name = ui.NewEntry()
	x.name.SetText(p.Name())
	x.level = ui.NewChoice([]string{string(model.Public), string(model.Internal), string(model.Secret)}, nil)
	x.level.Set(string(p.Level.OrInternal()))
	x.borders = widget.NewCheck(speech.T("含行政界线（没有审图号时不给来访者看）"), nil)
	x.borders.Checked = p.Administrative()
	rows := []fyne.CanvasObject{elided(p.File), elided(fmt.Sprintf("%s　%d 个要素", p.Format, p.Len()))}
	if len(p.Layers) > 1 {
		which := ui.NewChoice(p.Layers, nil)
		which.Set(p.Layers[p.At])
		which.OnChanged = func(string) { x.s.openImport(x.path, which.Index()) }
		rows = append(rows, labelled("图层", which))
	}
	rows = append(rows, labelled("坐标系", x.system), x.reason, labelled("名称", x.name), labelled("公开级别", x.level), x.borders, x.note)
	x.form = ui.Stack(look.Unit, append(rows, x.findings()...)...)
	return x.form
}

// optionWords name a system; the same one with the axes the other way round is another choice.
func optionWords(o geofile.Proposal) string {
	if o.Swapped {
		return systemName(o.CRS.Code) + "，北向在前"
	}
	return systemName(o.CRS.Code)
}

func elided(text string) fyne.CanvasObject {
	l := ui.NewNote(text)
	l.Elide = true
	return l
}

// mostFindings is how many lines of each kind are listed; the rest is counted.
const mostFindings = 20

// findings list the fields, what cannot be taken, and what was put right.
func (x *layerImport) findings() (out []fyne.CanvasObject) {
	p := x.seen
	if len(p.Layer.Notes) > 0 {
		out = append(out, x.section("说明", look.Plain, p.Layer.Notes)...)
	}
	var problems, repairs []string
	for _, b := range p.Problems {
		problems = append(problems, fmt.Sprintf("第 %d 个：%s", b.Number, b.Text))
	}
	for _, r := range p.Repairs {
		if !r.Harmless {
			repairs = append(repairs, fmt.Sprintf("第 %d 个：%s", r.Number, r.Text))
		}
	}
	out = append(out, x.section(fmt.Sprintf("不能导入 %d 个", len(problems)), look.Bad, problems)...)
	out = append(out, x.section(fmt.Sprintf("已自动修复 %d 处", len(repairs)), look.Warn, repairs)...)
	var fields []string
	for _, f := range p.Layer.Fields {
		fields = append(fields, f.Name)
	}
	return append(out, x.section(fmt.Sprintf("字段 %d 个", len(fields)), look.Plain, []string{strings.Join(fields, "、")})...)
}

func (x *layerImport) section(title string, tone look.Tone, lines []string) []fyne.CanvasObject {
	if len(lines) == 0 {
		return nil
	}
	head := ui.NewLine(string(tone.Sign()) + " " + title)
	head.Color = tone.Color()
	if n := len(lines); n > mostFindings {
		lines = append(lines[:mostFindings:mostFindings], fmt.Sprintf("……另有 %d 处", n-mostFindings))
	}
	text := widget.NewLabel(speech.T(strings.Join(lines, "\n")))
	text.Wrapping, text.SizeName = fyne.TextWrapWord, theme.SizeNameCaptionText
	return []fyne.CanvasObject{head, text}
}

// choose draws the layer in a system over the map: whether it fits is seen at once.
func (x *layerImport) choose(i int) {
	if i < 0 || i >= len(x.options) {
		return
	}
	o := x.options[i]
	x.system.Set(optionWords(o))
	x.reason.SetText(speech.T(o.Reason))
	x.form.Refresh() // the reason may need more lines than the one before
	seen, first := x.seen, x.fits == nil
	x.tries.Run(func(context.Context, func(int, int)) (*tried, error) {
		data, err := seen.In(o)
		if err != nil {
			return nil, err
		}
		l := &model.Layer{Base: model.Base{ID: previewID, Name: "待导入：" + seen.Name()}, Style: model.LayerStyle{Color: "#d9480f", Width: 2, Fill: 20}}
		return &tried{o, data, thematic.Imported(l, data, thematic.OverlayOptions{})}, nil
	}, func(t *tried, err error) { x.drawn(t, err, first) })
}

// previewID is no layer's: what is only looked at is not clicked.
var previewID = model.FixedID(model.KindLayer, "preview")

func (x *layerImport) drawn(t *tried, err error, first bool) {
	x.fits = t
	if err != nil {
		x.note.Set("按这个坐标系，坐标不在地球上，请换一个", look.Bad.Color())
		x.s.setOver(nil)
		return
	}
	b := t.draw.Bound()
	x.say(b)
	x.s.setOver(t.draw)
	if home := x.s.now.base.Bound(); first && !b.IsZero() {
		if b.Intersects(home) {
			b = b.Union(home)
		}
		x.s.pic.Fit(b)
	}
	x.s.desk.Tell("layer-drawn", t.system.CRS.Code)
}

// say tells whether the layer lies where the bureau's things are, and how large it is.
func (x *layerImport) say(b orb.Bound) {
	area := ""
	if a := maplayer.Area(x.fits.data); a > 0 {
		area = fmt.Sprintf("，面积 %.1f 亩", a/crs.SquareMetresPerMu)
	}
	switch {
	case b.IsZero():
		x.note.Set("文件中没有图形", look.Warn.Color())
	case !b.Intersects(x.s.now.base.Bound()):
		x.note.Set("▲ 不在本区范围内，请核对坐标系"+area, look.Warn.Color())
	default:
		x.note.Set("在本区范围内"+area, look.Muted)
	}
}

// take imports what is drawn, as one action that can be taken back.
func (x *layerImport) take() {
	s := x.s
	if x.fits == nil {
		x.note.Set("请先选择坐标系", look.Warn.Color())
		return
	}
	if model.LayerCalled(x.name.Text, s.storedLayers()) != nil {
		x.note.Set("已有同名的图层，请换一个名称", look.Warn.Color())
		return
	}
	one := maplayer.Import{Preview: x.seen, System: x.fits.system, Name: x.name.Text, Level: model.Level(x.level.Value())}
	one.Borders = model.No
	if x.borders.Checked {
		one.Borders = model.Yes
	}
	st := s.desk.Store
	type taken struct {
		batch store.Batch
		layer *model.Layer
	}
	task.Long(s.desk.Window, "正在导入图层", func(ctx context.Context, _ func(int, int)) (taken, error) {
		b, done, err := maplayer.Take(ctx, st, []maplayer.Import{one})
		if err != nil {
			return taken{}, err
		}
		return taken{b, done[0].Layer}, nil
	}, func(t taken, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.side.done()
		s.panel.choose(t.layer.ID)
		s.desk.Notice(look.Good, fmt.Sprintf("已导入图层「%s」，%d 个要素", t.layer.Name, t.layer.Count), s.desk.UndoAction(t.batch))
		s.desk.Tell("layer-imported", t.layer.Name)
	})
}

func (x *layerImport) closed() {
	x.tries.Stop()
	x.s.importing = nil
	x.s.setOver(nil)
}
