package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/assets"
)

// The manual's window, in logical pixels: lines of about forty Chinese characters.
const manualWidth, manualHeight float32 = 720, 800

// showManual opens the manual beside the work.
func (w *window) showManual() fyne.Window {
	text := widget.NewRichTextFromMarkdown(string(assets.Manual()))
	text.Wrapping = fyne.TextWrapWord
	win := w.app.NewWindow("用户手册")
	win.SetContent(ui.NewPanel(container.NewVScroll(text), look.Gap, look.Unit))
	win.Resize(fyne.NewSize(manualWidth, manualHeight))
	win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			win.Close()
		}
	})
	win.Show()
	w.tell("manual", "")
	return win
}
