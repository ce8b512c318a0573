package records

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// copying is what goes to the clipboard, as it was when asked for.
type copying struct {
	ids      []model.ID // in the order of the table
	fields   []*model.Field
	revealed map[model.ID]bool
}

// copySelected puts the selected rows on the clipboard, as they are shown, under their titles. They are read beside the window:
// a hundred thousand take a few seconds. Another copy, or Esc, overtakes it.
func (s *Screen) copySelected() {
	ids := s.Selected()
	if len(ids) == 0 {
		return
	}
	c := copying{ids: ids, revealed: maps.Clone(s.revealed)}
	for _, col := range s.grid.ColumnsShown() {
		c.fields = append(c.fields, s.fields[col])
	}
	st := s.desk.Store
	s.copies = true
	s.copying.OnProgress = func(done, total int) {
		s.page.SetStatus(fmt.Sprintf("正在复制 %d / %d 行…（Esc 取消）", done, total), "")
	}
	s.copying.Run(func(ctx context.Context, progress func(int, int)) (string, error) { return c.text(ctx, st, progress) }, func(text string, err error) {
		s.copies = false
		s.showStatus()
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.desk.Copy(text)
		s.desk.Say(fmt.Sprintf("已复制 %d 行，可直接粘贴到表格软件", len(ids)))
	})
}

// stopCopying answers Esc; false when nothing is being copied.
func (s *Screen) stopCopying() bool {
	if !s.copies {
		return false
	}
	s.copies = false
	s.copying.Stop()
	s.showStatus()
	s.desk.Say("已取消复制，剪贴板没有改动")
	return true
}

// text is the rows in their order. They are read by ID, which is how they lie in the store.
func (c copying) text(ctx context.Context, st *store.Store, progress func(done, total int)) (string, error) {
	order := make([]int, len(c.ids))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return bytes.Compare(c.ids[a][:], c.ids[b][:]) })
	sorted := make([]model.ID, len(order))
	for i, place := range order {
		sorted[i] = c.ids[place]
	}
	lines := make([]string, len(c.ids))
	err := st.PartsOf(c.fields[0].Kind, sorted, c.reads(), func(i int, r model.Record) error {
		if i%1000 == 0 {
			progress(i, len(sorted))
		}
		lines[order[i]] = ui.TSV([][]string{c.line(r)})
		return ctx.Err()
	})
	if err != nil {
		if errors.Is(err, context.Canceled) {
			return "", context.Canceled
		}
		return "", fmt.Errorf("copy %d rows: %w", len(c.ids), err)
	}
	titles := make([]string, len(c.fields))
	for i, f := range c.fields {
		titles[i] = f.Label
	}
	return ui.TSV([][]string{titles}) + strings.Join(lines, ""), nil
}

// reads are the fields that are shown, and those that say whether they may be.
func (c copying) reads() []*model.Field {
	out := slices.Clone(c.fields)
	for _, f := range model.FieldsOf(c.fields[0].Kind) {
		if (f.Key == "level" || f.Key == "levels") && !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

func (c copying) line(r model.Record) []string {
	out := make([]string, len(c.fields))
	for i, f := range c.fields {
		out[i] = cellText(f, r)
		if !c.revealed[r.Head().ID] && model.LevelOf(r, f) == model.Secret {
			out[i] = masked
		}
	}
	return out
}
