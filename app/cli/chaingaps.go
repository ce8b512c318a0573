package cli

import (
	"fmt"
	"io"

	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

type chainGapsCommand struct {
	Name string `arg:"" help:"产业链名称或代码"`
}

// Run lists the nodes that are empty or only hoped for. Without a directory nobody knows, and nothing is listed.
func (x chainGapsCommand) Run(c *call) error {
	known, err := c.chain(x.Name, model.Desk)
	if err != nil {
		return err
	}
	out, unchecked := []nodeEntry{}, 0
	for _, n := range known.entry().Nodes {
		switch n.Status {
		case thematic.Gap, thematic.ToFill:
			out = append(out, n)
		case thematic.Unchecked:
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
