package ui

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
)

// ThumbSize is the room for a picture in a FileRow, in logical pixels.
var ThumbSize = fyne.NewSize(64, 48)

// FileRow is a file of a record: its picture, or a word for what it is; its name, what is said of it, and a menu.
type FileRow struct {
	widget.BaseWidget
	OnOpen func()
	Menu   func() []Action

	name, said, mark *Line
	picture          *canvas.Image
	more             *Button
}

// NewFileRow makes a row; the mark stands where there is no picture: PDF, 图片.
func NewFileRow(name, said, mark string) *FileRow {
	r := &FileRow{name: newLine(name, look.TextBody, theme.ColorNameForeground, false).elided(), said: NewNote(said).elided(), mark: NewNote(mark).centered()}
	r.picture = &canvas.Image{Image: image.NewRGBA(image.Rect(0, 0, 1, 1)), FillMode: canvas.ImageFillContain} // clear: see newDrawingView
	r.more = Action{Icon: theme.MoreHorizontalIcon(), Do: r.menuUnderButton}.Button()
	r.more.Button.Importance = widget.LowImportance
	r.ExtendBaseWidget(r)
	return r
}

// SetPicture shows a picture in the place of the mark.
func (r *FileRow) SetPicture(img image.Image) {
	r.mark.Hide()
	r.picture.Image = img
	r.picture.Refresh()
}

// SetMark says in the place of the picture why there is none.
func (r *FileRow) SetMark(text string, tone look.Tone) { r.mark.Set(text, tone.Color()) }

// Pale shows that the file is not there any more.
func (r *FileRow) Pale() { r.name.Set(r.name.Text, look.Muted) }

// Tapped is called by Fyne.
func (r *FileRow) Tapped(*fyne.PointEvent) {
	if r.OnOpen != nil {
		r.OnOpen()
	}
}

// TappedSecondary is called by Fyne.
func (r *FileRow) TappedSecondary(e *fyne.PointEvent) { r.showMenu(e.AbsolutePosition) }

// Cursor says that a click opens the file.
func (r *FileRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (r *FileRow) menuUnderButton() {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.more)
	r.showMenu(at.AddXY(0, r.more.Size().Height))
}

func (r *FileRow) showMenu(at fyne.Position) {
	if r.Menu != nil {
		ShowMenu(canvasOf(r), at, r.Menu()...)
	}
}

// CreateRenderer is called by Fyne.
func (r *FileRow) CreateRenderer() fyne.WidgetRenderer {
	ground := NewPanel(container.NewStack(container.NewCenter(r.mark), r.picture), 0, 0)
	ground.Ground = theme.ColorNameBackground
	thumb := container.NewGridWrap(ThumbSize, ground)
	words := container.New(middle{}, Stack(2, r.name, r.said))
	return widget.NewSimpleRenderer(container.New(side{look.Unit}, thumb, Filling(words), container.NewCenter(r.more)))
}

// middle lays its one object across the whole width, half way up.
type middle struct{}

func (middle) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (middle) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := o[0].MinSize().Height
	place(o[0], fyne.NewPos(0, max(s.Height-h, 0)/2), fyne.NewSize(s.Width, h))
}
