package task

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/words"
)

// Bar shows how far a job is, with a button that cancels it.
type Bar struct {
	widget.BaseWidget
	note    *widget.Label
	known   *widget.ProgressBar
	unknown *widget.ProgressBarInfinite
	cancel  *widget.Button
	job     *Job
}

// NewBar makes a bar for a job to come.
func NewBar() *Bar {
	b := &Bar{note: widget.NewLabel(" "), known: widget.NewProgressBar(), unknown: widget.NewProgressBarInfinite()}
	b.cancel = widget.NewButton(words.T("取消"), b.tapCancel)
	b.known.Hide()
	b.ExtendBaseWidget(b)
	return b
}

// Follow shows j from now on.
func (b *Bar) Follow(j *Job) {
	b.job = j
	j.OnProgress(b.Set)
}

// Set shows a state; total 0 means unknown.
func (b *Bar) Set(done, total int) {
	if total <= 0 {
		b.note.SetText(words.T(fmt.Sprintf("已处理 %d", done)))
		return
	}
	b.unknown.Stop()
	b.unknown.Hide()
	b.known.Show()
	b.known.Max = float64(total)
	b.known.SetValue(float64(done))
	b.note.SetText(fmt.Sprintf("%d / %d", done, total))
}

func (b *Bar) tapCancel() {
	b.cancel.Disable()
	b.cancel.SetText(words.T("正在取消…"))
	if b.job != nil {
		b.job.Cancel()
	}
}

// CreateRenderer is called by Fyne.
func (b *Bar) CreateRenderer() fyne.WidgetRenderer {
	bars := container.NewStack(b.unknown, b.known)
	return widget.NewSimpleRenderer(container.NewVBox(bars,
		container.NewBorder(nil, nil, nil, b.cancel, b.note)))
}

// longWait is how long work may take before a dialog says so; shorter work passes without a flicker.
const longWait = 250 * time.Millisecond

// longWidth keeps the dialog from changing its size with its numbers.
const longWidth = 420

// OnLong hears how far work behind a dialog of a window is, for the taskbar: total 0 means unknown, done below 0 that the work
// is over. Nil when nobody does.
var OnLong func(win fyne.Window, done, total int)

func tellLong(win fyne.Window, done, total int) {
	if OnLong != nil {
		OnLong(win, done, total)
	}
}

// Long is Run behind a dialog with a bar and a cancel button.
func Long[T any](win fyne.Window, title string, work func(ctx context.Context, progress func(done, total int)) (T, error), done func(T, error)) *Job {
	bar := NewBar()
	d := longDialog(win, title, bar)
	late := After(longWait, func() {
		d.Show()
		tellLong(win, 0, 0)
	})
	job := Run(work, func(v T, err error) {
		late.Stop()
		bar.unknown.Stop()
		d.Hide()
		tellLong(win, -1, 0)
		done(v, err)
	})
	bar.job = job
	job.OnProgress(func(done, total int) {
		bar.Set(done, total)
		if d.Visible() {
			tellLong(win, done, total)
		}
	})
	return job
}

func longDialog(win fyne.Window, title string, bar *Bar) *widget.PopUp {
	head := widget.NewLabelWithStyle(words.T(title), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	pad := 2 * theme.Padding()
	box := container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), container.NewVBox(head, bar))
	d := widget.NewModalPopUp(box, win.Canvas())
	d.Resize(fyne.NewSize(longWidth, d.MinSize().Height))
	d.Hide()
	return d
}
