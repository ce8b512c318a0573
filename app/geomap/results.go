package geomap

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/desk"
	"chainatlas/app/geomap/sketch"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
)

// results is the pane beside the map that lists the answers to a query.
type results struct {
	s      *Screen
	q      query
	hits   []hit
	grid   *ui.Grid
	head   *ui.Line
	note   *ui.Line
	radius *ui.Choice
	kind   *ui.Choice
	filter *ui.Entry
	finds  task.Latest[[]hit]
}

var resultColumns = []ui.Column{
	{Key: "name", Title: "名称", Width: 130, Grow: true, Unsorted: true},
	{Key: "kind", Title: "类别", Width: 48, Unsorted: true},
	{Key: "km", Title: "公里", Width: 64, Unsorted: true},
}

// nearRadii are the distances that the pane offers, in kilometres.
var nearRadii = []float64{1, 3, 5, 10, 20, 50, 100, 150}

func radiusWords(km float64) string { return strconv.FormatFloat(km, 'f', -1, 64) + " 公里内" }

func newResults(s *Screen) *results { return &results{s: s} }

// open asks a query and shows its answers in the pane.
func (r *results) open(q query) {
	r.q, r.hits = q, nil
	r.head, r.note = ui.NewLine(q.title), ui.NewNote("正在查找…")
	r.head.Bold, r.head.Elide, r.note.Elide = true, true, true
	r.grid = ui.NewGrid(resultColumns, func() int { return len(r.hits) }, r.cell)
	r.grid.Empty = ui.NewEmpty("没有符合的记录", "换一个范围或条件；位置待核的记录查不到", nil)
	r.grid.OnOpen = func(row int) { r.s.desk.Open(r.hits[row].id) }
	r.grid.OnSelect = r.show
	r.s.side.open(r.pane(), r.closed)
	r.ask()
}

func (r *results) pane() fyne.CanvasObject {
	r.filter = ui.NewEntry()
	r.filter.SetPlaceHolder("筛选，如 阶段=在谈")
	r.filter.OnSubmitted = func(text string) { r.q.expr = strings.TrimSpace(text); r.ask() }
	names := []string{"全部类别"}
	for _, k := range placedKinds {
		names = append(names, k.Label())
	}
	r.kind = ui.NewChoice(names, func(string) { r.choose(r.kind.Index()) })
	r.kind.Set(names[0])
	top := []fyne.CanvasObject{r.head}
	if r.q.middle != nil {
		var words []string
		for _, km := range nearRadii {
			words = append(words, radiusWords(km))
		}
		r.radius = ui.NewChoice(words, func(string) { r.q.metres = nearRadii[r.radius.Index()] * 1000; r.ask() })
		r.radius.Set(radiusWords(r.q.metres / 1000))
		top = append(top, ui.Equal(r.radius, r.kind))
	} else {
		top = append(top, r.kind)
	}
	top = append(top, r.filter, r.note)
	export := ui.Action{Text: "导出…", Do: r.export}
	list := ui.Action{Text: "在列表中看", Do: r.list}
	shut := ui.Action{Text: "关闭", Primary: true, Do: r.s.side.done}
	below := ui.NewPanel(ui.EqualGap(look.Half, export.Button(), list.Button(), shut.Button()), look.Unit, look.Unit)
	below.Over = look.Line
	return ui.NewPanel(container.NewBorder(ui.NewPanel(ui.Stack(look.Half, top...), look.Unit, look.Unit), below, nil, nil, r.grid), 0, 0)
}

// choose asks for one kind alone; 0 is all.
func (r *results) choose(i int) {
	r.q.kind = ""
	if i > 0 {
		r.q.kind = placedKinds[i-1]
	}
	r.ask()
}

// ask finds the answers beside the window.
func (r *results) ask() {
	q, st, lists := r.q, r.s.desk.Store, r.s.desk.Lists()
	r.s.asked = q.figure()
	r.s.tools.show()
	r.finds.Run(func(ctx context.Context, _ func(int, int)) ([]hit, error) { return q.answer(ctx, st, lists) }, func(got []hit, err error) {
		if err != nil {
			r.note.Set(desk.Explain(err), look.Warn.Color())
			return
		}
		r.hits = got
		r.note.Set(r.summary(), look.Muted)
		r.grid.Refresh()
	})
}

func (r *results) summary() string {
	n := map[model.Kind]int{}
	for _, h := range r.hits {
		n[h.kind]++
	}
	parts := []string{"共 " + count(len(r.hits))}
	for _, k := range placedKinds {
		if n[k] > 0 {
			parts = append(parts, k.Label()+" "+count(n[k]))
		}
	}
	return strings.Join(parts, "　")
}

func (r *results) cell(row, col int) ui.Cell {
	h := r.hits[row]
	switch resultColumns[col].Key {
	case "name":
		return ui.Cell{Text: h.shown()}
	case "kind":
		return ui.Cell{Text: h.kind.Label(), Muted: true}
	}
	if r.q.middle == nil {
		return ui.Cell{}
	}
	return ui.Cell{Text: kilometres(h.metres), Muted: true}
}

// shown is the name as the map tells it: that of a secret record only after a click.
func (h hit) shown() string {
	if h.level == model.Secret {
		return "（保密）"
	}
	return h.name
}

// show moves the map to the record that was chosen in the list.
func (r *results) show() {
	sel := r.grid.Selected()
	if len(sel) == 1 && sel[0] < len(r.hits) {
		h := r.hits[sel[0]]
		r.s.asked = r.q.figure()
		r.s.asked.Dots = append(r.s.asked.Dots, sketch.Dot{At: planeOf(h.lonLat), Radius: 13, Ink: sketch.Changed, Hollow: true})
		v := r.s.pic.Viewport()
		if at := v.Px(planeOf(h.lonLat)); !v.Box().Inset(40 * v.Unit()).Contains(at) {
			v.Center = planeOf(h.lonLat)
			r.s.pic.SetViewport(v)
		}
		r.s.tools.show()
	}
}

// closed forgets the query.
func (r *results) closed() {
	r.finds.Stop()
	r.s.asked = sketch.Figure{}
	r.s.tools.show()
}

// list shows the answers in the list of their kind; of several, that with the most.
func (r *results) list() {
	of := map[model.Kind][]model.ID{}
	best := model.Kind("")
	for _, h := range r.hits {
		of[h.kind] = append(of[h.kind], h.id)
		if best == "" || len(of[h.kind]) > len(of[best]) {
			best = h.kind
		}
	}
	if best == "" {
		r.s.desk.Say("没有可列出的记录。")
		return
	}
	r.s.desk.List(best, r.q.title+"的"+best.Label(), of[best])
}

// export writes the answers as a table; what is 保密 stays out.
func (r *results) export() {
	hits, title, far := r.hits, r.q.title, r.q.middle != nil
	ui.SaveFile(r.s.desk.Window, model.Attachment{Name: title + ".csv"}.FileName(), func(f fyne.URIWriteCloser, err error) {
		left := 0
		if err == nil {
			left, err = writeHits(f, title, hits, far, time.Now())
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			r.s.desk.Fail(err)
			return
		}
		text := "已导出：" + f.URI().Name()
		if left > 0 {
			text += fmt.Sprintf("，%d 条保密记录没有写入", left)
		}
		r.s.desk.Written(look.Good, text, f.URI().Path())
	})
}

// writeHits writes the answers as CSV that Excel opens, and tells how many were left out.
func writeHits(to io.Writer, title string, hits []hit, far bool, now time.Time) (left int, err error) {
	if _, err := io.WriteString(to, "\ufeff"); err != nil {
		return 0, err
	}
	w := csv.NewWriter(to)
	w.UseCRLF = true
	rows := [][]string{{"类别", "名称", "距离（公里）", "经度（WGS-84）", "纬度（WGS-84）", "公开级别"}}
	for _, h := range hits {
		if h.level == model.Secret {
			left++
			continue
		}
		km := ""
		if far {
			km = kilometres(h.metres)
		}
		rows = append(rows, []string{h.kind.Label(), plain(h.name), km, degrees(h.lonLat[0]), degrees(h.lonLat[1]), string(h.level.OrInternal())})
	}
	rows = append(rows, []string{model.Staff.Mark() + "，" + plain(title) + "，" + now.Format("2006年1月2日")})
	return left, w.WriteAll(rows)
}

func degrees(v float64) string { return strconv.FormatFloat(v, 'f', 6, 64) }

// plain keeps Excel from taking words that begin like a formula for one.
func plain(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
