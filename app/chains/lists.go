package chains

import (
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"chainatlas/app/chainbook"
	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/report"
)

func (x *side) readLists(chain model.ID, all reader) (filler, error) {
	in, err := chainbook.ReadFrom(x.s.desk.Store, all, chain, model.Desk, model.DayAt(time.Now()))
	if err != nil {
		return nil, err
	}
	lists := report.Lists(in.Chain, in.Chains, in.Firms, in.Projects, in.Sites)
	return func() []fyne.CanvasObject { return x.listPage(in.Chain, lists) }, nil
}

func (x *side) listPage(c *model.Chain, lists []report.ChainList) []fyne.CanvasObject {
	out := []fyne.CanvasObject{ui.Action{Text: "导出全部清单…", Do: func() { x.exportLists(chainbook.ListsTitle(c)) }}.Button(),
		ui.NewNote("点一行打开记录，在记录里修改，清单随之变化")}
	for _, l := range lists {
		out = append(out, heading(fmt.Sprintf("%s %d", l.Title, len(l.Rows))))
		if len(l.Rows) == 0 {
			out = append(out, ui.NewNote("暂无"))
			continue
		}
		for _, r := range l.Rows[:min(len(l.Rows), mostRows)] {
			e := entry{Title: r.Name, Note: joined(" · ", r.Node.String(), r.Note), Record: r.ID}
			if r.ID.IsZero() {
				e.Node = r.Node.Code
			}
			out = append(out, x.row(e))
		}
		if more := len(l.Rows) - mostRows; more > 0 {
			out = append(out, ui.NewNote(fmt.Sprintf("另有 %d 行，导出后查看", more)))
		}
		title := c.Name + l.Title
		out = append(out, ui.Action{Text: "导出本清单…", Do: func() { x.exportLists(title, l.Key) }}.Button())
	}
	return append(out, x.samples(c)...)
}

// samples are typical 链主 of such a chain. They are examples, and no list of ours.
func (x *side) samples(c *model.Chain) []fyne.CanvasObject {
	if c.Samples.IsZero() {
		return nil
	}
	return []fyne.CanvasObject{heading("行业内典型链主（示例）"), ui.NewNote("公开资料中的示例，不是线索，也不是本地企业"), wrapped(sampleWords(c))}
}

// sampleWords mark every name as an example.
func sampleWords(c *model.Chain) string {
	out := make([]string, len(c.Samples))
	for i, name := range c.Samples {
		out[i] = name + "（示例）"
	}
	return joined("、", out...)
}

// exportLists writes all lists, or those of some keys.
func (x *side) exportLists(title string, keys ...string) {
	d, chain := x.s.desk, x.s.Chain()
	ui.SaveFile(d.Window, model.Attachment{Name: title + ".xlsx"}.FileName(), func(f fyne.URIWriteCloser, err error) {
		if err == nil {
			_, err = chainbook.WriteLists(f, d.Store, chain, time.Now(), keys...)
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			d.Fail(err)
			return
		}
		d.Written(look.Good, "清单已导出："+f.URI().Name(), f.URI().Path())
	})
}
