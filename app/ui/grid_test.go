package ui

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"chainatlas/app/look"
	"chainatlas/app/ui/uitest"
)

var trades = []string{"合成生物", "高端装备", "新能源汽车电池及关键材料", "集成电路", "节能环保"}

// ledger is a table of made-up rows whose texts tell where they stand.
func ledger(rows int) *Grid {
	cols := []Column{
		{Key: "name", Title: "项目名称", Width: 220},
		{Key: "stage", Title: "阶段", Width: 96},
		{Key: "trade", Title: "产业链", Width: 140},
		{Key: "amount", Title: "总投资（万元）", Width: 120, Align: fyne.TextAlignTrailing},
		{Key: "date", Title: "签约日期", Width: 110},
		{Key: "lead", Title: "牵头单位", Width: 160, Grow: true},
		{Key: "note", Title: "最新进展", Width: 260},
	}
	return NewGrid(cols, func() int { return rows }, ledgerCell)
}

func ledgerCell(row, col int) Cell {
	switch col {
	case 0:
		return Cell{Text: fmt.Sprintf("示例项目 %05d 号", row), Bold: row%9 == 0}
	case 1:
		return ledgerStage(row)
	case 2:
		return Cell{Text: trades[row%len(trades)]}
	case 3:
		return Cell{Text: strconv.Itoa((row*7919)%90000 + 100)}
	case 4:
		return Cell{Text: fmt.Sprintf("2025-%02d-%02d", row%12+1, row%28+1)}
	case 5:
		return Cell{Text: "示例单位", Muted: true}
	}
	return Cell{Text: "已完成选址比选，\n正在办理用地手续，等待环评批复", Muted: row%2 == 0}
}

func ledgerStage(row int) Cell {
	switch row % 5 {
	case 0:
		return Cell{Text: "在谈", Shape: look.Circle, Tone: look.Idle}
	case 1:
		return Cell{Text: "签约", Shape: look.Diamond, Tone: look.Note}
	case 2:
		return Cell{Text: "开工", Shape: look.Disc, Tone: look.Note}
	case 3:
		return Cell{Text: "投产", Shape: look.FullSquare, Tone: look.Good}
	}
	return Cell{Text: "滞后", Shape: look.FullTriangle, Tone: look.Warn}
}

func TestGridPicture(t *testing.T) {
	g := ledger(100_000)
	g.Frozen = 1
	g.SetSort(3, true)
	w := show(t, g, 1000, 600)
	w.Canvas().Focus(g)
	click(g, 50, look.Bar+3*look.Row+5, 0)
	click(g, 50, look.Bar+6*look.Row+5, fyne.KeyModifierShift)
	g.hover(9)
	uitest.Capture(t, w, "grid")
	g.scrollTo(90, 50_000)
	uitest.Capture(t, w, "grid-scrolled")
}

// rowY is the middle of the nth row on the screen.
func rowY(n int) float32 { return look.Bar + (float32(n)+0.5)*look.Row }

func TestGridDrawsOnlyWhatCanBeSeen(t *testing.T) {
	asked := map[int]bool{}
	g := NewGrid(wideColumns(40), func() int { return 100_000 }, func(row, col int) Cell {
		asked[col] = true
		return Cell{Text: "甲"}
	})
	show(t, g, 800, 600)
	if n := len(g.view.rows); n > 22 {
		t.Errorf("%d rows for 600 pixels", n)
	}
	if len(asked) > 9 {
		t.Errorf("asked for %d columns in 800 pixels", len(asked))
	}
	g.scrollTo(0, 1_000_000)
	if n := len(g.view.rows) + len(g.view.free); n > 45 {
		t.Errorf("keeps objects of %d rows", n)
	}
}

func wideColumns(n int) []Column {
	cols := make([]Column, n)
	for i := range cols {
		cols[i] = Column{Title: fmt.Sprint("列 ", i), Width: 120}
	}
	return cols
}

func TestGridSelectsLikeExcel(t *testing.T) {
	const ctrl, shift = fyne.KeyModifierControl, fyne.KeyModifierShift
	type press struct {
		row int
		mod fyne.KeyModifier
	}
	cases := []struct {
		name    string
		presses []press
		want    []int
	}{
		{"click", []press{{4, 0}}, []int{4}},
		{"another click", []press{{4, 0}, {2, 0}}, []int{2}},
		{"Shift extends down", []press{{2, 0}, {5, shift}}, []int{2, 3, 4, 5}},
		{"Shift extends up", []press{{5, 0}, {3, shift}}, []int{3, 4, 5}},
		{"Shift again starts from the same anchor", []press{{5, 0}, {8, shift}, {4, shift}}, []int{4, 5}},
		{"Ctrl adds", []press{{1, 0}, {7, ctrl}}, []int{1, 7}},
		{"Ctrl takes away", []press{{1, 0}, {3, shift}, {2, ctrl}}, []int{1, 3}},
		{"Ctrl then Shift starts there", []press{{1, 0}, {7, ctrl}, {9, shift}}, []int{7, 8, 9}},
		{"Ctrl and Shift keep the rest", []press{{1, 0}, {7, ctrl}, {9, ctrl | shift}}, []int{1, 7, 8, 9}},
		{"Shift with nothing selected", []press{{3, shift}}, []int{3}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g := ledger(1000)
			told := 0
			g.OnSelect = func() { told++ }
			show(t, g, 800, 600)
			for _, p := range c.presses {
				click(g, 40, rowY(p.row), p.mod)
			}
			if got := g.Selected(); !slices.Equal(got, c.want) {
				t.Errorf("selected %v, want %v", got, c.want)
			}
			if told != len(c.presses) {
				t.Errorf("told %d times", told)
			}
		})
	}
}

func TestGridKeys(t *testing.T) {
	g := ledger(1000)
	show(t, g, 800, look.Bar+barWidth+10*look.Row)
	opened := -1
	g.OnOpen = func(row int) { opened = row }
	g.FocusGained()
	steps := []struct {
		name string
		do   func()
		row  int
		n    int // rows selected
	}{
		{"Down with nothing selected goes to the top", func() { g.TypedKey(key(fyne.KeyDown)) }, 0, 1},
		{"Down", func() { g.TypedKey(key(fyne.KeyDown)) }, 1, 1},
		{"Page down", func() { g.TypedKey(key(fyne.KeyPageDown)) }, 10, 1},
		{"Shift+Down", func() { withShift(g, fyne.KeyDown) }, 11, 2},
		{"Shift+Page down", func() { withShift(g, fyne.KeyPageDown) }, 20, 11},
		{"Up ends the range", func() { g.TypedKey(key(fyne.KeyUp)) }, 19, 1},
		{"End", func() { g.TypedKey(key(fyne.KeyEnd)) }, 999, 1},
		{"Down at the end stays", func() { g.TypedKey(key(fyne.KeyDown)) }, 999, 1},
		{"Shift+Home", func() { withShift(g, fyne.KeyHome) }, 0, 1000},
		{"Ctrl+End", func() { g.TypedShortcut(ctrlKey(fyne.KeyEnd, 0)) }, 999, 1},
		{"Ctrl+Home", func() { g.TypedShortcut(ctrlKey(fyne.KeyHome, 0)) }, 0, 1},
		{"Ctrl+Shift+End", func() { g.TypedShortcut(ctrlKey(fyne.KeyEnd, fyne.KeyModifierShift)) }, 999, 1000},
		{"Page up", func() { g.TypedKey(key(fyne.KeyPageUp)) }, 990, 1},
		{"Ctrl+A", func() { g.TypedShortcut(&fyne.ShortcutSelectAll{}) }, 990, 1000},
	}
	for _, s := range steps {
		s.do()
		if g.Current() != s.row || g.SelectedCount() != s.n {
			t.Errorf("%s: at row %d with %d selected, want %d with %d", s.name, g.Current(), g.SelectedCount(), s.row, s.n)
		}
		if y := float32(g.Current())*look.Row - g.scroll.Y; y < 0 || y+look.Row > g.view.m.body.Height {
			t.Errorf("%s: the row stands outside the view at %v", s.name, y)
		}
	}
	g.TypedKey(key(fyne.KeyReturn))
	if opened != 990 {
		t.Errorf("Enter opened %d", opened)
	}
}

func withShift(g *Grid, name fyne.KeyName) {
	g.KeyDown(key(desktop.KeyShiftLeft))
	g.TypedKey(key(name))
	g.KeyUp(key(desktop.KeyShiftLeft))
}

func ctrlKey(name fyne.KeyName, more fyne.KeyModifier) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierControl | more}
}

func TestGridPassesOnWhatItDoesNotUse(t *testing.T) {
	g := ledger(3)
	w := show(t, g, 800, 300)
	got := fyne.KeyName("")
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { got = e.Name })
	g.TypedKey(key(fyne.KeyF5))
	if got != fyne.KeyF5 {
		t.Error("F5 stays in the table")
	}
}

func TestGridOpensOnDoubleClickOfOneRow(t *testing.T) {
	g := ledger(100)
	show(t, g, 800, 600)
	var opened []int
	g.OnOpen = func(row int) { opened = append(opened, row) }
	double := func(first, second int) {
		click(g, 40, rowY(first), 0)
		click(g, 40, rowY(second), 0)
		g.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(40, rowY(second))})
	}
	double(2, 3)
	double(5, 5)
	if !slices.Equal(opened, []int{5}) {
		t.Errorf("opened %v", opened)
	}
}

func TestGridCopy(t *testing.T) {
	g := ledger(10)
	g.ShowColumns([]int{0, 3, 6})
	show(t, g, 800, 400)
	clip := test.NewClipboard()
	g.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	if clip.Content() != "" {
		t.Error("copied with nothing selected")
	}
	click(g, 40, rowY(1), 0)
	click(g, 40, rowY(3), fyne.KeyModifierControl)
	g.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	want := "项目名称\t总投资（万元）\t最新进展\r\n" +
		"示例项目 00001 号\t8019\t\"已完成选址比选，\n正在办理用地手续，等待环评批复\"\r\n" +
		"示例项目 00003 号\t23857\t\"已完成选址比选，\n正在办理用地手续，等待环评批复\"\r\n"
	if clip.Content() != want {
		t.Errorf("copied\n%s", clip.Content())
	}
	asked := 0
	g.OnCopy = func() { asked++ }
	if g.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip}); asked != 1 {
		t.Error("whoever copies was not asked")
	}
}

func TestGridSort(t *testing.T) {
	g := ledger(10)
	g.Columns[1].Unsorted = true
	show(t, g, 800, 400)
	var got []string
	g.OnSort = func(col int, desc bool) { got = append(got, fmt.Sprint(col, desc)) }
	for _, x := range []float32{50, 50, 350, 260} {
		click(g, x, 10, 0)
	}
	want := []string{"0 false", "0 true", "2 false"}
	if !slices.Equal(got, want) {
		t.Errorf("sorted %v, want %v", got, want)
	}
	if col, desc := g.Sorted(); col != 2 || desc {
		t.Errorf("shows column %d, %v", col, desc)
	}
	if arrow := g.view.head.titles[2].arrow.Text; arrow != "↑" {
		t.Errorf("arrow %q", arrow)
	}
}

func TestGridResizesColumns(t *testing.T) {
	g := ledger(10)
	show(t, g, 800, 400)
	var told []float32
	g.OnWidths = func(w []float32) { told = w }
	sorted := false
	g.OnSort = func(int, bool) { sorted = true }
	g.MouseMoved(press(fyne.NewPos(219, 10), 0))
	if g.Cursor() != desktop.HResizeCursor {
		t.Error("no resize pointer over the edge")
	}
	drag(g, fyne.NewPos(219, 10), fyne.NewPos(299, 10))
	if len(told) != 7 || told[0] != 300 {
		t.Errorf("told %v", told)
	}
	drag(g, fyne.NewPos(299, 10), fyne.NewPos(3, 10))
	if told[0] != 48 {
		t.Errorf("narrower than the minimum: %v", told[0])
	}
	if sorted {
		t.Error("resizing sorted")
	}
	g.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(48, 10)})
	if told[0] < 120 || told[0] > 180 {
		t.Errorf("a double click on the edge made the column %v wide", told[0])
	}
}

func TestGridFrozenColumnsStay(t *testing.T) {
	g := ledger(100)
	g.Frozen = 1
	show(t, g, 500, 400)
	g.scrollTo(150, 0)
	at, _ := g.CellBox(0, 0)
	moved, _ := g.CellBox(0, 1)
	if at.X != 0 || moved.X != 220-150 {
		t.Errorf("frozen at %v, moving at %v", at.X, moved.X)
	}
	if i, _ := g.slotAt(200); i != 0 {
		t.Errorf("the pointer over the frozen column finds %d", i)
	}
}

func TestGridColumnMenu(t *testing.T) {
	g := ledger(10)
	show(t, g, 800, 400)
	var told []int
	g.OnColumns = func(cols []int) { told = cols }
	g.ColumnMenu().Items[2].Action()
	if !slices.Equal(told, []int{0, 1, 3, 4, 5, 6}) {
		t.Errorf("hid to %v", told)
	}
	g.ColumnMenu().Items[2].Action()
	if !slices.Equal(told, []int{0, 1, 2, 3, 4, 5, 6}) {
		t.Errorf("came back as %v", told)
	}
	g.ShowColumns([]int{4})
	if !g.ColumnMenu().Items[4].Disabled {
		t.Error("the last column can be hidden")
	}
}

func TestGridFindsWhatIsTyped(t *testing.T) {
	names := []string{"安徽", "北京", "常州", "常熟", "成都", "Suzhou"}
	g := NewGrid([]Column{{Title: "城市"}}, func() int { return len(names) },
		func(row, _ int) Cell { return Cell{Text: names[row]} })
	show(t, g, 300, 400)
	for _, c := range []struct {
		typed string
		want  int
	}{{"常", 2}, {"常熟", 3}, {"s", 5}, {"安", 0}, {"无", 0}} {
		g.find = finder{}
		for _, r := range c.typed {
			g.TypedRune(r)
		}
		if g.Current() != c.want {
			t.Errorf("%q went to %d, want %d", c.typed, g.Current(), c.want)
		}
	}
}

func TestGridMenu(t *testing.T) {
	g := ledger(10)
	show(t, g, 800, 500)
	row := -2
	g.OnMenu = func(r int, _ fyne.Position) { row = r }
	right := press(fyne.NewPos(40, rowY(4)), 0)
	right.Button = desktop.MouseButtonSecondary
	g.MouseDown(right)
	g.TappedSecondary(&right.PointEvent)
	if row != 4 || !slices.Equal(g.Selected(), []int{4}) {
		t.Errorf("menu for %d with %v selected", row, g.Selected())
	}
	g.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(40, 400)})
	if row != -1 {
		t.Errorf("beside the rows the menu is for %d", row)
	}
}

func TestGridScrollbar(t *testing.T) {
	g := ledger(10_000)
	show(t, g, 800, 600)
	x := g.view.m.body.Width + 6
	drag(g, fyne.NewPos(x, look.Bar+5), fyne.NewPos(x, 2000))
	if want := g.view.m.maxScroll().Y; g.scroll.Y != want {
		t.Errorf("dragged to %v, want the end at %v", g.scroll.Y, want)
	}
	click(g, x, look.Bar+20, 0)
	if want := g.view.m.maxScroll().Y - g.view.m.body.Height; g.scroll.Y != want {
		t.Errorf("a click on the track went to %v, want a page up at %v", g.scroll.Y, want)
	}
	g.scrollTo(0, 0)
	g.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)})
	if g.scroll.Y != 3*look.Row {
		t.Errorf("one notch scrolled %v", g.scroll.Y)
	}
}

func TestGridShrinks(t *testing.T) {
	rows := 1000
	g := NewGrid(wideColumns(3), func() int { return rows }, func(int, int) Cell { return Cell{Text: "甲"} })
	g.Empty = NewEmpty("没有记录", "", nil)
	show(t, g, 400, 300)
	g.TypedShortcut(&fyne.ShortcutSelectAll{})
	g.TypedKey(key(fyne.KeyEnd))
	rows = 5
	g.Refresh()
	if g.Current() != 4 || g.scroll.Y != 0 || len(g.view.rows) != 5 {
		t.Errorf("row %d, scrolled %v, %d rows drawn", g.Current(), g.scroll.Y, len(g.view.rows))
	}
	rows = 0
	g.Refresh()
	if g.Current() != -1 || !slices.Contains(g.view.objects, g.Empty) {
		t.Error("an empty table does not say so")
	}
}
