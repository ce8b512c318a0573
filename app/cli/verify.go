package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"chainatlas/model"
	"chainatlas/model/backup"
)

type verifyCommand struct {
	Backup string `help:"校验一份备份，而不是工作区；增量备份连同它之前的备份" placeholder:"F"`
}

type verifyResult struct {
	Frames   int                `json:"frames"`
	Records  map[model.Kind]int `json:"records"`
	Files    int                `json:"attachments"`
	Problems []string           `json:"problems"`
}

// Run checks the workspace, or a backup, from end to end; a problem is failed work.
func (v verifyCommand) Run(c *call) error {
	if v.Backup != "" {
		return verifyBackup(c, v.Backup)
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	report, err := s.Verify(context.Background(), nil)
	if err != nil {
		return err
	}
	out := verifyResult{report.Frames, report.Records, report.Files, append(append([]string{}, report.Problems...), report.Lost...)}
	if err := c.print(out, out.write); err != nil || len(out.Problems) == 0 {
		return err
	}
	return failure(fmt.Sprintf("校验发现 %d 个问题", len(out.Problems)))
}

func (v verifyResult) write(w io.Writer) {
	fmt.Fprintf(w, "已校验 %d 次操作\n", v.Frames)
	writeCounts(w, v.Records)
	writeFiles(w, v.Files)
	for _, p := range v.Problems {
		fmt.Fprintln(w, p)
	}
}

// verifyBackup checks a backup, then those it goes on from.
func verifyBackup(c *call, path string) error {
	out := backupResult{File: path, Records: map[model.Kind]int{}, Parts: []backup.Part{}, Problems: []string{}}
	b, err := backup.Check(context.Background(), path, nil)
	if err == nil {
		out = backedUp(b)
		err = checkEarlier(path)
	}
	if err != nil {
		if !errors.Is(err, backup.ErrDamaged) && !errors.Is(err, backup.ErrMissing) {
			return err
		}
		out.Problems = append(out.Problems, explain(err))
	}
	if err := c.print(out, out.write); err != nil || len(out.Problems) == 0 {
		return err
	}
	return failure(fmt.Sprintf("校验发现 %d 个问题", len(out.Problems)))
}

func checkEarlier(path string) error {
	chain, err := backup.Chain(path)
	if err != nil {
		return err
	}
	for _, b := range chain[:len(chain)-1] {
		if _, err := backup.Check(context.Background(), b.Path, nil); err != nil {
			return err
		}
	}
	return nil
}
