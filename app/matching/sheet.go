package matching

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"chainatlas/model"
	"chainatlas/model/match"
	"chainatlas/model/store"
)

// sheet is everything the screen shows; it does not change. One of project and site is nil.
type sheet struct {
	project *model.Project
	site    *model.Site
	matches []match.Match
	hidden  int // records with 保密 in them, which are told as a number alone
}

// errNoMatch is returned for a record that is neither project nor site.
var errNoMatch = errors.New("record can not be matched")

func read(ctx context.Context, st *store.Store, of model.ID, w match.Weights) (*sheet, error) {
	r, err := st.Get(of)
	if err != nil {
		return nil, err
	}
	out := &sheet{}
	switch x := r.(type) {
	case *model.Project:
		out.project = x
		sites, err := store.Every[*model.Site](st, model.KindSite)
		if err != nil {
			return nil, err
		}
		out.matches = match.Sites(x, open(sites, &out.hidden), w)
	case *model.Site:
		out.site = x
		projects, err := store.Every[*model.Project](st, model.KindProject)
		if err != nil {
			return nil, err
		}
		out.matches = match.Projects(x, open(match.Open(projects), &out.hidden), w)
	default:
		return nil, errNoMatch
	}
	return out, ctx.Err()
}

// open leaves out the records with 保密 in them: a list of names would show what takes a click elsewhere.
func open[R model.Record](all []R, hidden *int) (out []R) {
	for _, r := range all {
		if model.HasSecret(r) {
			*hidden++
			continue
		}
		out = append(out, r)
	}
	return out
}

// other is the record of a match that the screen is not about.
func (x *sheet) other(m match.Match) model.Record {
	if x.project != nil {
		return m.Site
	}
	return m.Project
}

func (x *sheet) record() model.Record {
	if x.project != nil {
		return x.project
	}
	return x.site
}

func (x *sheet) rowOf(id model.ID) int {
	for i, m := range x.matches {
		if x.other(m).Head().ID == id {
			return i
		}
	}
	return 0
}

func (x *sheet) title() string {
	if x.project != nil {
		return "匹配载体"
	}
	return "适配项目"
}

// subject says whom the list is about.
func (x *sheet) subject() string {
	if x.site != nil {
		return joined(nameOf(x.site), x.site.SiteKind, x.site.Area.String(), x.site.SupplyStatus)
	}
	return joined(nameOf(x.project), "用地 "+orNone(x.project.LandNeed.String()), "要素 "+orNone(x.project.Needs.String()))
}

func (x *sheet) status() (text, remark string) {
	excluded := 0
	for _, m := range x.matches {
		if m.Excluded != "" {
			excluded++
		}
	}
	if x.project != nil {
		text = fmt.Sprintf("载体 %d 处 · 已排除 %d 处", len(x.matches), excluded)
	} else {
		text = fmt.Sprintf("写明需求、尚未开工的项目 %d 个", len(x.matches))
	}
	if x.hidden > 0 {
		remark = fmt.Sprintf("含保密内容的 %d 条没有列入", x.hidden)
	}
	return text, remark
}

func nameOf(r model.Record) string {
	if r.Head().Fictional {
		return r.Head().Name + "（虚构）"
	}
	return r.Head().Name
}

func orNone(s string) string {
	if s == "" {
		return match.NotStated
	}
	return strings.Join(strings.Fields(s), " ")
}

// joined joins the parts that say something.
func joined(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}
