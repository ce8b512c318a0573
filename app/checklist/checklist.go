// Package checklist writes the 要素保障清单: what a project needs at a site, what is there, and what is missing.
//
// It is a file for staff: what is 保密 stays out of it, whoever asks.
package checklist

import (
	"cmp"
	"errors"
	"io"
	"time"

	"chainatlas/model"
	"chainatlas/model/match"
	"chainatlas/model/sheet"
)

// ErrSecret is returned for a project or a site that may stand in no file.
var ErrSecret = errors.New("record is secret and stands in no file")

// Write writes the list as .xlsx and counts its rows.
func Write(w io.Writer, p *model.Project, s *model.Site, seen model.Seen, now time.Time) (int, error) {
	shownProject, ok := model.Redact(p, model.Staff, seen)
	shownSite, alsoOK := model.Redact(s, model.Staff, seen)
	if !ok || !alsoOK {
		return 0, ErrSecret
	}
	m := match.Compare(shownProject.(*model.Project), shownSite.(*model.Site), nil)
	l := sheet.Listing{Title: Title(m), Under: model.Staff.Mark() + " " + now.Format(time.DateOnly), Headers: match.ChecklistHeaders, Made: now}
	for i, item := range match.Checklist(m) {
		l.Rows = append(l.Rows, []any{i + 1, item.Need, item.Wanted, item.Offered, item.Gap, item.Ready, item.Responsible, item.Due, item.Why})
	}
	return len(l.Rows), l.Write(w)
}

// Title names the list.
func Title(m match.Match) string {
	title := cmp.Or(m.Project.Name, "项目") + "落位" + cmp.Or(m.Site.Name, "载体") + "要素保障清单"
	if m.Project.Fictional || m.Site.Fictional {
		title += "（虚构）"
	}
	return title
}
