package history

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// view is what the screen lists.
type view uint8

const (
	actionsView view = iota
	trashView
)

// filter is the row above the list: actions or trash, and of whom, of what, since when.
type filter struct {
	s                  *Screen
	view               view
	done, bin          *ui.Button
	one                *ui.Button // the record whose history is shown; pressing it shows all again
	person, kind, span *ui.Choice
	row                *fyne.Container
	people             []string
}

const (
	anybody  = "所有人"
	anyKind  = "所有类别"
	everTime = "全部时间"
)

var spans = []struct {
	text string
	days int
}{{everTime, 0}, {"今天", 1}, {"近 7 天", 7}, {"近 30 天", 30}, {"近一年", 365}}

func newFilter(s *Screen) *filter {
	f := &filter{s: s}
	f.done = ui.Action{Text: "全部操作", Do: func() { f.show(actionsView) }}.Button()
	f.bin = ui.Action{Text: "回收站", Do: func() { f.show(trashView) }}.Button()
	f.one = ui.Action{Primary: true, Do: func() { f.show(actionsView) }}.Button()
	f.one.Hide()
	again := func(string) { s.reload() }
	kinds, times := []string{anyKind}, []string{}
	for _, k := range model.StoredKinds() {
		kinds = append(kinds, k.Label())
	}
	for _, x := range spans {
		times = append(times, x.text)
	}
	f.person, f.kind, f.span = ui.NewChoice([]string{anybody}, again), ui.NewChoice(kinds, again), ui.NewChoice(times, again)
	f.person.Set(anybody)
	f.kind.Set(anyKind)
	f.span.Set(everTime)
	f.row = ui.NewFlow(f.done, f.bin, f.one, container.NewCenter(ui.NewNote("　操作人")), f.person, f.kind, f.span)
	f.paint()
	return f
}

// show lists actions or the trash, of all records.
func (f *filter) show(v view) {
	f.view = v
	f.one.Hide()
	f.s.record = model.ID{}
	f.paint()
	f.s.showView()
}

// only lists what happened to one record.
func (f *filter) only(name string) {
	f.view = actionsView
	f.one.SetText("「" + name + "」×")
	f.one.Show()
	f.paint()
}

func (f *filter) paint() {
	for _, b := range []*ui.Button{f.done, f.bin} {
		b.Importance = widget.LowImportance
	}
	switch {
	case f.view == trashView:
		f.bin.Importance = widget.HighImportance
	case !f.one.Visible():
		f.done.Importance = widget.HighImportance
	}
	f.done.Refresh()
	f.bin.Refresh()
}

// offer adds the people who did something to the choice.
func (f *filter) offer(list []store.Batch) {
	for _, b := range list {
		if b.By != "" && !slices.Contains(f.people, b.By) {
			f.people = append(f.people, b.By)
		}
	}
	f.person.SetOptions(append([]string{anybody}, f.people...))
}

func (f *filter) query() query {
	var q query
	if f.person.Value() != anybody {
		q.by = f.person.Value()
	}
	if i := f.kind.Index(); i > 0 {
		q.kind = model.StoredKinds()[i-1]
	}
	if i := f.span.Index(); i > 0 {
		y, m, d := time.Now().Date()
		q.since = time.Date(y, m, d, 0, 0, 0, 0, time.Local).AddDate(0, 0, 1-spans[i].days)
	}
	return q
}
