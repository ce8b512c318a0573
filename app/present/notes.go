package present

import (
	"fmt"
	"image"
	"image/color"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	theme "chainatlas/app/look"
	"chainatlas/app/words"
)

// notes is what the presenter sees on a screen of their own: this slide, the next one, notes, the time. Visitors see none
// of it.
type notes struct {
	s       *stage
	content fyne.CanvasObject

	this, next           *canvas.Image
	title, count, state  *canvas.Text
	clock, elapsed, then *canvas.Text
	text                 *widget.Label
	shown                fyne.CanvasObject // the notes, unless N put them away
}

// Sizes in logical pixels.
const (
	clockSize = 30
	smallSize = 14
)

// quiet is for what the presenter rarely looks at.
var quiet = color.NRGBA{0x93, 0xa4, 0xac, 0xff}

func newNotes(s *stage) *notes {
	n := &notes{s: s, this: newImage(), next: newImage(), text: widget.NewLabel("")}
	n.this.FillMode, n.next.FillMode = canvas.ImageFillContain, canvas.ImageFillContain
	n.title, n.count, n.state = captionOf(nameSize, light), captionOf(clockSize, light), captionOf(lineSize, cardEdge)
	n.clock, n.elapsed, n.then = captionOf(clockSize, light), captionOf(clockSize, cardEdge), captionOf(smallSize, quiet)
	n.text.Wrapping = fyne.TextWrapWord
	n.shown = container.NewThemeOverride(container.NewVScroll(n.text), theme.Light().Dark())
	keys := captionOf(smallSize, quiet)
	keys.Text = words.T("翻页 PageDown / PageUp　跳页 数字+回车　黑屏 B　白屏 W　画笔 P　激光 J　擦除 E　缩放 + − 0　答问 Ctrl+K　中英文 L　换屏 S　备注 N　结束 Esc")
	top := container.NewHBox(n.clock, gapOf(), n.elapsed, gapOf(), n.count, gapOf(), container.NewCenter(n.state))
	right := container.New(halves{}, container.NewBorder(n.then, nil, nil, nil, n.next), n.shown)
	left := container.NewBorder(nil, n.title, nil, nil, n.this)
	all := container.NewBorder(top, keys, nil, nil, container.New(twoThirds{}, left, right))
	n.content = container.NewStack(newWall(), container.New(padded{}, all))
	n.tick()
	return n
}

func captionOf(size float32, c color.Color) *canvas.Text {
	t := canvas.NewText("", c)
	t.TextSize = size
	return t
}

func gapOf() fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(2*cardPad, 1))
	return r
}

// update shows where the show is now.
func (n *notes) update() {
	s := n.s
	slides := s.story.slides
	if s.back == nil || s.at >= len(slides) {
		return
	}
	one := slides[s.at]
	n.title.Text, n.text.Text = one.Title, one.Notes
	n.count.Text = fmt.Sprintf("%d / %d", s.at+1, len(slides))
	n.state.Text = words.T(s.state())
	n.this.Image, n.next.Image = n.pictureOf(s.at), n.pictureOf(s.at+1)
	n.then.Text = words.T("已是最后一页")
	if s.at+1 < len(slides) {
		n.then.Text = words.T("下一页　" + slides[s.at+1].Title)
	}
	n.text.Refresh()
	n.content.Refresh()
}

func (n *notes) pictureOf(i int) image.Image {
	if have := n.s.drawn.have[i]; have != nil {
		return have
	}
	return blank
}

// state is what is unusual now.
func (s *stage) state() string {
	v := s.frame()
	switch {
	case s.cover.Visible() && s.cover.rect.FillColor == color.White:
		return "白屏，按任意键恢复"
	case s.cover.Visible():
		return "黑屏，按任意键恢复"
	case s.typed != "":
		return "跳到第 " + s.typed + " 页：回车"
	case s.answer != nil:
		return "正在回答提问，Backspace 回到演示"
	case s.ink.tool == penTool:
		return "画笔"
	case s.ink.tool == laserTool:
		return "激光"
	case s.live:
		return "正在看图，按 0 复原"
	case v.w > 0:
		return "大屏 " + strconv.Itoa(v.w) + "×" + strconv.Itoa(v.h) + s.story.words.mark()
	}
	return ""
}

// tick shows the time.
func (n *notes) tick() {
	now := time.Now()
	n.clock.Text = now.Format("15:04")
	d := now.Sub(n.s.log.Began)
	n.elapsed.Text = fmt.Sprintf("%02d:%02d", int(d.Minutes()), int(d.Seconds())%60)
	n.clock.Refresh()
	n.elapsed.Refresh()
}

// toggleNotes puts the notes away or brings them back, on the presenter's screen alone.
func (n *notes) toggleNotes() {
	if n.shown.Visible() {
		n.shown.Hide()
	} else {
		n.shown.Show()
	}
}

// twoThirds gives the first of two objects two thirds of the width, halves half of the height.
type (
	twoThirds struct{}
	halves    struct{}
)

// MinSize implements fyne.Layout.
func (twoThirds) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (twoThirds) Layout(o []fyne.CanvasObject, s fyne.Size) {
	first := (s.Width - cardPad) * 2 / 3
	o[0].Resize(fyne.NewSize(first, s.Height))
	o[0].Move(fyne.NewPos(0, 0))
	o[1].Resize(fyne.NewSize(s.Width-cardPad-first, s.Height))
	o[1].Move(fyne.NewPos(first+cardPad, 0))
}

// MinSize implements fyne.Layout.
func (halves) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (halves) Layout(o []fyne.CanvasObject, s fyne.Size) {
	first := (s.Height - cardPad) / 2
	o[0].Resize(fyne.NewSize(s.Width, first))
	o[0].Move(fyne.NewPos(0, 0))
	o[1].Resize(fyne.NewSize(s.Width, s.Height-cardPad-first))
	o[1].Move(fyne.NewPos(0, first+cardPad))
}
