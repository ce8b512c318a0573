// Package unlock is the page that asks for the passphrase of an encrypted workspace.
package unlock

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/explain"
	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/app/words"
	"chainatlas/model/keys"
)

// width keeps the page as narrow as a dialog, in logical pixels.
const width float32 = 440

// Page asks for the passphrase, or for the recovery key.
type Page struct {
	Try  func(keys.Secret) // opens the workspace beside the window, and calls Refuse when it does not open
	Quit func()

	root   fyne.CanvasObject
	canvas fyne.Canvas     // of the window, once it is shown
	asks   *ui.Line        // what is asked for
	place  *fyne.Container // of the entry
	entry  *ui.Entry
	said   *widget.Label // why it did not open
	open   *ui.Button
	other  *ui.Button
	byKey  bool // the recovery key is asked for
	trying bool
}

// New makes the page for a workspace in a folder.
func New(folder string) *Page {
	p := &Page{asks: ui.NewNote(""), place: container.NewStack(), said: widget.NewLabel("")}
	p.said.Wrapping, p.said.Importance = fyne.TextWrapWord, widget.DangerImportance
	p.said.Hide()
	p.open = ui.Action{Text: "打开", Primary: true, Do: p.try}.Button()
	p.other = ui.Action{Text: " ", Do: func() { p.ask(!p.byKey) }}.Button()
	p.other.Importance = widget.LowImportance
	p.root = p.layOut(folder)
	p.ask(false)
	return p
}

func (p *Page) layOut(folder string) fyne.CanvasObject {
	head := ui.NewLine("工作区已加密")
	head.TextSize, head.Bold = look.TextSection, true
	where := ui.NewNote(folder)
	where.Elide = true
	quit := ui.Action{Text: "退出", Do: func() { p.Quit() }}.Button()
	buttons := container.NewBorder(nil, nil, p.other, container.NewHBox(quit, p.open))
	question := ui.Stack(look.Half, p.asks, p.place, p.said)
	panel := ui.NewPanel(ui.AtLeast(width, ui.Stack(look.Gap, head, where, question, buttons)), 2*look.Gap, 2*look.Gap)
	panel.Radius = look.Radius
	return container.NewCenter(panel)
}

// ask shows the entry for a passphrase, which is hidden, or for a recovery key, which is compared with paper.
func (p *Page) ask(byKey bool) {
	p.byKey = byKey
	p.asks.SetText("口令")
	p.entry = ui.NewSecret()
	p.other.SetText("用恢复密钥打开")
	if byKey {
		p.asks.SetText("恢复密钥（28 个字符，大小写和分隔符不限）")
		p.entry = ui.NewEntry()
		p.other.SetText("用口令打开")
	}
	p.entry.OnSubmitted = func(string) { p.try() }
	p.place.Objects = []fyne.CanvasObject{p.entry}
	p.say("")
	p.root.Refresh()
	p.focus()
}

// Content is the whole page.
func (p *Page) Content() fyne.CanvasObject { return p.root }

// Shown puts the cursor into the entry, when the page stands in a window.
func (p *Page) Shown(c fyne.Canvas) {
	p.canvas = c
	p.focus()
}

func (p *Page) focus() {
	if p.canvas != nil {
		p.canvas.Focus(p.entry)
	}
}

func (p *Page) try() {
	if p.entry.Text == "" || p.trying {
		return
	}
	secret := keys.Secret{Passphrase: p.entry.Text}
	if p.byKey {
		if err := keys.CheckRecovery(p.entry.Text); err != nil {
			text, _ := explain.Error(err)
			p.say(text)
			return
		}
		secret = keys.Secret{Recovery: p.entry.Text}
	}
	p.busy(true)
	p.say("")
	p.Try(secret)
}

func (p *Page) busy(on bool) {
	p.trying = on
	if p.open.SetText("打开"); on {
		p.open.SetText("正在打开…")
		p.open.Disable()
		return
	}
	p.open.Enable()
}

// Refuse says why the workspace did not open, and lets the user try again.
func (p *Page) Refuse(why string) {
	p.busy(false)
	p.say(why)
	p.focus()
	p.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

func (p *Page) say(text string) {
	p.said.SetText(words.T(text))
	if text == "" {
		p.said.Hide()
	} else {
		p.said.Show()
	}
	p.root.Refresh()
}
