package cli

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"chainatlas/app/chainbook"
	"chainatlas/mapping/pdf"
	"chainatlas/model"
	"chainatlas/model/report"
)

type chainBoardCommand struct {
	Name string `arg:"" name:"产业链" help:"产业链名称或代码"`
	AsOf string `help:"截至日期，默认为今天" placeholder:"DATE"`
}

// boardEntry is the board of a chain in JSON.
type boardEntry struct {
	Chain     linkedRecord      `json:"chain"`
	Heads     responsibleJSON   `json:"heads"`
	Day       string            `json:"day"`
	AsOf      string            `json:"as_of,omitempty"`
	Stale     bool              `json:"stale"`
	Counts    []report.Tally    `json:"counts"`
	Time      *float64          `json:"time_progress"`
	Targets   []report.Progress `json:"targets"`
	Decisions []report.Decision `json:"decisions"`
	Tasks     []taskEntry       `json:"tasks"`
	Undecided int               `json:"undecided,omitempty"` // projects that do not say whether they are promotion projects
	Fictional int               `json:"fictional,omitempty"`
}

type taskEntry struct {
	linkedRecord
	To      string           `json:"to,omitempty"`
	Due     string           `json:"due,omitempty"`
	Status  model.TaskStatus `json:"status,omitempty"`
	Overdue int              `json:"overdue,omitempty"` // days
}

// Run prints the board.
func (x chainBoardCommand) Run(c *call) error {
	day := model.DayAt(time.Now())
	if x.AsOf != "" {
		d, problems := model.ParseDate(x.AsOf, model.Hint{Year: day.Year()})
		if !d.Known() || len(problems) > 0 {
			return mistake("截至日期「" + x.AsOf + "」应写成 2024-06-30")
		}
		day = d.To
	}
	s, r, err := c.find(string(model.KindChain), x.Name)
	if err != nil {
		return err
	}
	in, err := chainbook.Read(s, r.Head().ID, model.Desk, day)
	if err != nil {
		return err
	}
	out := boardOf(report.BoardOf(in))
	return c.print(out, out.text)
}

func boardOf(b report.Board) boardEntry {
	out := boardEntry{Chain: linkedRecord{b.Chain.ID, b.Chain.Name}, Heads: responsibleJSON{b.Chain.AdminHead.Name, b.Chain.EnterpriseHead.Name, b.Chain.Office},
		Day: b.Day.String(), Stale: report.Stale(b.AsOf, b.Day), Counts: b.Counts, Time: b.Time, Targets: b.Targets,
		Decisions: append([]report.Decision{}, b.Decisions...), Tasks: []taskEntry{}, Undecided: b.Undecided, Fictional: b.Fictional}
	if b.AsOf != 0 {
		out.AsOf = b.AsOf.String()
	}
	for _, t := range b.Tasks {
		out.Tasks = append(out.Tasks, taskEntry{linkedRecord{t.ID, t.Name}, t.To, t.Due.String(), t.Status, t.Overdue(b.Day)})
	}
	return out
}

func (b boardEntry) text(w io.Writer) {
	fmt.Fprintf(w, "%s　%s\n", b.Chain.Name, b.Day)
	for _, t := range b.Counts {
		fmt.Fprintf(w, "%s\t%d 个\t%s\t%s\n", t.Label, t.Count, t.Amount(), t.Note)
	}
	for _, t := range b.Targets {
		fmt.Fprintf(w, "%s\t%s\t目标 %s\t完成 %s\t序时 %s\t%s\n", t.Label, report.Shown(t.Value, t.Unit), report.Shown(t.Target, t.Unit),
			report.Shown(t.Completion, "%"), report.Shown(b.Time, "%"), t.Light.Words())
	}
	for i, d := range b.Decisions {
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\t下步：%s\n", i+1, d.Matter.Label(), d.Title, d.Who, d.Since, d.Why, d.Next)
	}
	for _, t := range b.Tasks {
		late := ""
		if t.Overdue > 0 {
			late = fmt.Sprintf("逾期 %d 天", t.Overdue)
		}
		fmt.Fprintf(w, "督办\t%s\t%s\t%s\t%s\t%s\n", t.Name, t.To, t.Due, t.Status, late)
	}
}

type chainBriefCommand struct {
	Name  string `arg:"" name:"产业链" help:"产业链名称或代码"`
	Out   string `required:"" help:"文件，.pdf" placeholder:"F.pdf"`
	Paper string `help:"纸张：A3 或 A4，横放" enum:"A3,A4" default:"A3" placeholder:"A3"`
}

// Run writes the brief.
func (x chainBriefCommand) Run(c *call) error {
	if err := mustBePDF(x.Out); err != nil {
		return err
	}
	s, r, err := c.find(string(model.KindChain), x.Name)
	if err != nil {
		return err
	}
	faces, err := typeface()
	if err != nil {
		return err
	}
	b, err := chainbook.Brief(s, r.Head().ID, faces, map[string]pdf.Paper{"A3": pdf.A3, "A4": pdf.A4}[x.Paper], time.Now())
	if err != nil {
		return err
	}
	if err := writeFile(x.Out, bytes.NewReader(b)); err != nil {
		return err
	}
	out := struct {
		Out string `json:"out"`
	}{x.Out}
	return c.print(out, func(w io.Writer) { fmt.Fprintf(w, "已写入 %s\n", x.Out) })
}
