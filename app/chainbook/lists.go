// Package chainbook makes files of what is known of a chain: its lists as a workbook, the 链情 of its head on one page.
//
// They are files for staff: what is 保密 stays out of them, whoever asks.
package chainbook

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"chainatlas/model"
	"chainatlas/model/report"
	"chainatlas/model/sheet"
	"chainatlas/model/store"
)

// ErrSecret is returned for a chain that may stand in no file.
var ErrSecret = errors.New("chain is secret and stands in no file")

// Read reads what a board, gaps and lists of a chain are made of, as far as an audience may see it.
func Read(s *store.Store, chain model.ID, to model.Audience, day model.Day) (report.BoardInput, error) {
	return ReadFrom(s, s.All, chain, to, day)
}

// ReadFrom is Read with the records from elsewhere, such as a Kept.
func ReadFrom(s *store.Store, all func(model.Kind) ([]model.Record, error), chain model.ID, to model.Audience, day model.Day) (in report.BoardInput, err error) {
	r, err := s.Get(chain)
	if err != nil {
		return in, err
	}
	seen := s.Seen(to)
	shown, ok := model.Redact(r, to, seen)
	if !ok {
		return in, ErrSecret
	}
	in.Chain, in.Day = shown.(*model.Chain), day
	in.Chains, err = every[*model.Chain](all, model.KindChain, to, seen, err)
	in.Firms, err = every[*model.Enterprise](all, model.KindEnterprise, to, seen, err)
	in.Projects, err = every[*model.Project](all, model.KindProject, to, seen, err)
	in.Sites, err = every[*model.Site](all, model.KindSite, to, seen, err)
	in.Targets, err = every[*model.Figure](all, model.KindTarget, to, seen, err)
	in.Tasks, err = every[*model.Task](all, model.KindTask, to, seen, err)
	return in, err
}

// every reads a kind as an audience sees it, unless something failed before.
func every[R model.Record](read func(model.Kind) ([]model.Record, error), k model.Kind, to model.Audience, seen model.Seen, before error) ([]R, error) {
	if before != nil {
		return nil, before
	}
	all, err := read(k)
	if err != nil {
		return nil, err
	}
	out := make([]R, 0, len(all))
	for _, r := range all {
		if shown, ok := model.Redact(r, to, seen); ok {
			out = append(out, shown.(R))
		}
	}
	return out, nil
}

// ListsTitle names the workbook of a chain's lists.
func ListsTitle(c *model.Chain) string { return c.Name + "产业链清单" }

// WriteLists writes the eight lists of a chain into one workbook: those that have a form of the bureau in that form, so that
// they can be imported again; the others to be read. With keys it writes these lists alone. It returns what it wrote.
func WriteLists(w io.Writer, s *store.Store, chain model.ID, now time.Time, keys ...string) ([]report.ChainList, error) {
	in, err := Read(s, chain, model.Staff, model.DayAt(now))
	if err != nil {
		return nil, err
	}
	lists := report.Lists(in.Chain, in.Chains, in.Firms, in.Projects, in.Sites)
	if len(keys) > 0 {
		lists = slices.DeleteFunc(lists, func(l report.ChainList) bool { return !slices.Contains(keys, l.Key) })
	}
	leaves := make([]sheet.Leaf, len(lists))
	for i, l := range lists {
		leaves[i] = leafOf(in, l, now)
	}
	o := sheet.WriteOptions{Audience: model.Staff, Seen: s.Seen(model.Staff), Date: now.Format(time.DateOnly), Made: now}
	if _, err := sheet.WriteBook(w, leaves, o); err != nil {
		return nil, fmt.Errorf("write lists of %s: %w", in.Chain.Name, err)
	}
	return lists, nil
}

// listHeaders are the columns of a list that has no form.
var listHeaders = []string{"序号", "名称", "环节", "说明", "虚构", "编号"}

func leafOf(in report.BoardInput, l report.ChainList, now time.Time) sheet.Leaf {
	leaf := sheet.Leaf{Name: l.Title, Template: l.Template}
	if l.Template != "" {
		leaf.Records = recordsOf(in, l)
		return leaf
	}
	leaf.Listing = sheet.Listing{Title: in.Chain.Name + l.Title, Under: model.Staff.Mark() + " " + now.Format(time.DateOnly), Headers: listHeaders}
	for i, r := range l.Rows {
		leaf.Listing.Rows = append(leaf.Listing.Rows, []any{i + 1, r.Name, r.Node.String(), r.Note, yes(fictional(in, r.ID)), r.ID.String()})
	}
	return leaf
}

func yes(b bool) string {
	if b {
		return "是"
	}
	return "否"
}

func fictional(in report.BoardInput, id model.ID) bool {
	if id.IsZero() {
		return false
	}
	for _, e := range in.Firms {
		if e.ID == id {
			return e.Fictional
		}
	}
	for _, p := range in.Projects {
		if p.ID == id {
			return p.Fictional
		}
	}
	return false
}

// recordsOf are the records of a list, each once. A firm's places on the chain come first: a form has room for one.
func recordsOf(in report.BoardInput, l report.ChainList) (out []model.Record) {
	done := map[model.ID]bool{}
	for _, row := range l.Rows {
		if done[row.ID] {
			continue
		}
		done[row.ID] = true
		switch row.Kind {
		case model.KindEnterprise:
			for _, e := range in.Firms {
				if e.ID == row.ID {
					out = append(out, placedFirst(e, in.Chain.ID))
				}
			}
		case model.KindSite:
			for _, s := range in.Sites {
				if s.ID == row.ID {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

func placedFirst(e *model.Enterprise, chain model.ID) *model.Enterprise {
	e = model.Clone(e).(*model.Enterprise)
	var own, other model.Roles
	for _, r := range e.Roles {
		if r.Chain.ID == chain {
			own = append(own, r)
		} else {
			other = append(other, r)
		}
	}
	e.Roles = append(own, other...)
	return e
}
