package cli

import (
	"fmt"
	"io"
	"time"

	"chainatlas/app/demo"
	"chainatlas/model"
)

type demoCommand struct {
	Force   bool   `help:"工作区已有记录时也填入；已有的保持不变"`
	Records int    `help:"虚构项目的数量；0 为只填报告中的真实主体和产业链" default:"240" placeholder:"N"`
	Seed    uint64 `help:"随机种子；相同的种子得到相同的数据" placeholder:"S"`
}

// Run fills the workspace and counts what it then holds.
func (d demoCommand) Run(c *call) error {
	if d.Records < 0 {
		return mistake("--records 不能小于 0；0 为只填真实主体和产业链")
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	batch, err := demo.Fill(s, demo.Options{Records: d.Records, RealOnly: d.Records == 0, Seed: d.Seed, Force: d.Force, Today: model.DayAt(time.Now())})
	if err != nil {
		return err
	}
	c.say("已填入 %d 条记录，其中虚构的均已标明", batch.Records)
	counts := map[model.Kind]int{}
	for _, k := range model.Kinds() {
		if n := len(s.Rows(k)); n > 0 {
			counts[k] = n
		}
	}
	return c.print(counts, func(w io.Writer) {
		for _, k := range model.Kinds() {
			if counts[k] > 0 {
				fmt.Fprintf(w, "%s\t%d\n", k.Label(), counts[k])
			}
		}
	})
}
