package cli

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"chainatlas/app/checklist"
	"chainatlas/model"
	"chainatlas/model/match"
	"chainatlas/model/store"
)

type siteCommands struct {
	Match     siteMatchCommand     `cmd:"" help:"按项目的需求排列载体，逐项说明差多少"`
	Fits      siteFitsCommand      `cmd:"" help:"一处载体适配哪些项目"`
	Checklist siteChecklistCommand `cmd:"" help:"要素保障清单：项目落在一处载体，各项要素缺多少"`
	Profile   siteProfileCommand   `cmd:"" help:"一处载体的说明书（PDF，A4）"`
	Compare   siteCompareCommand   `cmd:"" help:"2 至 4 处载体对比（PDF，A4 横向）"`
	Weights   siteWeightsCommand   `cmd:"" help:"列出各项需求的权重"`
}

// weightFlag lets a call weigh the needs in another way.
type weightFlag struct {
	Weight string `help:"改变权重，如 供电容量=30,area=10；其余照旧，全部见 chainatlas site weights" placeholder:"需求=N,…"`
	Limit  *int   `help:"最多几条，至少 1" placeholder:"N"`
}

func (x weightFlag) read() (match.Weights, error) {
	if x.Limit != nil && *x.Limit < 1 {
		return nil, mistake("--limit 至少为 1")
	}
	w, err := match.ParseWeights(x.Weight)
	if err != nil {
		return nil, mistake("权重「" + x.Weight + "」应写成 供电容量=30,area=10，数值 0 到 1000。可用的需求见 chainatlas site weights")
	}
	return w, nil
}

// cut leaves the first of a ranked list.
func (x weightFlag) cut(list []match.Match) []match.Match {
	if x.Limit != nil {
		list = list[:min(*x.Limit, len(list))]
	}
	return list
}

// ranked is a match in JSON. Site or project, whichever was asked for, is a link.
type ranked struct {
	Site      *model.Link `json:"site,omitempty"`
	Project   *model.Link `json:"project,omitempty"`
	Fictional bool        `json:"fictional,omitempty"`
	Score     int         `json:"score"`
	Excluded  string      `json:"excluded,omitempty"`
	Gaps      []match.Gap `json:"gaps"`
}

type siteMatchCommand struct {
	Project string `arg:"" name:"项目" help:"项目的编号或名称"`
	weightFlag
}

// Run ranks all sites. Those that are out of the question come last, with the reason.
func (x siteMatchCommand) Run(c *call) error {
	w, err := x.read()
	if err != nil {
		return err
	}
	s, p, err := findOf[*model.Project](c, model.KindProject, x.Project)
	if err != nil {
		return err
	}
	if !match.HasNeeds(p) {
		c.say("「%s」没有写明对载体的需求，可填写：%s", p.Name, strings.Join(match.Asked(), "、"))
	}
	sites, err := store.Every[*model.Site](s, model.KindSite)
	if err != nil {
		return err
	}
	all := match.Sites(p, sites, w)
	tellExcluded(c, all)
	out := []ranked{}
	for _, m := range x.cut(all) {
		link := model.LinkTo(m.Site)
		out = append(out, ranked{Site: &link, Fictional: m.Site.Fictional, Score: m.Score, Excluded: m.Excluded, Gaps: m.Gaps})
	}
	return c.print(out, func(to io.Writer) { printRanked(to, out) })
}

func tellExcluded(c *call, all []match.Match) {
	n := 0
	for _, m := range all {
		if m.Excluded != "" {
			n++
		}
	}
	c.say("比较了 %d 处，其中 %d 处已排除（排在最后，写明原因）", len(all), n)
}

func printRanked(w io.Writer, list []ranked) {
	for _, r := range list {
		link := r.Site
		if link == nil {
			link = r.Project
		}
		name := link.Name
		if r.Fictional {
			name += "（虚构）"
		}
		if r.Excluded != "" {
			fmt.Fprintf(w, "排除\t%s\t%s\n", name, r.Excluded)
			continue
		}
		fmt.Fprintf(w, "%d 分\t%s\n", r.Score, name)
		for _, g := range r.Gaps {
			fmt.Fprintf(w, "\t%s\t%s\t需 %s\t供 %s\t%s\t%g/%g\n", g.Verdict, g.Label, oneRow(g.Wanted), oneRow(firstWord(g.Offered)), oneRow(g.Why), g.Points, g.Of)
		}
	}
}

func firstWord(offered string) string {
	if offered == "" {
		return match.NotStated
	}
	return offered
}

func oneRow(s string) string { return strings.Join(strings.Fields(s), " ") }

type siteFitsCommand struct {
	Site string `arg:"" name:"载体" help:"载体的编号或名称"`
	weightFlag
}

// Run ranks the projects that state what they need.
func (x siteFitsCommand) Run(c *call) error {
	w, err := x.read()
	if err != nil {
		return err
	}
	s, site, err := findOf[*model.Site](c, model.KindSite, x.Site)
	if err != nil {
		return err
	}
	projects, err := store.Every[*model.Project](s, model.KindProject)
	if err != nil {
		return err
	}
	out := []ranked{}
	for _, m := range x.cut(match.Projects(site, match.Open(projects), w)) {
		link := model.LinkTo(m.Project)
		out = append(out, ranked{Project: &link, Fictional: m.Project.Fictional, Score: m.Score, Excluded: m.Excluded, Gaps: m.Gaps})
	}
	c.say("共 %d 个项目", len(out))
	return c.print(out, func(to io.Writer) { printRanked(to, out) })
}

type siteWeightsCommand struct{}

type weightEntry struct {
	Need   string  `json:"need"`
	Label  string  `json:"label"`
	Weight float64 `json:"weight"`
}

// Run prints what each need counts.
func (siteWeightsCommand) Run(c *call) error {
	var out []weightEntry
	for _, w := range match.Weighables() {
		out = append(out, weightEntry{w.Key, w.Label, w.Usual})
	}
	return c.print(out, func(to io.Writer) {
		for _, e := range out {
			fmt.Fprintf(to, "%s\t%s\t%g\n", e.Need, e.Label, e.Weight)
		}
	})
}

type siteChecklistCommand struct {
	Project string `arg:"" name:"项目" help:"项目的编号或名称"`
	Site    string `arg:"" name:"载体" help:"载体的编号或名称"`
	Out     string `required:"" help:"文件，.xlsx" placeholder:"F"`
}

type checklistResult struct {
	Out  string `json:"out"`
	Rows int    `json:"rows"`
}

// Run writes the 要素保障清单 for staff.
func (x siteChecklistCommand) Run(c *call) error {
	if !strings.EqualFold(filepath.Ext(x.Out), ".xlsx") {
		return mistake("文件名应以 .xlsx 结尾：" + x.Out)
	}
	s, p, err := findOf[*model.Project](c, model.KindProject, x.Project)
	if err != nil {
		return err
	}
	_, site, err := findOf[*model.Site](c, model.KindSite, x.Site)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	n, err := checklist.Write(&b, p, site, s.Seen(model.Staff), time.Now())
	if err != nil {
		return err
	}
	if err := writeFile(x.Out, &b); err != nil {
		return err
	}
	return c.print(checklistResult{x.Out, n}, func(w io.Writer) { fmt.Fprintf(w, "已导出要素保障清单 %d 项：%s\n", n, x.Out) })
}

// findOf finds a record of a kind by id or name.
func findOf[T model.Record](c *call, kind model.Kind, name string) (s *store.Store, r T, err error) {
	s, any, err := c.find(string(kind), name)
	if err != nil {
		return nil, r, err
	}
	r, ok := any.(T)
	if !ok {
		return nil, r, about{kind.Label() + "「" + name + "」", model.ErrNotFound}
	}
	return s, r, nil
}
