package cli

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"chainatlas/model"
	"chainatlas/model/chainfile"
)

type chainExportCommand struct {
	Name string `arg:"" name:"产业链" help:"产业链名称或代码"`
	Out  string `required:"" help:"文件，.xlsx（工作表 环节、供需关系、产业链）或 .json" placeholder:"F"`
}

type chainFileResult struct {
	ID       model.ID `json:"id"`
	Name     string   `json:"name"`
	Code     string   `json:"code"`
	Nodes    int      `json:"nodes"`
	Edges    int      `json:"edges"`
	New      bool     `json:"new"`
	Gone     []string `json:"gone"`     // names of nodes that the file does not have
	Detached int      `json:"detached"` // enterprises and projects that stood on them
	Out      string   `json:"out,omitempty"`
}

func resultOfChain(c *model.Chain) chainFileResult {
	return chainFileResult{ID: c.ID, Name: c.Name, Code: c.Code, Nodes: len(c.Nodes), Edges: len(c.Edges), Gone: []string{}}
}

// Run writes the structure of a chain, to be edited and imported again.
func (x chainExportCommand) Run(c *call) error {
	_, r, err := c.find(string(model.KindChain), x.Name)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := chainfile.Write(&b, x.Out, r.(*model.Chain)); err != nil {
		return err
	}
	if err := writeFile(x.Out, &b); err != nil {
		return err
	}
	out := resultOfChain(r.(*model.Chain))
	out.Out = x.Out
	return c.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "已导出「%s」%d 个环节：%s\n", out.Name, out.Nodes, out.Out)
	})
}

type chainImportCommand struct {
	File   string `arg:"" name:"文件" help:"chain export 写出、可在 Excel 中修改的 .xlsx 或 .json"`
	As     string `help:"导入为这条产业链；没有则新建，环节代码另编" placeholder:"NAME"`
	Detach bool   `help:"文件中没有的环节上有企业或项目时，照样删除环节并把它们移出"`
}

// Run makes a chain of a file, or gives one that there is the structure of the file, as one action.
func (x chainImportCommand) Run(c *call) error {
	draft, err := chainfile.Read(x.File)
	if err != nil {
		return err
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	plan, err := chainfile.PlanImport(s, draft, x.As)
	if err != nil {
		return err
	}
	if plan.Standing > 0 && !x.Detach {
		return failure(fmt.Sprintf("文件中没有的环节（%s）上有企业、项目共 %d 条，没有导入。确要删除这些环节并移出请加 --detach", strings.Join(plan.GoneNames(), "、"), plan.Standing))
	}
	if _, err := s.Update(plan.Label(), plan.Do); err != nil {
		return err
	}
	out := resultOfChain(plan.Chain)
	out.New, out.Gone, out.Detached = plan.New, append(out.Gone, plan.GoneNames()...), plan.Standing
	return c.print(out, func(w io.Writer) {
		word := "更新"
		if out.New {
			word = "新建"
		}
		fmt.Fprintf(w, "已%s产业链「%s」（%s）：环节 %d，供需关系 %d，删除环节 %d，移出企业和项目 %d\n", word, out.Name, out.Code, out.Nodes, out.Edges, len(out.Gone), out.Detached)
	})
}
