package geomap

import (
	"context"
	"image/color"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/store"
)

// stylePane changes how a layer looks. The map shows every change at once; the store takes them with 应用.
type stylePane struct {
	s      *Screen
	stored *model.Layer
	draft  *model.Layer
	steps  int
	body   *fyne.Container
	finds  task.Latest[[]model.StyleClass]
}

// A way is a kind of style in the user's words.
type way struct {
	by    model.StyleBy
	words string
}

// ways are the styles that make sense for a layer.
func ways(l *model.Layer) []way {
	if l.Of == model.LayerOfFile {
		return []way{{model.StyleSingle, "单一颜色"}, {model.StyleByValue, "按值分类"}, {model.StyleByRange, "按数值分级"}, {model.StyleByHeat, "热力"}, {model.StyleByCount, "按区内记录数分级"}}
	}
	return []way{{model.StyleSingle, "默认样式"}, {model.StyleByValue, "按字段分类"}, {model.StyleByRange, "按数值分级"}, {model.StyleByHeat, "热力"}}
}

const usualSteps = 5

func (s *Screen) editStyle(l *model.Layer) {
	if l.Hidden || s.now == nil {
		s.desk.Say("请先显示图层「" + l.Name + "」，再改样式。")
		return
	}
	x := &stylePane{s: s, stored: l, draft: model.Clone(l).(*model.Layer), steps: max(len(l.Style.Classes), usualSteps), body: ui.Stack(look.Unit)}
	if len(l.Style.Classes) > 0 {
		x.steps = len(l.Style.Classes)
	}
	s.side.open(pane("样式："+l.Name, x.body, ui.Action{Text: "取消", Do: s.side.done}, ui.Action{Text: "应用", Primary: true, Do: x.apply}), x.closed)
	s.styling = x
	x.build()
}

func (x *stylePane) apply() {
	d := x.draft
	done := x.s.changeLayer("修改样式", x.stored, func(l *model.Layer) {
		l.Style, l.LabelField, l.MinZoom, l.MaxZoom = d.Style, d.LabelField, d.MinZoom, d.MaxZoom
	})
	if done {
		x.s.side.done()
	}
}

func (x *stylePane) closed() {
	x.finds.Stop()
	x.s.styling = nil
	x.s.setDraft(nil)
}

// changed shows the draft on the map.
func (x *stylePane) changed() { x.s.setDraft(model.Clone(x.draft).(*model.Layer)) }

// build lays out what the kind of style asks for.
func (x *stylePane) build() {
	st := &x.draft.Style
	x.body.RemoveAll()
	var words []string
	now := ""
	for _, w := range ways(x.draft) {
		words = append(words, w.words)
		if w.by == st.By {
			now = w.words
		}
	}
	by := ui.NewChoice(words, nil)
	by.Set(now)
	by.OnChanged = func(string) { x.turn(ways(x.draft)[by.Index()].by) }
	x.body.Add(labelled("方式", by))
	if st.By == model.StyleByValue || st.By == model.StyleByRange || st.By == model.StyleByCount {
		x.body.Add(labelled(map[bool]string{true: "统计", false: "字段"}[st.By == model.StyleByCount], x.fieldChoice()))
	}
	if st.By == model.StyleByRange {
		x.body.Add(labelled("级数", x.stepChoice()))
	}
	for _, o := range x.colours() {
		x.body.Add(o)
	}
	if x.draft.Of == model.LayerOfFile {
		for _, o := range x.looks() {
			x.body.Add(o)
		}
	}
	x.body.Refresh()
}

// turn begins another kind of style.
func (x *stylePane) turn(by model.StyleBy) {
	st := &x.draft.Style
	if st.By == by {
		return
	}
	st.By, st.Field, st.Classes = by, "", nil
	if names := x.fieldNames(); len(names) > 0 && by != model.StyleByHeat && by != model.StyleSingle {
		x.takeField(names[0].key)
		return
	}
	x.build()
	x.changed()
}

// fieldName is a field as it is stored and as it is shown.
type fieldName struct{ key, words string }

func (x *stylePane) fieldNames() (out []fieldName) {
	k, records := x.draft.Of.Records()
	switch {
	case x.draft.Style.By == model.StyleByCount:
		for _, k := range placedKinds {
			out = append(out, fieldName{string(k), k.Label() + "数"})
		}
	case records:
		for _, f := range thematic.StyleFields(k) {
			if f.IsNumber() == (x.draft.Style.By == model.StyleByRange) {
				out = append(out, fieldName{f.Key, f.Label})
			}
		}
	default:
		if v := x.overlay(); v != nil {
			for _, c := range v.Data().Columns {
				if _, number := c.Numbers(); number || x.draft.Style.By != model.StyleByRange {
					out = append(out, fieldName{c.Name, c.Name})
				}
			}
		}
	}
	return out
}

// overlay is the imported layer as it is drawn; nil for records' layers.
func (x *stylePane) overlay() *thematic.Overlay {
	v, _ := x.s.now.made[x.draft.ID].draw.(*thematic.Overlay)
	return v
}

func (x *stylePane) fieldChoice() fyne.CanvasObject {
	names := x.fieldNames()
	var words []string
	now := ""
	for _, n := range names {
		words = append(words, n.words)
		if n.key == x.draft.Style.Field {
			now = n.words
		}
	}
	c := ui.NewChoice(words, nil)
	c.SetHint("没有可用的字段")
	c.Set(now)
	c.OnChanged = func(string) { x.takeField(names[c.Index()].key) }
	return c
}

func (x *stylePane) stepChoice() fyne.CanvasObject {
	c := ui.NewChoice([]string{"2", "3", "4", "5", "6", "7"}, nil)
	c.Set(strconv.Itoa(x.steps))
	c.OnChanged = func(text string) {
		x.steps, _ = strconv.Atoi(text)
		x.takeField(x.draft.Style.Field)
	}
	return c
}

// takeField proposes classes by a field; what records hold is read beside the window.
func (x *stylePane) takeField(key string) {
	x.draft.Style.Field, x.draft.Style.Classes = key, nil
	find := x.finder(key)
	x.finds.Run(func(context.Context, func(int, int)) ([]model.StyleClass, error) { return find() }, func(classes []model.StyleClass, err error) {
		if err != nil {
			x.s.desk.Fail(err)
			return
		}
		x.draft.Style.Classes = classes
		x.build()
		x.changed()
	})
}

// finder is the work that proposes classes.
func (x *stylePane) finder(key string) func() ([]model.StyleClass, error) {
	by, steps, st := x.draft.Style.By, x.steps, x.s.desk.Store
	k, records := x.draft.Of.Records()
	if records {
		return func() ([]model.StyleClass, error) { return recordClasses(st, k, key, by, steps) }
	}
	v := x.overlay()
	return func() ([]model.StyleClass, error) {
		if v == nil || by == model.StyleByCount {
			return nil, nil // counted when it is drawn
		}
		column := v.Data().Column(key)
		if by == model.StyleByRange {
			numbers, _ := column.Numbers()
			return thematic.ClassesByRange(numbers, steps), nil
		}
		var values []string
		for i := range v.Data().Len() {
			values = append(values, column.Text(i))
		}
		return thematic.ClassesByValue(values), nil
	}
}

func recordClasses(st *store.Store, k model.Kind, key string, by model.StyleBy, steps int) ([]model.StyleClass, error) {
	f, err := model.FieldOf(k, key)
	if err != nil {
		return nil, err
	}
	var values []string
	var numbers []float64
	all, err := st.All(k)
	for _, r := range all {
		values = append(values, thematic.RecordValue(r, f))
		if n, ok := thematic.RecordNumber(r, f); ok {
			numbers = append(numbers, n)
		}
	}
	if by == model.StyleByRange {
		return thematic.ClassesByRange(numbers, steps), err
	}
	return thematic.ClassesByValue(values), err
}

// colours are the one colour, or one for each class with what it means.
func (x *stylePane) colours() (out []fyne.CanvasObject) {
	st := &x.draft.Style
	_, records := x.draft.Of.Records()
	if st.By == model.StyleSingle && !records {
		out = append(out, labelled("颜色", container.NewHBox(newSwatch(thematic.LayerColor(x.draft), func(text string) {
			st.Color = text
			x.changed()
		}))))
	}
	for i, c := range st.Classes {
		tint, ok := thematic.ParseColor(c.Color)
		if !ok {
			tint = color.NRGBA{0x80, 0x80, 0x80, 0xff}
		}
		name := ui.NewLine(c.Words())
		name.Elide = true
		box := newSwatch(tint, func(text string) {
			st.Classes = slices.Clone(st.Classes)
			st.Classes[i].Color = text
			x.changed()
		})
		out = append(out, container.NewBorder(nil, nil, container.NewCenter(box), nil, container.New(middle{}, name)))
	}
	return out
}

// A step is a value of a choice and its words.
type step[T comparable] struct {
	value T
	words string
}

// stepped is a choice among values.
func stepped[T comparable](now T, steps []step[T], take func(T)) *ui.Choice {
	var words []string
	chosen := ""
	for _, s := range steps {
		words = append(words, s.words)
		if s.value == now {
			chosen = s.words
		}
	}
	c := ui.NewChoice(words, nil)
	c.Set(chosen)
	c.OnChanged = func(string) { take(steps[c.Index()].value) }
	return c
}

// looks are lines, areas, labels and zooms of an imported layer.
func (x *stylePane) looks() []fyne.CanvasObject {
	st := &x.draft.Style
	if st.By == model.StyleByHeat {
		radius := stepped(st.Radius, []step[float64]{{14, "小"}, {0, "中"}, {48, "大"}}, func(v float64) { st.Radius = v; x.changed() })
		return append([]fyne.CanvasObject{labelled("半径", radius)}, x.zooms()...)
	}
	width := stepped(st.Width, []step[float64]{{0, "默认"}, {0.5, "0.5"}, {1, "1"}, {2, "2"}, {3, "3"}, {5, "5"}}, func(v float64) { st.Width = v; x.changed() })
	fill := stepped(st.Fill, []step[int]{{0, "默认"}, {-1, "不填充"}, {15, "15%"}, {40, "40%"}, {70, "70%"}, {100, "100%"}}, func(v int) { st.Fill = v; x.changed() })
	hatch := stepped(st.Hatch, []step[string]{{"", "无"}, {"slashes", "斜线"}, {"backslashes", "反斜线"}, {"cross", "交叉线"}, {"dots", "点"}}, func(v string) { st.Hatch = v; x.changed() })
	dash := stepped(st.Dash, []step[string]{{"", "实线"}, {"dash", "虚线"}, {"dot", "点线"}}, func(v string) { st.Dash = v; x.changed() })
	columns := []step[string]{{"", "不标注"}}
	if v := x.overlay(); v != nil {
		for _, c := range v.Data().Columns {
			columns = append(columns, step[string]{c.Name, c.Name})
		}
	}
	names := stepped(x.draft.LabelField, columns, func(v string) { x.draft.LabelField = v; x.changed() })
	return append([]fyne.CanvasObject{labelled("线宽", width), labelled("线型", dash), labelled("填充", fill), labelled("图案", hatch), labelled("标注字段", names)}, x.zooms()...)
}

func (x *stylePane) zooms() []fyne.CanvasObject {
	steps := []step[int]{{0, "不限"}}
	for z := 8; z <= 18; z++ {
		steps = append(steps, step[int]{z, strconv.Itoa(z)})
	}
	low := stepped(x.draft.MinZoom, steps, func(v int) { x.draft.MinZoom = v; x.changed() })
	high := stepped(x.draft.MaxZoom, steps, func(v int) { x.draft.MaxZoom = v; x.changed() })
	return []fyne.CanvasObject{labelled("最小级别", low), labelled("最大级别", high)}
}
