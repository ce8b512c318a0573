package chains

import "chainatlas/app/ui"

// showActions puts the buttons of the page in order: what changes a chain is not there where chains are only looked at.
func (e *editor) showActions() {
	edit := ui.Action{Text: "编辑 E", Do: e.toggle}
	if e.on {
		edit.Text = "完成编辑"
	}
	if e.locked {
		e.s.page.SetActions(ui.Action{Text: "取消只看", Do: func() { e.lock(false) }})
		return
	}
	e.s.page.SetActions(ui.Action{Text: "更多…", Do: e.more}, ui.Action{Text: "链信息…", Do: e.s.editInfo}, edit)
}

// menuWidth and menuTop are where the menu under 更多 opens, from the right and upper edge of the window.
const menuWidth, menuTop = 360, 56

func (e *editor) more() {
	canvas := e.s.desk.Window.Canvas()
	at := canvas.Content().Position().AddXY(canvas.Size().Width-menuWidth, menuTop)
	none := e.chain() == nil
	ui.ShowMenu(canvas, at,
		ui.Action{Text: "新建空的产业链…", Do: func() { e.create(nil) }},
		ui.Action{Text: "以当前链为模板新建…", Off: none, Do: func() { e.create(e.chain()) }}, ui.Action{},
		ui.Action{Text: "收起全部分组", Off: len(e.s.open) == 0, Do: e.s.foldAll},
		ui.Action{Text: "导出当前链（xlsx、json）…", Off: none, Do: e.export},
		ui.Action{Text: "导入产业链（xlsx、json）…", Do: e.importFile}, ui.Action{},
		ui.Action{Text: "只看：不允许在此修改", Do: func() { e.lock(true) }})
}
