package history

import (
	"context"
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/app/words"
	"chainatlas/model"
	"chainatlas/model/store"
)

// batchesShown bounds the list; older actions stay in the store.
const batchesShown = 500

// query is what the filter asks for.
type query struct {
	by    string
	kind  model.Kind
	since time.Time
}

// batches lists the newest actions that the query asks for.
func batches(ctx context.Context, st *store.Store, q query) ([]store.Batch, error) {
	all, err := st.Batches(0)
	if err != nil {
		return nil, err
	}
	var out []store.Batch
	for _, b := range all {
		if len(out) == batchesShown || b.At.Before(q.since) || ctx.Err() != nil {
			break
		}
		if q.by != "" && b.By != q.by {
			continue
		}
		touches, err := touchesKind(st, b, q.kind)
		if err != nil {
			return nil, err
		}
		if touches {
			out = append(out, b)
		}
	}
	return out, nil
}

func touchesKind(st *store.Store, b store.Batch, k model.Kind) (bool, error) {
	if k == "" {
		return true, nil
	}
	events, err := st.Events(b.ID)
	return slices.ContainsFunc(events, func(e store.Event) bool { return e.Kind == k }), err
}

var batchColumns = []ui.Column{
	{Key: "at", Title: "时间", Width: 150, Unsorted: true}, {Key: "label", Title: "操作", Width: 420, Grow: true, Unsorted: true},
	{Key: "records", Title: "记录数", Width: 80, Align: fyne.TextAlignTrailing, Unsorted: true},
	{Key: "by", Title: "操作人", Width: 110, Unsorted: true}, {Key: "state", Title: "状态", Width: 100, Unsorted: true},
}

func (s *Screen) batchCell(row, col int) ui.Cell {
	b := s.batches[row]
	c := ui.Cell{Muted: b.Undone}
	switch batchColumns[col].Key {
	case "at":
		c.Text = b.At.Local().Format("2006-01-02 15:04:05")
	case "label":
		c.Text = words.T(b.Label)
	case "records":
		c.Text = fmt.Sprint(b.Records)
	case "by":
		c.Text = b.By
	case "state":
		c = state(b)
	}
	return c
}

func state(b store.Batch) ui.Cell {
	switch {
	case b.Undone:
		return ui.Cell{Text: "已撤销", Shape: look.Cross, Tone: look.Idle, Muted: true}
	case b.UndoOf != "":
		return ui.Cell{Text: "撤销操作", Shape: look.Circle, Tone: look.Idle}
	case b.Erasure:
		return ui.Cell{Text: "不能撤销", Muted: true}
	case b.Seed:
		return ui.Cell{Text: "软件填入", Muted: true}
	}
	return ui.Cell{}
}

func (s *Screen) undo() {
	row := s.grid.Current()
	if s.grid.SelectedCount() == 0 || row < 0 || row >= len(s.batches) {
		s.desk.Say("先选择要撤销的操作")
		return
	}
	b := s.batches[row]
	text := fmt.Sprintf("%s 由%s完成，涉及 %d 条记录。撤销后仍可重做。", b.At.Local().Format("2006-01-02 15:04"), b.By, b.Records)
	ui.Confirm(s.desk.Window, "撤销「"+b.Label+"」？", text, ui.Action{Text: "撤销", Do: func() { s.desk.UndoBatch(b) }})
}
