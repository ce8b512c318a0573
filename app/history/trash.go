package history

import (
	"context"
	"fmt"

	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// trashed is one deleted record, ready to be shown.
type trashed struct {
	id                         model.ID
	kind, name, at, by, reason string
}

var trashColumns = []ui.Column{
	{Key: "kind", Title: "类别", Width: 72, Unsorted: true}, {Key: "name", Title: "名称", Width: 320, Grow: true, Unsorted: true},
	{Key: "at", Title: "删除时间", Width: 150, Unsorted: true}, {Key: "by", Title: "操作人", Width: 110, Unsorted: true},
	{Key: "reason", Title: "说明", Width: 200, Unsorted: true},
}

func (s *Screen) trashCell(row, col int) ui.Cell {
	t := s.trash[row]
	return ui.Cell{Text: [...]string{t.kind, t.name, t.at, t.by, t.reason}[col], Muted: col != 1}
}

func (s *Screen) readTrash() {
	st := s.desk.Store
	s.emptying.Run(func(ctx context.Context, _ func(int, int)) ([]trashed, error) { return trash(ctx, st) }, func(list []trashed, err error) {
		s.desk.Fail(err)
		s.trash = list
		s.bin.Refresh()
		s.page.SetStatus(fmt.Sprintf("回收站 %d 条记录", len(list)), "")
	})
}

// trash lists the deleted records with who deleted them and when.
func trash(ctx context.Context, st *store.Store) ([]trashed, error) {
	var out []trashed
	for _, row := range st.Trash() {
		if ctx.Err() != nil {
			return nil, nil // somebody asked for something else
		}
		t := trashed{id: row.ID, kind: row.Kind.Label(), name: row.Name}
		events, err := st.History(row.ID)
		if err != nil {
			return nil, err
		}
		for _, e := range events {
			if e.Action == model.Deleted {
				t.at, t.by, t.reason = e.At.Local().Format("2006-01-02 15:04:05"), e.By, e.Reason
				break
			}
		}
		out = append(out, t)
	}
	return out, nil
}

// undelete takes the chosen records out of the trash, with all that they link to and that links to them.
func (s *Screen) undelete() {
	rows := s.bin.Selected()
	if len(rows) == 0 {
		s.desk.Say("先选择要恢复的记录")
		return
	}
	label := fmt.Sprintf("恢复 %d 条记录", len(rows))
	if len(rows) == 1 {
		label = "恢复" + s.trash[rows[0]].kind + "「" + s.trash[rows[0]].name + "」"
	}
	s.desk.Edit(label, func(tx *store.Tx) error {
		for _, row := range rows {
			if err := tx.Undelete(s.trash[row].id); err != nil {
				return err
			}
		}
		return nil
	})
}
