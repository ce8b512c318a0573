package sites

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/records"
	"chainatlas/app/sitepage"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/mapping/profile"
	"chainatlas/model"
)

// prefContact keeps whom visitors call: it is the same on every profile.
const prefContact = "sites.contact"

// printing is what a dialog asks for before something is printed.
type printing struct {
	desk    *desk.Desk
	ids     []model.ID
	to      *ui.Choice
	contact *ui.Entry
}

var audiences = []struct {
	text string
	to   model.Audience
}{{"内部：全部内容，盖「内部资料」", model.Staff}, {"来访者：只有公开内容", model.Visitors}}

func newPrinting(d *desk.Desk, ids ...model.ID) *printing {
	p := &printing{desk: d, ids: ids, contact: ui.NewEntry()}
	var texts []string
	for _, a := range audiences {
		texts = append(texts, a.text)
	}
	p.to = ui.NewChoice(texts, func(string) {})
	p.to.Set(texts[0])
	p.contact.SetPlaceHolder("印在页上的单位和电话，可不填")
	p.contact.SetText(d.Prefs.String(prefContact))
	return p
}

func askProfile(d *desk.Desk, id model.ID) {
	p := newPrinting(d, id)
	body := ui.Stack(look.Half, ui.NewNote("给谁看"), p.to, ui.NewNote("洽谈联系"), p.contact)
	ui.NewDialog(d.Window, "载体说明书 · "+d.Store.Name(id), body, ui.Action{Text: "打印", Do: func() { p.profile(p.toPrinter) }},
		ui.Action{Text: "导出 PDF…", Primary: true, Do: func() { p.profile(p.save) }}).Show()
}

// compareSelected takes the rows that are selected in the table.
func compareSelected(s *records.Screen) {
	ids := s.Selected()
	if n := len(ids); n < profile.Fewest || n > profile.Most {
		s.Desk().Say(fmt.Sprintf("先在表中选择 %d 至 %d 处载体（按住 Ctrl 点选），再对比", profile.Fewest, profile.Most))
		return
	}
	Compare(s.Desk(), ids)
}

// Compare asks for whom two to four sites are set side by side, and prints them.
func Compare(d *desk.Desk, ids []model.ID) {
	p := newPrinting(d, ids...)
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = d.Store.Name(id)
	}
	body := ui.Stack(look.Half, ui.NewParagraph(strings.Join(names, "、")), ui.NewNote("给谁看"), p.to)
	ui.NewDialog(d.Window, "载体对比", body, ui.Action{Text: "打印", Do: func() { p.compare(p.toPrinter) }},
		ui.Action{Text: "导出 PDF…", Primary: true, Do: func() { p.compare(p.save) }}).Show()
}

// outlet is where a finished document goes: to a file or to the printer.
type outlet func(name string, done *sitepage.Printed)

func (p *printing) profile(to outlet) {
	p.desk.Prefs.SetString(prefContact, model.Tidy(p.contact.Text))
	p.print("载体说明书 "+p.desk.Store.Name(p.ids[0]), func(sites []*model.Site, o sitepage.Options) (*sitepage.Printed, error) {
		return sitepage.Profile(p.desk.Store, sites[0], o)
	}, to)
}

func (p *printing) compare(to outlet) {
	p.print("载体对比", func(sites []*model.Site, o sitepage.Options) (*sitepage.Printed, error) {
		return sitepage.Compare(p.desk.Store, sites, o)
	}, to)
}

// print makes the document beside the window before it goes anywhere: a dialog empties the file that it points at.
func (p *printing) print(name string, make func([]*model.Site, sitepage.Options) (*sitepage.Printed, error), to outlet) {
	o := sitepage.Options{Faces: p.desk.Typeface, Audience: p.audience(), Contact: model.Tidy(p.contact.Text), Now: time.Now()}
	task.Long(p.desk.Window, "正在生成 PDF", func(context.Context, func(int, int)) (*sitepage.Printed, error) {
		sites, err := p.sites()
		if err != nil {
			return nil, err
		}
		return make(sites, o)
	}, func(done *sitepage.Printed, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		to(name, done)
	})
}

// toPrinter prints the document; what is missing on it is said before anybody waits at the printer.
func (p *printing) toPrinter(name string, done *sitepage.Printed) {
	if len(done.Missing) > 0 {
		p.desk.Notice(look.Warn, noPhotos(done.Missing))
	}
	p.desk.Print(name, done.PDF)
}

func noPhotos(missing []string) string {
	return "照片「" + strings.Join(missing, "」「") + "」无法读取，没有印上"
}

func (p *printing) audience() model.Audience { return audiences[max(p.to.Index(), 0)].to }

func (p *printing) sites() ([]*model.Site, error) {
	var out []*model.Site
	for _, id := range p.ids {
		r, err := p.desk.Store.Get(id)
		if err != nil {
			return nil, err
		}
		out = append(out, r.(*model.Site))
	}
	return out, nil
}

func (p *printing) save(name string, done *sitepage.Printed) {
	file := model.Attachment{Name: name + ".pdf"}.FileName()
	ui.SaveFile(p.desk.Window, file, func(f fyne.URIWriteCloser, err error) {
		if err == nil {
			_, err = bytes.NewReader(done.PDF).WriteTo(f)
			if closing := f.Close(); err == nil {
				err = closing
			}
		}
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.written(f.URI().Path(), done.Missing)
	})
}

func (p *printing) written(path string, missing []string) {
	if len(missing) > 0 {
		p.desk.Written(look.Warn, "已写入 "+path+"；"+noPhotos(missing), path)
		return
	}
	p.desk.Written(look.Good, "", path)
}
