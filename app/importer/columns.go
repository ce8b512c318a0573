package importer

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model/sheet"
)

// leftOut is the choice of a column that is not to be imported.
const leftOut = "（不导入）"

// columnsSize is the room for the list of columns, in logical pixels.
var columnsSize = fyne.NewSize(620, 480)

// chooseColumns shows what each column of the file means, and lets the user say otherwise.
func (s *Screen) chooseColumns() {
	said := s.mapping()
	list := ui.Stack(look.Unit)
	for _, sh := range s.plan.Sheets() {
		head := ui.NewLine(sh.Name + " · " + sh.Kind.Label())
		head.Bold = true
		list.Add(head)
		for _, c := range sh.Columns {
			list.Add(columnRow(sh, c, said))
		}
	}
	scroll := container.NewVScroll(list)
	scroll.SetMinSize(columnsSize)
	again := ui.Action{Text: "按此重新读取", Primary: true, Do: func() {
		s.keepMapping(said)
		s.Open(s.path)
	}}
	ui.NewDialog(s.desk.Window, "列对应：下次导入同样的表头时沿用", scroll, again).Show()
}

// columnRow is a header and the field that it fills; a change is written into said.
func columnRow(sh *sheet.Sheet, c sheet.Column, said map[string]string) fyne.CanvasObject {
	keys, texts := map[string]string{leftOut: "-"}, []string{leftOut}
	for _, t := range append([]sheet.Target{{Key: c.Field, Label: c.Means()}}, sheet.Targets(sh.Kind)...) {
		if _, there := keys[t.Label]; t.Label != "" && !there {
			keys[t.Label] = t.Key
			texts = append(texts, t.Label)
		}
	}
	header := ui.NewLine(c.Label())
	header.Elide = true
	if c.Field == "" && !c.Ignored() {
		header.Color = theme.ColorNameWarning
	}
	choice := ui.NewChoice(texts, func(text string) { said[c.Header] = keys[text] })
	choice.Set(leftOut)
	if c.Means() != "" {
		choice.Set(c.Means())
	}
	return container.NewGridWithColumns(2, header, choice)
}
