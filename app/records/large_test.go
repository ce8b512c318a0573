package records

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/model"
	"chainatlas/model/store"
)

// many is how many projects a list must bear.
const many = 100_000

// large opens a workspace of n projects and shows them.
func large(t testing.TB, n int) (*Screen, *store.Store) {
	t.Helper()
	d := desktest.Open(t)
	const batch = 5000
	for from := 0; from < n; from += batch {
		if _, err := d.Store.Update("导入", func(tx *store.Tx) error {
			for i := from; i < min(from+batch, n); i++ {
				if err := tx.Put(numbered(i)); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	return shownLarge(t, d), d.Store
}

func numbered(i int) *model.Project {
	p := &model.Project{Stage: model.Stages()[i%12], Unit: fmt.Sprintf("单位%d", i%40), Street: fmt.Sprintf("街道%d", i%12)}
	p.Name = fmt.Sprintf("示例项目 %06d 号", (i*7919)%many)
	p.TotalInvestment = model.CNY(int64(i%977+1) * model.Yi)
	p.NextStep = "办理用地手续"
	return p
}

func shownLarge(t testing.TB, d *desktest.Office) *Screen {
	t.Helper()
	cfg := Config{Kind: model.KindProject, Unit: "个", Sum: true, Chips: StageChips()}
	for _, key := range []string{"name", "stage", "chain", "total_investment", "investor", "place", "sign_date", "unit", "next_step"} {
		cfg.Columns = append(cfg.Columns, Column{Key: key})
	}
	s := New(d.Desk, cfg)
	d.Show(t, s, 1600, 900)
	return s
}

// stall is the CPU time for which the window stands still while something is done, results of work beside it included, each by
// itself.
func stall(do func()) (longest time.Duration) {
	measure := func(f func()) {
		start := cpuTime()
		f()
		longest = max(longest, cpuTime()-start)
	}
	measure(do)
	task.WaitEach(measure)
	return longest
}

// One Go benchmark for the longest time that each action holds the window, over a hundred thousand projects.
func BenchmarkStall(b *testing.B) {
	s, _ := large(b, many)
	actions := []struct {
		name string
		do   func(i int)
	}{
		{"arrow", func(int) { s.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) }},
		{"page", func(int) { s.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) }},
		{"wheel", func(i int) { s.grid.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25*float32(1+i%7))}) }},
		{"letter", func(int) { s.grid.TypedRune('9') }},
		{"filter", func(i int) { s.bar.entry.SetText(fmt.Sprintf("投资>=%d亿", i%900)) }},
		{"words", func(i int) { s.bar.entry.SetText(fmt.Sprint(i % 90)) }},
		{"sort", func(i int) { s.sortBy(s.fieldNumber("unit"), i%2 == 0) }},
		{"select all", func(int) { s.grid.TypedShortcut(&fyne.ShortcutSelectAll{}) }},
		{"sort with all selected", func(i int) { s.sortBy(s.fieldNumber("total_investment"), i%2 == 0) }},
		{"copy", func(int) { s.copySelected() }},
	}
	for _, a := range actions {
		b.Run(a.name, func(b *testing.B) {
			var worst time.Duration
			for i := range b.N {
				worst = max(worst, stall(func() { a.do(i) }))
			}
			b.ReportMetric(float64(worst.Microseconds())/1000, "stall-ms")
		})
		s.bar.entry.SetText("")
		task.Wait()
	}
}

func BenchmarkArrow(b *testing.B) {
	s, _ := large(b, 2000)
	var worst time.Duration
	for range b.N {
		worst = max(worst, stall(func() { s.grid.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) }))
	}
	b.ReportMetric(float64(worst.Microseconds())/1000, "stall-ms")
}

// frame is how long a key may wait.
const frame = 16 * time.Millisecond

// usual is the median of how long the window stands still when something is done n times over.
func usual(n int, do func(i int)) time.Duration {
	var all []time.Duration
	for i := range n {
		all = append(all, stall(func() { do(i) }))
	}
	slices.Sort(all)
	return all[n/2]
}

// Everything that a table is for, over a hundred thousand projects in a real store.
func TestAHundredThousandProjects(t *testing.T) {
	s, st := large(t, many)
	forget(t, s)
	clipboard := fyne.CurrentApp().Clipboard()
	key := func(name fyne.KeyName) { s.grid.TypedKey(&fyne.KeyEvent{Name: name}) }
	selectAll := func() { s.grid.TypedShortcut(&fyne.ShortcutSelectAll{}) }
	key(fyne.KeyDown)
	t.Run("no key waits for a frame", func(t *testing.T) {
		for name, do := range map[string]func(int){
			"down": func(int) { key(fyne.KeyDown) }, "page": func(int) { key(fyne.KeyPageDown) }, "a letter": func(i int) { s.grid.TypedRune('0') },
			"filter": func(i int) { s.bar.entry.SetText(fmt.Sprintf("投资>=%d亿", 100+i)) },
			"sort":   func(i int) { s.sortBy(s.fieldNumber("unit"), i%2 == 0) },
			"all":    func(int) { selectAll() }, "sort with all selected": func(i int) { s.sortBy(s.fieldNumber("street"), i%2 == 0) },
		} {
			if took := usual(7, do); took > frame {
				t.Errorf("%s takes %v", name, took)
			}
		}
	})
	t.Run("sort and filter", func(t *testing.T) {
		s.typeFilter("投资<=10亿")
		s.sortBy(s.fieldNumber("total_investment"), true)
		task.Wait()
		if s.rows[0].Invest != 10*model.Yi || s.rows[len(s.rows)-1].Invest != model.Yi || len(s.rows) < 1000 || len(s.rows) > 1100 {
			t.Errorf("%d rows from %d to %d", len(s.rows), s.rows[0].Invest, s.rows[len(s.rows)-1].Invest)
		}
		s.typeFilter("")
		selectAll()
		s.sortBy(s.fieldNumber("name"), false)
		task.Wait()
		if len(s.rows) != many || s.grid.SelectedCount() != many || s.rows[0].Name != "示例项目 000000 号" {
			t.Errorf("%d rows, %d selected, first %s", len(s.rows), s.grid.SelectedCount(), s.rows[0].Name)
		}
	})
	t.Run("copy", func(t *testing.T) {
		selectAll()
		clipboard.SetContent("原来的")
		s.copySelected()
		if !s.stopCopying() || s.stopCopying() {
			t.Error("Esc does not end it, or ends it twice")
		}
		task.Wait()
		if clipboard.Content() != "原来的" {
			t.Error("a copy that was taken back came all the same")
		}
		s.copySelected()
		s.copySelected() // overtakes
		task.Wait()
		lines := strings.Split(strings.TrimSuffix(clipboard.Content(), "\r\n"), "\r\n")
		if len(lines) != many+1 || !strings.HasPrefix(lines[1], "示例项目 000000 号\t") || !strings.HasPrefix(lines[many], "示例项目 099999 号\t") {
			t.Errorf("%d lines, first %s, last %s", len(lines), lines[1], lines[len(lines)-1])
		}
	})
	t.Run("edit and undo", func(t *testing.T) {
		e := s.begin(t, 0, "next_step")
		e.SetText("召开现场会")
		e.OnSubmitted(e.Text)
		task.Wait()
		if s.stored(t, "示例项目 000000 号").NextStep != "召开现场会" {
			t.Error("not stored")
		}
		if _, err := st.Undo(); err != nil || s.stored(t, "示例项目 000000 号").NextStep != "办理用地手续" {
			t.Errorf("not undone: %v", err)
		}
	})
}
