package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui/uitest"
)

func TestPalette(t *testing.T) {
	var asked []string
	var opened []Result
	p := galleryPalette()
	answer := p.OnQuery
	p.OnQuery = func(text string) { asked = append(asked, text); answer(text) }
	p.OnOpen = func(r Result) { opened = append(opened, r) }
	w := show(t, widget.NewLabel("behind"), 900, 700)
	p.Show(w.Canvas())
	if w.Canvas().Focused() != p.entry {
		t.Fatal("the entry has no focus")
	}
	typeText(w, "电池")
	if fmt.Sprint(asked) != "[ 电 电池]" {
		t.Errorf("asked %q", asked)
	}
	for _, c := range []struct {
		key       fyne.KeyName
		at, first int
	}{
		{fyne.KeyDown, 1, 0}, {fyne.KeyUp, 0, 0}, {fyne.KeyUp, 0, 0},
		{fyne.KeyPageDown, 10, 1}, {fyne.KeyPageDown, 13, 4}, {fyne.KeyUp, 12, 4}, {fyne.KeyPageUp, 2, 2},
	} {
		p.entry.TypedKey(key(c.key))
		if p.at != c.at || p.first != c.first {
			t.Errorf("%s: at %d with %d on top, want %d, %d", c.key, p.at, p.first, c.at, c.first)
		}
	}
	p.entry.TypedKey(key(fyne.KeyReturn))
	if len(opened) != 1 || opened[0].Title != "示例载体 02 电池" || p.Shown() {
		t.Errorf("opened %v, still shown %v", opened, p.Shown())
	}
}

func TestPaletteClosesAndOpensEmpty(t *testing.T) {
	p := galleryPalette()
	w := show(t, widget.NewLabel("behind"), 900, 700)
	p.Show(w.Canvas())
	p.entry.SetText("电池")
	p.entry.TypedKey(key(fyne.KeyEscape))
	if p.Shown() || w.Canvas().Overlays().Top() != nil {
		t.Error("Esc does not close")
	}
	p.Show(w.Canvas())
	if p.entry.Text != "" || len(p.results) != 0 {
		t.Errorf("opens with %q", p.entry.Text)
	}
	p.entry.TypedKey(key(fyne.KeyReturn))
	if !p.Shown() {
		t.Error("Enter on nothing closes")
	}
}

// While not everything can be found yet, nobody is told that there is nothing; then the question is asked again.
func TestPaletteSaysThatItIsPreparing(t *testing.T) {
	asked := 0
	p := NewPalette(nil, nil)
	p.OnQuery = func(string) { asked++; p.SetResults(nil) }
	w := show(t, widget.NewLabel("behind"), 900, 700)
	p.SetPreparing(true)
	p.Show(w.Canvas())
	typeText(w, "电")
	if before := p.count(); before != "正在准备搜索，结果还不全" {
		t.Errorf("says %q", before)
	}
	last := asked
	p.SetPreparing(false)
	if asked != last+1 || p.count() != "没有找到" {
		t.Errorf("asked %d times more, says %q", asked-last, p.count())
	}
}

func TestPaletteMouse(t *testing.T) {
	p := galleryPalette()
	var opened Result
	p.OnOpen = func(r Result) { opened = r }
	w := show(t, widget.NewLabel("behind"), 900, 700)
	p.Show(w.Canvas())
	p.entry.SetText("电池")
	p.rows[3].MouseIn(nil)
	if p.at != 0 {
		t.Error("a resting pointer chose")
	}
	p.rows[3].MouseMoved(nil)
	test.Tap(p.rows[p.at])
	if opened.Title != "示例命令 03 电池" {
		t.Errorf("opened %v", opened)
	}
}

func TestRail(t *testing.T) {
	r := galleryRail()
	var went []string
	r.OnSelect = func(k string) { went = append(went, k) }
	w := show(t, r, 120, 700)
	test.Tap(r.items[3])
	w.Canvas().Focus(r)
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnd, fyne.KeyDown, fyne.KeySpace, fyne.KeyHome, fyne.KeyUp, fyne.KeyEnter} {
		r.TypedKey(key(k))
	}
	if fmt.Sprint(went) != "[企业 产业链 设置 总览]" || r.Selected() != "总览" {
		t.Errorf("went to %v, is at %s", went, r.Selected())
	}
	r.Select("地图")
	if len(went) != 4 {
		t.Error("Select told")
	}
}

func TestStat(t *testing.T) {
	n := 0
	s := NewStat("在谈项目", "128", "个", "", func() { n++ })
	show(t, s, 200, 120)
	test.Tap(s)
	s.TypedKey(key(fyne.KeyReturn))
	if n != 2 {
		t.Errorf("opened %d times", n)
	}
	NewStat("没有记录", "—", "", "", nil).Tapped(nil)
}

func TestNoticeGoesAway(t *testing.T) {
	n := NewNotice()
	w := show(t, container.NewStack(widget.NewLabel("behind"), n), 500, 300)
	undone := false
	n.Say(look.Good, "已删除", Action{Text: "撤销", Do: func() { undone = true }})
	if !n.Shown() {
		t.Fatal("not shown")
	}
	uitest.Capture(t, w, "notice")
	test.Tap(n.box.Objects[len(n.box.Objects)-1].(*Button))
	if !undone || n.Shown() {
		t.Error("the action did not work or the line stays")
	}
	n.Say(look.Note, "一")
	n.Say(look.Note, "二")
	task.Elapse()
	if n.Shown() {
		t.Error("stays for ever")
	}
}

func TestConfirm(t *testing.T) {
	w := show(t, widget.NewLabel("behind"), 600, 400)
	did := 0
	do := Action{Text: "导出 3 个项目", Do: func() { did++ }}
	d := Confirm(w, "导出？", "写入 Excel 文件。", do)
	w.Canvas().Focused().TypedKey(key(fyne.KeyReturn))
	if did != 1 || d.pop.Visible() {
		t.Errorf("Enter did it %d times", did)
	}
	closed := 0
	d = Confirm(w, "导出？", "写入 Excel 文件。", do)
	d.OnClosed = func() { closed++ }
	w.Canvas().Focused().TypedKey(key(fyne.KeyEscape))
	if did != 1 || closed != 1 {
		t.Errorf("Esc: did %d, closed %d", did, closed)
	}
	do.Danger = true
	Confirm(w, "删除？", "可在回收站找回。", do)
	w.Canvas().Focused().TypedKey(key(fyne.KeyReturn))
	if did != 1 {
		t.Error("Enter took the dangerous action")
	}
	Tell(w, "完成", "已导入 12 行。")
	w.Canvas().Focused().TypedKey(key(fyne.KeyReturn))
	if w.Canvas().Overlays().Top() != nil {
		t.Error("a message cannot be closed")
	}
}

func TestPage(t *testing.T) {
	body := NewLine("内容")
	tapped := false
	p := NewPage("项目", body, Action{Text: "新建", Do: func() { tapped = true }}, Action{Text: "导出", Off: true})
	show(t, p, 600, 400)
	test.Tap(p.actions.Objects[0].(*Button))
	if !tapped || !p.actions.Objects[1].(*Button).Disabled() {
		t.Error("actions do not act")
	}
	before := p.content.Position().Y
	p.SetFilters(NewEntry(), nil, NewNote("1 条"))
	p.Refresh()
	if p.content.Size().Height >= 400-before {
		t.Error("the filter bar has no room")
	}
	p.SetBanner(NewBanner(look.Warn, "注意"))
	p.SetBanner(nil)
	if len(p.banner.Objects) != 0 {
		t.Error("the banner stays")
	}
}

func TestMenuOfActions(t *testing.T) {
	did := false
	m := menuOf([]Action{{Text: "打开", Do: func() { did = true }}, {}, {Text: "删除", Off: true}})
	m.Items[0].Action()
	if !did || !m.Items[1].IsSeparator || !m.Items[2].Disabled {
		t.Errorf("menu %+v", m.Items)
	}
}

func TestMarkup(t *testing.T) {
	rows := [][]string{{"示例一", "1,200"}, {"示例二，名称较长需要省略", "36"}}
	g := NewGrid([]Column{{Title: "名称", Width: 100}, {Title: "万元", Width: 80, Align: fyne.TextAlignTrailing}},
		func() int { return len(rows) }, func(row, col int) Cell {
			if col == 0 && row == 1 {
				return Cell{Text: rows[row][col], Shape: look.FullTriangle, Tone: look.Warn}
			}
			return Cell{Text: rows[row][col]}
		})
	for name, o := range map[string]fyne.CanvasObject{
		"grid":   g,
		"stat":   NewStat("在谈项目", "128", "个", "较上月 +12", nil),
		"banner": NewBanner(look.Bad, "磁盘已满，最近一次修改没有保存。"),
		"empty":  NewEmpty("还没有项目", "从 Excel 台账导入。", nil),
	} {
		t.Run(name, func(t *testing.T) {
			w := show(t, o, 220, 140)
			if name == "grid" {
				g.SetSort(1, true)
				click(g, 20, rowY(1), 0)
			}
			test.AssertRendersToMarkup(t, name+".xml", w.Canvas())
		})
	}
}
