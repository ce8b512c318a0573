package settings

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/desk"
	"chainatlas/app/industry"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
)

// classes is the part of the settings about the classification of industries.
type classes struct {
	desk   *desk.Desk
	fields *ui.Fields
}

const fieldTable = "table"

func (x *classes) content() fyne.CanvasObject {
	x.fields = ui.NewFields(ui.Section{Title: "行业分类", Fields: []ui.Field{{Key: fieldTable, Label: "在用", Kind: ui.FixedField}}})
	x.show()
	return ui.Stack(look.Unit, x.fields, container.NewHBox(ui.Action{Text: "安装分类表…", Do: x.choose}.Button(),
		container.NewCenter(ui.NewNote("csv 或 xlsx，列 代码、名称；国家标准的完整分类表"))))
}

// show says which table is used, and why an installed one is not.
func (x *classes) show() {
	x.fields.Set(fieldTable, tableOf(industry.Now()))
	if err := industry.Problem(); err != nil {
		x.fields.SetNote(fieldTable, look.Warn, "安装的分类表不能使用："+desk.Explain(err))
	}
}

func tableOf(t *industry.Table) string {
	origin := "内置，仅大类和所附产业链用到的小类"
	if t.Full {
		origin = "已安装完整的表"
	}
	return fmt.Sprintf("%s，%s，小类 %d", t.Edition, origin, t.Classes())
}

func (x *classes) choose() {
	ui.OpenFile(x.desk.Window, []string{".csv", ".xlsx"}, func(path string, err error) {
		if x.desk.Fail(err); path != "" {
			x.install(path)
		}
	})
}

func (x *classes) install(path string) {
	task.Long(x.desk.Window, "正在安装行业分类表", func(context.Context, func(int, int)) (*industry.Table, error) { return industry.Install(path, "") },
		func(t *industry.Table, err error) {
			if err != nil {
				x.desk.Fail(err)
				return
			}
			x.show()
			x.desk.Notice(look.Good, "已安装 "+tableOf(t))
		})
}
