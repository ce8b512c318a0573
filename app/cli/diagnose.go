package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"chainatlas/app/diagnosis"
)

type diagnoseCommand struct {
	Out string `required:"" help:"诊断包写到这个 .zip 文件" placeholder:"F.zip"`
}

type diagnoseResult struct {
	File    string `json:"file"`
	Checked bool   `json:"checked"` // whether the workspace could be checked
}

// Run writes the zip also when the workspace does not open: then that is what a maintainer has to know.
func (d diagnoseCommand) Run(c *call) error {
	usual, err := DefaultWorkspace()
	if err != nil {
		return err
	}
	facts := c.facts()
	f, err := os.OpenFile(d.Out, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, os.ErrExist) {
		return failure("已有同名的文件，没有覆盖：" + d.Out + "。请换一个文件名")
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", d.Out, err)
	}
	err = errors.Join(diagnosis.Write(f, diagnosis.Folder(usual), facts), f.Close())
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", d.Out, err), os.Remove(d.Out))
	}
	if facts.Err != nil {
		c.say("工作区没有校验：%s", explain(facts.Err))
	}
	return c.print(diagnoseResult{d.Out, facts.Err == nil}, func(w io.Writer) { fmt.Fprintln(w, "已写好诊断包："+d.Out) })
}

// facts are what the program knows about itself and the workspace.
func (c *call) facts() diagnosis.Facts {
	f := diagnosis.Facts{Version: c.version}
	begin := time.Now()
	s, err := c.store()
	if err == nil {
		f.Sealed = s.Encrypted()
		f.Report, err = s.Verify(context.Background(), nil)
	}
	f.Err, f.Took = err, time.Since(begin)
	return f
}
