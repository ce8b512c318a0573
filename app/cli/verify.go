package cli

import (
	"context"
	"fmt"
	"io"

	"chainatlas/model"
)

type verifyCommand struct{}

type verifyResult struct {
	Frames   int                `json:"frames"`
	Records  map[model.Kind]int `json:"records"`
	Problems []string           `json:"problems"`
}

// Run checks the workspace from end to end; a problem is failed work.
func (verifyCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	report, err := s.Verify(context.Background(), nil)
	if err != nil {
		return err
	}
	out := verifyResult{report.Frames, report.Records, append([]string{}, report.Problems...)}
	if err := c.print(out, out.write); err != nil || len(out.Problems) == 0 {
		return err
	}
	return failure(fmt.Sprintf("校验发现 %d 个问题", len(out.Problems)))
}

func (v verifyResult) write(w io.Writer) {
	fmt.Fprintf(w, "已校验 %d 次操作\n", v.Frames)
	for _, k := range model.Kinds() {
		if v.Records[k] > 0 {
			fmt.Fprintf(w, "%s\t%d\n", k.Label(), v.Records[k])
		}
	}
	for _, p := range v.Problems {
		fmt.Fprintln(w, p)
	}
}
