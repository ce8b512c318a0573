package cli

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"chainatlas/app/chainbook"
	"chainatlas/model"
	"chainatlas/model/report"
)

type chainListsCommand struct {
	Name string `arg:"" name:"产业链" help:"产业链名称或代码"`
	Out  string `help:"写成一个工作簿，.xlsx：有台账样式的三张按样式，其余为清单" placeholder:"F.xlsx"`
}

// listsResult is what was written into a workbook.
type listsResult struct {
	Out   string             `json:"out"`
	Lists []report.ChainList `json:"lists"`
}

// Run prints the chain's lists: the three, and the province's five; or writes them into one workbook.
func (x chainListsCommand) Run(c *call) error {
	s, r, err := c.find(string(model.KindChain), x.Name)
	if err != nil {
		return err
	}
	now := time.Now()
	if x.Out == "" {
		in, err := chainbook.Read(s, r.Head().ID, model.Desk, model.DayAt(now))
		if err != nil {
			return err
		}
		return c.printLists(report.Lists(in.Chain, in.Chains, in.Firms, in.Projects, in.Sites))
	}
	if strings.ToLower(filepath.Ext(x.Out)) != ".xlsx" {
		return mistake("清单文件名应以 .xlsx 结尾：" + x.Out)
	}
	var b bytes.Buffer
	lists, err := chainbook.WriteLists(&b, s, r.Head().ID, now)
	if err != nil {
		return err
	}
	if err := writeFile(x.Out, &b); err != nil {
		return err
	}
	return c.print(listsResult{x.Out, lists}, func(w io.Writer) {
		for _, l := range lists {
			fmt.Fprintf(w, "%s\t%d 行\n", l.Title, len(l.Rows))
		}
		fmt.Fprintf(w, "已写入 %s\n", x.Out)
	})
}

func (c *call) printLists(lists []report.ChainList) error {
	return c.print(lists, func(w io.Writer) {
		for _, l := range lists {
			fmt.Fprintf(w, "%s（%d）%s\n", l.Title, len(l.Rows), strings.TrimSuffix("　导出用表 "+l.Template, "　导出用表 "))
			for _, r := range l.Rows {
				fmt.Fprintf(w, "\t%s\t%s\t%s\n", r.Name, r.Node, r.Note)
			}
		}
	})
}
