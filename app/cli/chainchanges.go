package cli

import (
	"fmt"
	"io"
	"time"

	"chainatlas/app/chainbook"
	"chainatlas/model"
	"chainatlas/model/report"
)

type chainChangesCommand struct {
	Name  string `arg:"" name:"产业链" help:"产业链名称或代码"`
	Since string `required:"" help:"从这一天（含）以来，如 2024-06-01" placeholder:"DATE"`
}

type changesResult struct {
	Chain   linkedRecord         `json:"chain"`
	Since   string               `json:"since"`
	Summary string               `json:"summary"`
	Changes []report.ChainChange `json:"changes"`
}

// Run prints what changed on a chain since the beginning of a day.
func (x chainChangesCommand) Run(c *call) error {
	d, problems := model.ParseDate(x.Since, model.Hint{Year: time.Now().Year()})
	if !d.Known() || len(problems) > 0 {
		return mistake("日期「" + x.Since + "」应写成 2024-06-01")
	}
	s, r, err := c.find(string(model.KindChain), x.Name)
	if err != nil {
		return err
	}
	list, err := chainbook.Changes(s, r.Head().ID, chainbook.Morning(d.From))
	if err != nil {
		return err
	}
	out := changesResult{linkedRecord{r.Head().ID, r.Head().Name}, d.From.String(), report.ChangesSummary(list), append([]report.ChainChange{}, list...)}
	return c.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "%s 自 %s 以来：%s\n", out.Chain.Name, out.Since, out.Summary)
		for _, x := range out.Changes {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", x.Change.Label(), x.Name, x.Node, x.Turn())
		}
	})
}
