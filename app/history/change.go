package history

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"github.com/fxamacker/cbor/v2"

	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// change is one field that an action changed, as text that is ready.
type change struct {
	id                                     model.ID
	at, by, kind, name, field, before, now string

	changed *model.Field    // nil where no single field can be put back
	old     cbor.RawMessage // its value before
}

var changeColumns = []ui.Column{
	{Key: "at", Title: "时间", Width: 130, Unsorted: true}, {Key: "by", Title: "操作人", Width: 90, Unsorted: true},
	{Key: "kind", Title: "类别", Width: 72, Unsorted: true}, {Key: "name", Title: "记录", Width: 220, Unsorted: true},
	{Key: "field", Title: "字段", Width: 130, Unsorted: true}, {Key: "before", Title: "原来", Width: 220, Unsorted: true},
	{Key: "now", Title: "改为", Width: 260, Grow: true, Unsorted: true},
}

func (s *Screen) changeCell(row, col int) ui.Cell {
	c := s.changes[row]
	return ui.Cell{Text: [...]string{c.at, c.by, c.kind, c.name, c.field, c.before, c.now}[col], Muted: changeColumns[col].Key == "before"}
}

// eventsShown bounds what one import of ten thousand rows shows.
const eventsShown = 5000

// showEvents reads what the chosen action changed, or what happened to one record.
func (s *Screen) showEvents() {
	read, ok := s.reader()
	if !ok {
		s.changes = nil
		s.below.Refresh()
		return
	}
	s.events.Run(func(context.Context, func(int, int)) ([]change, error) {
		events, err := read()
		return changesOf(events), err
	}, func(list []change, err error) {
		s.desk.Fail(err)
		s.changes = list
		s.below.Refresh()
	})
}

func (s *Screen) reader() (func() ([]store.Event, error), bool) {
	st, row := s.desk.Store, s.grid.Current()
	if s.grid.SelectedCount() > 0 && row >= 0 && row < len(s.batches) {
		id := s.batches[row].ID
		return func() ([]store.Event, error) { return st.Events(id) }, true
	}
	if id := s.record; !id.IsZero() {
		return func() ([]store.Event, error) { return st.History(id) }, true
	}
	return nil, false
}

func changesOf(events []store.Event) []change {
	var out []change
	for _, e := range events {
		if len(out) >= eventsShown {
			break
		}
		out = append(out, changesIn(e)...)
	}
	return out
}

var actionNames = map[model.Action]string{model.Created: "新建", model.Edited: "修改", model.Deleted: "删除", model.Restored: "恢复", model.Viewed: "查看"}

func changesIn(e store.Event) []change {
	c := change{id: e.Record, at: e.At.Local().Format("01-02 15:04:05"), by: e.By, kind: e.Kind.Label(), name: e.Name}
	if e.Action != model.Edited {
		c.field = actionNames[e.Action]
		c.now = summary(e)
		return []change{c}
	}
	var out []change
	for _, fc := range e.Fields {
		f, err := model.FieldOf(e.Kind, fc.Key)
		if err != nil || fc.Key == "updated" {
			continue // of a newer version, or only the stamp of the same change
		}
		one := c
		one.field, one.before, one.now = f.Label, f.TextOf(fc.Old), f.TextOf(fc.New)
		if !model.IsErased(fc.Old) {
			one.changed, one.old = f, fc.Old
		}
		out = append(out, one)
	}
	return out
}

func summary(e store.Event) string {
	if e.Reason != "" {
		return e.Reason
	}
	if e.Action == model.Created {
		return fmt.Sprintf("填写了 %d 个字段", len(e.Fields))
	}
	return ""
}

func (s *Screen) menu(row int, at fyne.Position) {
	if row < 0 {
		return
	}
	s.below.Select(row)
	c := s.changes[row]
	ui.ShowMenu(s.desk.Window.Canvas(), at,
		ui.Action{Text: "恢复此值", Off: c.changed == nil, Do: func() { s.restore(c) }},
		ui.Action{Text: "打开记录", Do: func() { s.desk.Open(c.id) }},
		ui.Action{Text: "只看这条记录", Do: func() { s.OpenRecord(c.id) }})
}

func (s *Screen) restoreSelected() {
	row := s.below.Current()
	if s.below.SelectedCount() == 0 || row < 0 || row >= len(s.changes) || s.changes[row].changed == nil {
		s.desk.Say("先在字段列表中选择一处修改")
		return
	}
	s.restore(s.changes[row])
}

// restore gives one field the value that it had before a change, whatever was done to other fields since.
func (s *Screen) restore(c change) {
	was := c.before
	if was == "" {
		was = "未说明"
	}
	label := "恢复「" + s.desk.Store.Name(c.id) + "」的" + c.changed.Label
	if !c.changed.IsPersonal() { // a label stands in the history for good
		label += "为" + was
	}
	s.desk.Edit(label, func(tx *store.Tx) error {
		r, err := tx.Get(c.id)
		if err != nil {
			return err
		}
		if err := c.changed.Restore(r, c.old); err != nil {
			return fmt.Errorf("restore %s: %w", c.changed.Key, err)
		}
		return tx.Put(r)
	})
}
