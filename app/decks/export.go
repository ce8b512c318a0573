package decks

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/story"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/calk"
	"chainatlas/model/store"
)

var audiences = []struct {
	text string
	to   model.Audience
}{{"来访者：只有公开内容", model.Visitors}, {"内部：盖「内部资料」", model.Staff}}

// askExport asks who reads the file, and what kind it is.
func (s *Screen) askExport() {
	s.commit()
	to := ui.NewChoice([]string{audiences[0].text, audiences[1].text}, func(string) {})
	to.Set(audiences[0].text)
	notes := ui.NewChoice(noteChoices, func(string) {})
	notes.Set(noteChoices[0])
	write := func(ext string) func() {
		return func() { s.export(form{ext, audiences[max(to.Index(), 0)].to, notes.Index() == 1}) }
	}
	body := ui.Stack(look.Half, ui.NewNote("给谁看"), to, ui.NewNote("演示包里的讲稿"), notes,
		ui.NewParagraph("PDF 供留存和打印，PowerPoint 可以再改，演示包在另一台装有本软件的电脑上照样放映，地图和图谱能缩放、点开，不带台账。"))
	ui.NewDialog(s.desk.Window, "导出「"+s.now.deck.Name+"」", body, ui.Action{Text: "演示包", Do: write(calk.Suffix)},
		ui.Action{Text: "PowerPoint", Do: write(".pptx")}, ui.Action{Text: "PDF", Primary: true, Do: write(".pdf")}).Show()
}

// noteChoices say whether a package brings the speaker's notes, the usual first.
var noteChoices = []string{"不带", "带上：原样写入，拿到文件的人都能读到"}

// form is what a deck is exported as.
type form struct {
	ext   string
	to    model.Audience
	notes bool // in a package
}

// file is an export that is ready, with the numbers of the slides that are not in it.
type file struct {
	data []byte
	left []int
}

// export makes the file beside the window, then asks where to write it: a dialog empties the file that it points at.
func (s *Screen) export(as form) {
	d, deck := s.desk, s.now.deck
	task.Long(d.Window, "正在导出", func(ctx context.Context, _ func(int, int)) (file, error) {
		return exported(ctx, d, deck, as)
	}, func(f file, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		s.save(model.Attachment{Name: deck.Name + as.ext}.FileName(), f)
	})
}

func exported(ctx context.Context, d *desk.Desk, deck *model.Deck, as form) (f file, err error) {
	o, err := options(d, as.to)
	if err != nil {
		return f, err
	}
	var b bytes.Buffer
	if as.ext == calk.Suffix {
		got, err := story.Pack(ctx, &b, d.Store, deck, o, story.Packing{Notes: as.notes, Program: d.Version})
		return file{b.Bytes(), got.Left}, err
	}
	show, err := story.Tell(ctx, d.Store, deck, o)
	if err != nil {
		return f, err
	}
	title, err := story.Title(d.Store, deck, as.to)
	if err != nil {
		return f, err
	}
	if as.ext == ".pptx" {
		err = show.WritePPTX(&b, title, o)
	} else {
		err = show.WritePDF(&b, title, o)
	}
	return file{b.Bytes(), show.Left}, err
}

func (s *Screen) save(name string, out file) {
	ui.SaveFile(s.desk.Window, name, func(f fyne.URIWriteCloser, err error) {
		if err == nil {
			_, err = f.Write(out.data)
			if closing := f.Close(); err == nil {
				err = closing
			}
		}
		if err != nil {
			s.desk.Fail(err)
			return
		}
		path := f.URI().Path()
		if len(out.left) > 0 {
			s.desk.Written(look.Warn, "已写入 "+path+"；第 "+numbers(out.left)+" 页没有可以给所选对象看的内容，没有导出", path)
			return
		}
		s.desk.Written(look.Good, "", path)
	})
}

// numbers are places counted from 1.
func numbers(places []int) string {
	parts := make([]string, len(places))
	for i, n := range places {
		parts[i] = fmt.Sprint(n + 1)
	}
	return strings.Join(parts, "、")
}

// freeze keeps what visitors see today as a file of the deck.
func (s *Screen) freeze() {
	s.commit()
	d, deck := s.desk, s.now.deck
	task.Long(d.Window, "正在定稿", func(ctx context.Context, _ func(int, int)) (*model.Deck, error) {
		o, err := options(d, model.Visitors)
		if err != nil {
			return nil, err
		}
		show, err := story.Tell(ctx, d.Store, deck, o)
		if err != nil {
			return nil, err
		}
		return story.Freeze(d.Store, show, deck, o)
	}, func(frozen *model.Deck, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		d.Edit("定稿演示「"+deck.Name+"」", func(tx *store.Tx) error {
			r, err := tx.Get(deck.ID)
			if err != nil {
				return err
			}
			next := model.Clone(r).(*model.Deck)
			next.Attachments, next.Frozen = frozen.Attachments, frozen.Frozen
			return tx.Put(next)
		})
	})
}
