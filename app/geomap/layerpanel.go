package geomap

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	speech "chainatlas/app/words"
	"chainatlas/model"
)

// layerPanel lists the layers, the topmost first, and shows how the chosen one can be changed.
type layerPanel struct {
	s      *Screen
	rows   []*layerRow
	list   *fyne.Container
	chosen model.ID
	detail *fyne.Container
	whole  fyne.CanvasObject
}

func newLayerPanel(s *Screen) *layerPanel {
	p := &layerPanel{s: s, list: ui.Stack(0), detail: ui.Stack(look.Unit)}
	load := ui.Action{Text: "导入图层", Icon: theme.ContentAddIcon(), Primary: true, Do: s.chooseLayerFile}
	below := ui.NewPanel(ui.Stack(look.Unit, p.detail, load.Button()), look.Gap, look.Unit)
	below.Over = look.Line
	p.whole = container.NewBorder(nil, below, nil, nil, container.NewVScroll(p.list))
	return p
}

// set shows the layers of a sheet, given the lowest first.
func (p *layerPanel) set(layers []*model.Layer) {
	focused := p.focused()
	p.rows = p.rows[:0]
	for _, l := range slices.Backward(layers) {
		p.rows = append(p.rows, newLayerRow(p, l))
	}
	p.place(p.rows)
	if p.row(p.chosen) == nil {
		p.chosen = model.ID{}
	}
	p.paint()
	if r := p.row(p.chosen); r != nil && focused {
		if c := fyne.CurrentApp().Driver().CanvasForObject(p.list); c != nil {
			c.Focus(r)
		}
	}
}

// focused tells whether one of the rows has the keyboard: it goes on having it when they are made anew.
func (p *layerPanel) focused() bool {
	c := fyne.CurrentApp().Driver().CanvasForObject(p.list)
	if c == nil {
		return false
	}
	r, ok := c.Focused().(*layerRow)
	return ok && slices.Contains(p.rows, r)
}

func (p *layerPanel) place(rows []*layerRow) {
	p.list.Objects = p.list.Objects[:0]
	for _, r := range rows {
		p.list.Objects = append(p.list.Objects, r)
	}
	p.list.Refresh()
}

func (p *layerPanel) row(id model.ID) *layerRow {
	for _, r := range p.rows {
		if r.layer.ID == id && !id.IsZero() {
			return r
		}
	}
	return nil
}

// choose shows one layer's switches below the list.
func (p *layerPanel) choose(id model.ID) {
	if p.chosen != id {
		p.chosen = id
		p.paint()
	}
}

// step chooses the neighbour.
func (p *layerPanel) step(by int) {
	at := slices.IndexFunc(p.rows, func(r *layerRow) bool { return r.layer.ID == p.chosen }) + by
	if at < 0 || at >= len(p.rows) {
		return
	}
	p.choose(p.rows[at].layer.ID)
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.list); c != nil {
		c.Focus(p.rows[at])
	}
}

func (p *layerPanel) paint() {
	for _, r := range p.rows {
		r.paint()
	}
	p.detail.RemoveAll()
	if r := p.row(p.chosen); r != nil {
		for _, o := range p.switches(r.layer) {
			p.detail.Add(o)
		}
	}
	p.detail.Refresh()
}

// switches change the chosen layer: how strong it is, its names, its look.
func (p *layerPanel) switches(l *model.Layer) []fyne.CanvasObject {
	name := ui.NewLine(l.Name)
	name.Bold, name.Elide = true, true
	out := []fyne.CanvasObject{name}
	if note := p.about(l); note != "" {
		about := ui.NewNote(note)
		about.Elide = true
		out = append(out, about)
	}
	if m := p.s.now.made[l.ID]; m.err != nil {
		return append(out, ui.NewParagraph(p.s.explain(m.err)))
	}
	names := widget.NewCheck(speech.T("显示标注"), nil)
	names.Checked = !l.Unlabelled
	names.OnChanged = func(on bool) {
		p.s.changeLayer(map[bool]string{true: "显示标注", false: "不显示标注"}[on], l, func(x *model.Layer) { x.Unlabelled = !on })
	}
	out = append(out, p.strength(l))
	style := ui.Action{Text: "样式", Off: l.Of == model.LayerOfBase, Do: func() { p.s.editStyle(l) }}.Button()
	return append(out, container.NewBorder(nil, nil, names, style))
}

// about says what the layer is made of.
func (p *layerPanel) about(l *model.Layer) string {
	if l.Of != model.LayerOfFile {
		if k, ok := l.Of.Records(); ok {
			return "图上 " + count(p.s.now.counts[k]) + " 条记录"
		}
		return ""
	}
	return joined(count(l.Count)+" 个要素", l.File, "原坐标系 "+systemName(l.CRS))
}

// strength is the slider of the opacity; it is stored when it is let go.
func (p *layerPanel) strength(l *model.Layer) fyne.CanvasObject {
	percent := func(v float64) string { return strconv.Itoa(int(v+0.5)) + "%" }
	slider := widget.NewSlider(0, 100)
	slider.Step = 5
	slider.Value = float64(100 - l.Transparency)
	note := ui.NewNote(percent(slider.Value))
	note.Align = fyne.TextAlignTrailing
	slider.OnChanged = func(v float64) { note.SetText(percent(v)) }
	slider.OnChangeEnded = func(v float64) {
		if t := 100 - int(v+0.5); t != l.Transparency {
			p.s.changeLayer("不透明度 "+percent(v), l, func(x *model.Layer) { x.Transparency = t })
		}
	}
	return container.NewBorder(nil, nil, container.New(middle{}, ui.AtLeast(56, ui.NewNote("不透明度"))), container.New(middle{}, ui.AtLeast(36, note)), slider)
}

// menu offers what can be done with a layer.
func (p *layerPanel) menu(l *model.Layer, at fyne.Position) {
	file := l.Of == model.LayerOfFile
	place := p.placeOf(l)
	actions := []ui.Action{
		{Text: "缩放到图层", Do: func() { p.s.zoomTo(l) }},
		{Text: "样式…", Off: l.Of == model.LayerOfBase, Do: func() { p.s.editStyle(l) }},
		{Text: "上移一层（Alt+↑）", Off: place <= 0, Do: func() { p.drop(p.row(l.ID), -1) }},
		{Text: "下移一层（Alt+↓）", Off: place >= len(p.rows)-1, Do: func() { p.drop(p.row(l.ID), 1) }},
	}
	if file {
		actions = append(actions, ui.Action{}, ui.Action{Text: "重命名…", Do: func() { p.rename(l) }},
			ui.Action{Text: "图层说明…", Do: func() { p.s.describe(l) }},
			ui.Action{Text: "导出…", Do: func() { p.s.exportLayer(l) }},
			ui.Action{Text: "历史", Do: func() { p.s.desk.History(l.ID) }},
			ui.Action{}, ui.Action{Text: "删除", Do: func() { p.s.deleteLayer(l) }})
	}
	ui.ShowMenu(p.s.desk.Window.Canvas(), at, actions...)
}

func (p *layerPanel) placeOf(l *model.Layer) int {
	return slices.IndexFunc(p.rows, func(r *layerRow) bool { return r.layer.ID == l.ID })
}

// preview shows the rows as they would stand if the dragged one were let go.
func (p *layerPanel) preview(r *layerRow, steps int) { p.place(p.shifted(r, steps)) }

func (p *layerPanel) shifted(r *layerRow, steps int) []*layerRow {
	from := slices.Index(p.rows, r)
	to := min(max(from+steps, 0), len(p.rows)-1)
	return slices.Insert(slices.Delete(slices.Clone(p.rows), from, from+1), to, r)
}

// drop moves a layer by so many rows, down being positive.
func (p *layerPanel) drop(r *layerRow, steps int) {
	from := slices.Index(p.rows, r)
	to := min(max(from+steps, 0), len(p.rows)-1)
	if from < 0 || from == to {
		p.place(p.rows)
		return
	}
	last := len(p.rows) - 1
	p.s.moveLayer(last-from, last-to)
}

// rename asks for another name.
func (p *layerPanel) rename(l *model.Layer) {
	if l.Of != model.LayerOfFile {
		return
	}
	e := ui.NewEntry()
	e.SetText(l.Name)
	note := ui.NewNote("")
	var d *ui.Dialog
	ready := func() bool {
		name := model.Tidy(e.Text)
		other := model.LayerCalled(name, p.s.storedLayers())
		switch {
		case name == "":
			note.Set("名称不能为空", look.Warn.Color())
		case other != nil && other.ID != l.ID:
			note.Set("已有同名的图层", look.Warn.Color())
		default:
			return true
		}
		return false
	}
	d = ui.NewDialog(p.s.desk.Window, "重命名图层", ui.Stack(look.Half, e, note), ui.Action{Text: "重命名", Primary: true, Ready: ready, Do: func() {
		p.s.changeLayer("重命名为「"+model.Tidy(e.Text)+"」", l, func(x *model.Layer) { x.Name = model.Tidy(e.Text) })
	}})
	d.ClosedBy(e)
	e.OnSubmitted = func(string) { d.Take() }
	d.Show()
	p.s.desk.Window.Canvas().Focus(e)
}
