package records

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/look"
	"chainatlas/app/photo"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
)

// previewShare is how much of the window a picture takes.
const previewShare = 0.72

// preview shows a picture as large as the window allows. Esc closes it; Enter shows the next one.
func (x *files) preview(a model.Attachment) {
	c := x.desk.Window.Canvas()
	size, scale := fyne.NewSize(c.Size().Width*previewShare, c.Size().Height*previewShare), c.Scale()
	st := x.desk.Store
	task.Run(func(context.Context, func(int, int)) (image.Image, error) {
		content, err := st.OpenFile(a)
		if err != nil {
			return nil, err
		}
		return photo.Fit(content, int(size.Width*scale), int(size.Height*scale))
	}, func(img image.Image, err error) {
		if err != nil {
			x.desk.Fail(err)
			return
		}
		x.showPreview(a, img, size)
	})
}

func (x *files) showPreview(a model.Attachment, img image.Image, size fyne.Size) {
	picture := &canvas.Image{Image: img, FillMode: canvas.ImageFillContain}
	body := ui.Stack(look.Half, container.NewGridWrap(size, picture))
	if a.Note != "" {
		body.Add(ui.NewNote(a.Note))
	}
	actions := []ui.Action{{Text: "另存为…", Do: func() { x.save(a) }}, {Text: "用其他程序打开", Do: func() { x.open(a) }}}
	if next, ok := x.pictureAfter(a); ok {
		actions = append(actions, ui.Action{Text: "下一张", Primary: true, Do: func() { x.preview(next) }})
	}
	d := ui.NewDialog(x.desk.Window, a.Name, body, actions...)
	d.CallClose("关闭")
	d.Show()
	x.desk.Tell("preview", a.Name)
}

// pictureAfter is the next picture of the record, after the last the first; false when there is no other.
func (x *files) pictureAfter(a model.Attachment) (next model.Attachment, ok bool) {
	var all model.Attachments
	at := 0
	for _, b := range model.FilesOf(x.record) {
		if b.Hash == a.Hash {
			at = len(all)
		}
		if b.IsPicture() {
			all = append(all, b)
		}
	}
	if len(all) < 2 {
		return a, false
	}
	return all[(at+1)%len(all)], true
}
