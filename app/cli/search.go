package cli

import (
	"fmt"
	"io"

	"chainatlas/model/search"
)

type searchCommand struct {
	Text  string `arg:"" name:"文字" help:"名称、公司、联系人或拼音首字母"`
	Limit int    `help:"最多几条，至少 1" default:"20" placeholder:"N"`
}

// Run prints the best hits.
func (x searchCommand) Run(c *call) error {
	if x.Limit < 1 {
		return mistake("--limit 至少为 1")
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	index, err := indexOf(s)
	if err != nil {
		return err
	}
	hits := append([]search.Hit{}, index.Find(x.Text, x.Limit)...)
	c.say("找到 %d 条", len(hits))
	return c.print(hits, func(w io.Writer) {
		for _, h := range hits {
			fmt.Fprintf(w, "%s\t%s\t%s\n", h.Kind.Label(), h.Title, h.ID)
		}
	})
}
