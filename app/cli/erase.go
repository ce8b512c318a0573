package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"time"

	words "chainatlas/app/explain"
	"chainatlas/model"
	"chainatlas/model/backup"
	"chainatlas/model/store"
)

type eraseCommand struct {
	Person  string `arg:"" name:"姓名或编号" help:"姓名，或联系人的编号"`
	DryRun  bool   `help:"只列出将要抹除的内容，不抹除"`
	Backups bool   `help:"抹除后做一份新的完整备份，并删除较早的自动备份"`
}

// eraseResult is what goes, or went, and where else the person is written.
type eraseResult struct {
	Name     string          `json:"name"`
	Erased   bool            `json:"erased"` // false for a dry run
	Batch    store.BatchID   `json:"batch,omitempty"`
	Records  []erasedRecord  `json:"records"`
	Events   int             `json:"events"` // entries of the history that read 已抹除
	Values   int             `json:"values"`
	Shared   []string        `json:"shared_numbers"` // they stay: they stand beside others too
	Mentions []eraseMention  `json:"mentions"`
	Backups  []erasedBackup  `json:"backups"` // those that still hold the person
	Asides   []string        `json:"asides"`
	Renewed  *renewedBackups `json:"renewed,omitempty"`

	found *store.Erasure
}

type erasedRecord struct {
	ID      model.ID      `json:"id"`
	Kind    model.Kind    `json:"kind"`
	Name    string        `json:"name,omitempty"` // not that of an erased contact
	Deleted bool          `json:"deleted"`
	Fields  []erasedField `json:"fields"`
}

type erasedField struct {
	Field string `json:"field"`
	Label string `json:"label"`
	Left  string `json:"left,omitempty"` // the other people whom the text names
}

type eraseMention struct {
	ID      model.ID   `json:"id,omitzero"`
	Kind    model.Kind `json:"kind,omitempty"`
	Name    string     `json:"name"`
	Field   string     `json:"field,omitempty"`
	History bool       `json:"history"`
	Times   int        `json:"times,omitempty"`
}

type erasedBackup struct {
	File      string    `json:"file"`
	Time      time.Time `json:"time"`
	Automatic bool      `json:"automatic"`
	Maybe     bool      `json:"maybe"` // from before a restore or an encryption: it may hold the person
}

type renewedBackups struct {
	File    string `json:"file"`
	Deleted int    `json:"deleted"`
}

// Run erases a person for good, or says what that would do.
func (x eraseCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	e, err := s.FindPerson(x.Person)
	switch {
	case errors.Is(err, model.ErrNotFound):
		return failure("工作区里没有「" + x.Person + "」的个人信息，历史中也没有")
	case errors.Is(err, model.ErrAmbiguous):
		return failure("有多位联系人叫「" + x.Person + "」。请写联系人的编号，见 chainatlas list 联系人")
	case err != nil:
		return err
	}
	out := erasedBy(e)
	if !x.DryRun {
		b, err := s.Erase(e)
		if err != nil {
			return err
		}
		out.Erased, out.Batch = true, b.ID
	}
	if err := x.copies(c, s, &out); err != nil {
		return errors.Join(c.print(out, out.write), err)
	}
	return c.print(out, out.write)
}

// copies renews the backups when asked to, and lists those that hold the person.
func (x eraseCommand) copies(c *call, s *store.Store, out *eraseResult) error {
	rolling := backup.Rolling{Program: c.version}
	if x.Backups && out.Erased {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		defer stop()
		done, err := rolling.Replace(ctx, s)
		if err != nil {
			return fmt.Errorf("after erasing: %w", err)
		}
		out.Renewed = &renewedBackups{done.Made.Path, done.Deleted}
	}
	copies, err := backup.CopiesOf(s.Dir(), "")
	if err != nil {
		return err
	}
	copies = copies.Since(s, out.found.First)
	for _, b := range copies.Backups {
		if out.Renewed == nil || b.Path != out.Renewed.File {
			out.Backups = append(out.Backups, erasedBackup{b.Path, b.Time, b.Rolling(), slices.Contains(copies.Apart, b)})
		}
	}
	out.Asides = append(out.Asides, copies.Asides...)
	return nil
}

func erasedBy(e *store.Erasure) eraseResult {
	out := eraseResult{Name: e.Name, Events: e.Events, Values: e.Values, Shared: append([]string{}, e.Shared...), Records: []erasedRecord{}, Mentions: []eraseMention{}, Backups: []erasedBackup{}, Asides: []string{}, found: e}
	for _, r := range e.Records {
		one := erasedRecord{ID: r.ID, Kind: r.Kind, Name: r.Name, Deleted: r.Gone, Fields: []erasedField{}}
		if r.Gone {
			one.Name = ""
		}
		for _, f := range r.Fields {
			one.Fields = append(one.Fields, erasedField{f.Key, words.FieldLabel(r.Kind, f.Key), f.After})
		}
		out.Records = append(out.Records, one)
	}
	for _, m := range e.Mentions {
		out.Mentions = append(out.Mentions, eraseMention{m.ID, m.Kind, m.Name, m.Key, m.Past, m.Times})
	}
	return out
}

func (r eraseResult) write(w io.Writer) {
	title := "将抹除「" + r.Name + "」（仅预览，没有改动）"
	if r.Erased {
		title = "已抹除一位人员的个人信息，不能撤销"
	}
	fmt.Fprintln(w, title)
	for _, line := range append(words.Goes(r.found), words.Stays(r.found)...) {
		fmt.Fprintln(w, line)
	}
	for _, b := range r.Backups {
		what := "备份仍含此人"
		if b.Maybe {
			what = "备份可能仍含此人"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", what, b.Time.Local().Format("2006-01-02 15:04"), b.File)
	}
	for _, dir := range r.Asides {
		fmt.Fprintf(w, "移到旁边的旧工作区可能仍含此人\t%s\n", dir)
	}
	if r.Renewed != nil {
		fmt.Fprintf(w, "已做新的完整备份\t%s\n已删除较早的自动备份\t%d\n", r.Renewed.File, r.Renewed.Deleted)
	}
}
