package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"

	"chainatlas/model"
	"chainatlas/model/backup"
	"chainatlas/model/keys"
	"chainatlas/model/store"
)

type backupCommand struct {
	Out   string `required:"" help:"备份文件，.cabak；已有的文件不会被覆盖" placeholder:"F"`
	Since string `help:"增量备份：只写这份较早的备份之后的操作" placeholder:"F"`
}

// backupResult says what a backup holds and that it was checked.
type backupResult struct {
	File     string             `json:"file"`
	Full     bool               `json:"full"`
	Since    *backup.Base       `json:"since,omitempty"`
	Frames   int                `json:"frames"`
	Head     store.Mark         `json:"head"`
	Records  map[model.Kind]int `json:"records"`
	Parts    []backup.Part      `json:"parts"`
	Problems []string           `json:"problems"`
}

func backedUp(b *backup.Backup, problems ...string) backupResult {
	counts := b.Counts
	if counts == nil {
		counts = map[model.Kind]int{}
	}
	return backupResult{b.Path, b.Full(), b.Since, b.Frames(), b.Head, counts, append([]backup.Part{}, b.Parts...), append([]string{}, problems...)}
}

// Run makes a backup, of a workspace that another window has open too: its journal is the truth.
func (x backupCommand) Run(c *call) error {
	if !strings.EqualFold(filepath.Ext(x.Out), backup.Ext) {
		return mistake("备份文件名应以 " + backup.Ext + " 结尾：" + x.Out)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	o := backup.Options{Program: c.version}
	if x.Since != "" {
		earlier, err := backup.Check(ctx, x.Since, nil)
		if err != nil {
			return err
		}
		o.Since = earlier
	}
	from, err := c.source()
	if err != nil {
		return err
	}
	b, err := backup.Make(ctx, from, x.Out, o)
	if errors.Is(err, store.ErrApart) {
		return failure("「" + x.Since + "」不是这个工作区的备份，或工作区后来恢复到了更早的时候。请去掉 --since，做一份完整备份")
	}
	if err != nil && !errors.Is(err, backup.ErrCounts) {
		return err
	}
	out := backedUp(b)
	if err != nil {
		out.Problems = append(out.Problems, explain(err))
	}
	return errors.Join(err, c.print(out, out.write))
}

// source is the open workspace, or its folder when another program has it open or its database is damaged.
func (c *call) source() (backup.Source, error) {
	s, err := c.store()
	switch {
	case err == nil:
		return s, nil
	case errors.Is(err, store.ErrInUse):
		c.say("工作区正在另一个窗口中打开，备份到目前已保存的操作")
	case errors.Is(err, keys.ErrLocked):
		c.say("工作区已加密，没有给出口令，备份照样完整，打开时需要口令")
	case errors.Is(err, store.ErrDamaged):
		c.say("工作区校验未通过，备份取自日志")
	default:
		return nil, err
	}
	dir, err := c.folder()
	return store.Folder(dir), err
}

func (r backupResult) write(w io.Writer) {
	what := "完整备份"
	switch {
	case r.Head.Frame == 0 && len(r.Parts) == 0:
		what = "无法读取"
	case !r.Full:
		what = "增量备份（接在 " + r.Since.Name + " 之后）"
	}
	fmt.Fprintf(w, "%s\t%s\n已校验 %d 次操作，到第 %d 次\n", what, r.File, r.Frames, r.Head.Frame)
	writeCounts(w, r.Records)
	for _, p := range r.Problems {
		fmt.Fprintln(w, p)
	}
}

func writeCounts(w io.Writer, counts map[model.Kind]int) {
	for _, k := range model.StoredKinds() {
		if counts[k] > 0 {
			fmt.Fprintf(w, "%s\t%d\n", k.Label(), counts[k])
		}
	}
}

type restoreCommand struct {
	File     string `arg:"" help:"备份文件；增量备份还需要它之前的备份在同一文件夹"`
	KeysOnly bool   `help:"只取回密钥文件：工作区的密钥文件损坏时用，备份之后的修改不会丢"`
}

type restoreResult struct {
	Workspace string             `json:"workspace"`
	Aside     string             `json:"aside"` // "" when nothing was there
	Files     []string           `json:"files"`
	Frames    int                `json:"frames"`
	Head      store.Mark         `json:"head"`
	Records   map[model.Kind]int `json:"records"`
	Parts     []backup.Part      `json:"parts"`
}

// Run puts a backup in the place of the workspace, which is set aside.
func (x restoreCommand) Run(c *call) error {
	dir, err := c.folder()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if x.KeysOnly {
		return x.keys(ctx, c, dir)
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return err
	}
	o := backup.RestoreOptions{User: c.user()}
	if c.PassphraseFile != "" { // without it the backup is put back locked
		o.Unlock = c.secret
	}
	r, err := backup.Restore(ctx, x.File, dir, o)
	if errors.Is(err, store.ErrForeign) {
		return failure("文件夹「" + dir + "」里有别的文件，不是工作区，没有改动。请换一个空的或尚不存在的文件夹")
	}
	if err != nil {
		return err
	}
	if r.Encrypted {
		c.say("备份是加密的，打开时需要备份当时的口令")
	}
	of := backedUp(&r.Backup)
	out := restoreResult{dir, r.Aside, r.Files, int(r.Head.Frame), r.Head, of.Records, of.Parts}
	return c.print(out, out.write)
}

func (x restoreCommand) keys(ctx context.Context, c *call, dir string) error {
	b, err := backup.RestoreKeys(ctx, x.File, dir, c.user())
	if errors.Is(err, store.ErrApart) {
		return failure("「" + x.File + "」不是这个工作区的备份，没有改动")
	}
	if err != nil {
		return err
	}
	of := backedUp(b)
	out := restoreResult{Workspace: dir, Files: []string{x.File}, Head: b.Head, Records: of.Records, Parts: of.Parts}
	return c.print(out, func(w io.Writer) { fmt.Fprintln(w, "已取回密钥文件，工作区用备份当时的口令打开") })
}

func (r restoreResult) write(w io.Writer) {
	fmt.Fprintf(w, "已恢复到\t%s\n", r.Workspace)
	if r.Aside != "" {
		fmt.Fprintf(w, "原来的工作区移到\t%s\n", r.Aside)
	}
	fmt.Fprintf(w, "已校验 %d 次操作\n", r.Frames)
	writeCounts(w, r.Records)
}
