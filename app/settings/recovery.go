package settings

import (
	"fmt"
	"io"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model/keys"
)

// show shows a recovery key until somebody can say its last group: then it stands on paper, or in a file.
func (e *encryption) show(key, button string, then func()) {
	text := "这是恢复密钥。忘记口令时只有它能打开工作区，软件不保存它，也只显示这一次。请打印或抄下，与电脑分开保管，不要拍照发给别人。"
	fields := []ui.Field{{Key: fieldGroup, Label: "核对", Hint: "请照抄下的那张，输入最后一组"}}
	f := ui.NewFields(ui.Section{Fields: fields})
	save := ui.Action{Text: "存成文本文件…", Do: func() { e.save(key) }}.Button()
	note := ui.NewNote("可以打开后打印；打印完请删除文件")
	body := ui.Stack(look.Gap, ui.NewParagraph(text), sheetOf(key), container.NewHBox(save, container.NewCenter(note)), f)
	take := ui.Action{Text: button, Primary: true, Do: then, Ready: func() bool {
		if keys.LastGroup(key, f.Value(fieldGroup)) {
			return true
		}
		f.SetNote(fieldGroup, look.Bad, "与上面的最后一组不同")
		return false
	}}
	e.ask("恢复密钥", body, f, fields, take)
}

// sheetOf is the key, large and on a ground of its own; it can be selected and copied.
func sheetOf(key string) fyne.CanvasObject {
	l := widget.NewLabelWithStyle(strings.ReplaceAll(key, "-", " - "), fyne.TextAlignCenter, fyne.TextStyle{Bold: true})
	l.SizeName, l.Selectable = theme.SizeNameSubHeadingText, true
	p := ui.NewPanel(l, look.Unit, look.Unit)
	p.Ground, p.Radius = theme.ColorNameBackground, look.Radius
	return p
}

// save writes the key into a file that the user chooses.
func (e *encryption) save(key string) {
	name := "恢复密钥-" + time.Now().Format("20060102") + ".txt"
	ui.SaveFile(e.desk.Window, name, func(f fyne.URIWriteCloser, err error) {
		if err != nil {
			e.desk.Fail(err)
			return
		}
		_, err = io.WriteString(f, printed(key, e.desk.Store.Dir(), time.Now()))
		if closing := f.Close(); err == nil {
			err = closing
		}
		if e.desk.Fail(err); err == nil {
			e.desk.Say("已存到 " + f.URI().Path() + "，打印后请删除这个文件")
		}
	})
}

// printed is the sheet that goes into the safe. Notepad of any age reads it: it begins with a mark and has Windows' line ends.
func printed(key, dir string, now time.Time) string {
	text := fmt.Sprintf("招商链图 恢复密钥\n\n    %s\n\n工作区：%s\n制作日期：%s\n\n忘记口令时，在打开工作区的页面点「用恢复密钥打开」，输入上面 28 个字符。\n大小写和分隔符不限；密钥里没有字母 I、L、O、U。\n请与电脑分开保管。换新的恢复密钥以后，这一张不再有效。\n",
		key, dir, now.Format("2006-01-02"))
	return "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n")
}
