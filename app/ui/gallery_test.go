package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui/uitest"
)

// The gallery lays the widgets out as screens do; with UI_PICTURES set it leaves pictures to look at.
// Without, it still proves that everything can be laid out and painted together.

func galleryRail() *Rail {
	icons := []fyne.Resource{theme.HomeIcon(), theme.DocumentIcon(), theme.MediaFastForwardIcon(), theme.AccountIcon(),
		theme.ListIcon(), theme.StorageIcon(), theme.SearchIcon(), theme.ComputerIcon(), theme.FileTextIcon(), theme.HistoryIcon()}
	var entries []RailEntry
	for i, name := range []string{"总览", "项目", "推进", "企业", "产业链", "载体", "地图", "演示", "报表", "数据"} {
		entries = append(entries, RailEntry{Key: name, Text: name, Icon: icons[i]})
	}
	entries = append(entries, RailEntry{Key: "设置", Text: "设置", Icon: theme.SettingsIcon(), Foot: true})
	r := NewRail(entries, nil)
	r.Select("项目")
	r.SetCount("推进", "7")
	return r
}

func galleryLedger() *Page {
	g := ledger(1286)
	g.Frozen = 1
	p := NewPage("项目", g, Action{Text: "导出"}, Action{Text: "新建项目", Primary: true})
	search := NewEntry()
	search.SetPlaceHolder("筛选名称、单位…")
	stage := NewChoice([]string{"全部阶段", "在谈", "签约"}, nil)
	stage.Set("全部阶段")
	p.SetFilters(container.NewGridWrap(fyne.NewSize(220, look.Bar), search), stage, nil, NewNote("按签约日期"))
	p.SetStatus("1,286 个项目　总投资 3,214.6 亿元　已选 4 个", "更新于 10:24")
	g.sel.Only(3)
	g.sel.Extend(6, false)
	return p
}

func galleryFields() *Fields {
	f := NewFields(
		Section{"基本情况", []Field{
			{Key: "name", Label: "项目名称", Value: "示例项目 00001 号", Required: true},
			{Key: "stage", Label: "阶段", Kind: ChoiceField, Options: []string{"在谈", "签约", "开工", "投产"}, Value: "签约"},
			{Key: "amount", Label: "总投资", Value: "12000", Unit: "万元"},
			{Key: "area", Label: "拟用地", Value: "36.5", Unit: "亩"},
			{Key: "date", Label: "签约日期", Kind: DateField, Value: "2025-06-30"},
			{Key: "lead", Label: "牵头单位", Kind: FixedField, Value: "示例单位"},
		}},
		Section{"推进", []Field{
			{Key: "progress", Label: "最新进展", Kind: LinesField, Value: "已完成选址比选，正在办理用地手续。"},
			{Key: "problem", Label: "存在问题", Hint: "没有可不填"},
		}},
	)
	f.Columns = 2
	f.SetNote("amount", look.Warn, "比上次少 3,000 万元")
	return f
}

func galleryDashboard() fyne.CanvasObject {
	stats := Equal(
		NewStat("在谈项目", "128", "个", "较上月 +12", func() {}),
		NewStat("签约总投资", "3,214.6", "亿元", "完成年度目标 64%", func() {}),
		NewStat("开工率", "71.3", "%", "共 92 个签约项目", func() {}),
		NewStat("滞后项目", "7", "个", "需要协调", func() {}))
	stats.Objects[0].(*Stat).SetTone(look.Good)
	stats.Objects[3].(*Stat).SetTone(look.Warn)
	body := Stack(look.Gap, stats, galleryFields())
	p := NewPage("总览", NewPanel(body, look.Gap, look.Gap), Action{Text: "演示", Icon: theme.MediaPlayIcon(), Primary: true})
	p.SetTitle("总览", "截至 2025-06-30")
	p.SetBanner(NewBanner(look.Warn, "7 个项目超过 30 天没有更新，其中 2 个即将到期。", Action{Text: "查看"}))
	return p
}

func screen(rail *Rail, body fyne.CanvasObject) fyne.CanvasObject {
	return Beside(rail, body)
}

func TestGallery(t *testing.T) {
	w := show(t, widget.NewLabel(""), 1280, 800)
	notice := NewNotice()
	w.SetContent(container.NewStack(screen(galleryRail(), galleryLedger()), notice))
	notice.Say(look.Good, "已复制 4 行，可以粘贴到 Excel", Action{Text: "撤销"})
	uitest.Capture(t, w, "ledger")
	w.SetContent(screen(galleryRail(), galleryDashboard()))
	uitest.Capture(t, w, "dashboard")
	w.SetContent(screen(galleryRail(), NewPage("项目", NewEmpty("还没有项目", "从 Excel 台账导入，或新建第一个项目。",
		&Action{Text: "导入台账", Primary: true}).Add(Action{Text: "新建项目"}))))
	uitest.Capture(t, w, "empty")
	p := galleryPalette()
	p.Show(w.Canvas())
	p.entry.SetText("电池")
	p.choose(2)
	uitest.Capture(t, w, "palette")
	p.Hide()
	Confirm(w, "删除 3 个项目？", "删除后可在回收站找回，历史记录保留。", Action{Text: "删除 3 个项目", Danger: true, Do: func() {}})
	uitest.Capture(t, w, "confirm")
}

func galleryPalette() *Palette {
	p := NewPalette(nil, nil)
	p.OnQuery = func(text string) {
		if text == "" {
			p.SetResults(nil)
			return
		}
		var rs []Result
		for i := range 14 {
			kind := []string{"项目", "企业", "载体", "命令"}[i%4]
			rs = append(rs, Result{Kind: kind, Title: fmt.Sprintf("示例%s %02d %s", kind, i, text), Subtitle: "合成生物　签约　示例单位"})
		}
		p.SetResults(rs)
	}
	return p
}

func TestGalleryInTheDark(t *testing.T) {
	w := show(t, widget.NewLabel(""), 1280, 800)
	settings := fyne.CurrentApp().Settings()
	settings.SetTheme(theTheme.Dark())
	t.Cleanup(func() { settings.SetTheme(theTheme) })
	w.SetContent(screen(galleryRail(), galleryLedger()))
	uitest.Capture(t, w, "ledger-dark")
	w.SetContent(screen(galleryRail(), galleryDashboard()))
	uitest.Capture(t, w, "dashboard-dark")
}
