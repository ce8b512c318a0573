package cli

import (
	"fmt"
	"io"

	"chainatlas/model"
	"chainatlas/model/report"
)

type chainGapsCommand struct {
	Name string `arg:"" name:"产业链" help:"产业链名称或代码"`
}

// Run lists the nodes where nobody is while local firms stand beside them. Without a directory nobody knows, and nothing is listed.
func (x chainGapsCommand) Run(c *call) error {
	known, err := c.chain(x.Name, model.Desk)
	if err != nil {
		return err
	}
	out, unchecked := []nodeEntry{}, 0
	for _, n := range known.entry().Nodes {
		switch {
		case n.Gap:
			out = append(out, n)
		case n.Status == string(report.Unchecked):
			unchecked++
		}
	}
	if unchecked > 0 {
		c.say("另有 %d 个环节未核：尚未导入该链企业名录，不作缺口判断", unchecked)
	}
	return c.print(out, func(w io.Writer) {
		for _, n := range out {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", n.ID, n.Name, n.Status, n.Why)
		}
	})
}
