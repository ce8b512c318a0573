package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	words "chainatlas/app/explain"
	"chainatlas/model"
	"chainatlas/model/store"
)

// attachCommands are about the files of records.
type attachCommands struct {
	Add    attachAdd    `cmd:"" default:"withargs" help:"添加文件；照片归入载体的「照片」"`
	List   attachList   `cmd:"" help:"列出一条记录的附件"`
	Save   attachSave   `cmd:"" help:"把一个附件另存到文件；已有的文件不会被覆盖"`
	Remove attachRemove `cmd:"" help:"从记录中移除一个附件，可撤销"`
}

type attachAdd struct {
	Kind    string   `arg:"" name:"种类" help:"记录种类：project、enterprise、site、visit"`
	Name    string   `arg:"" name:"编号或名称" help:"编号或名称"`
	Files   []string `arg:"" name:"文件" help:"要添加的文件，可以有多个，每个不超过 50 MB"`
	Caption string   `help:"说明，如 南侧现状" placeholder:"T"`
}

// Run adds all files in one action, or none.
func (x attachAdd) Run(c *call) error {
	s, r, err := c.find(x.Kind, x.Name)
	if err != nil {
		return err
	}
	if len(model.AttachmentFieldsOf(r.Kind())) == 0 {
		return failure(r.Kind().Label() + "没有附件。可以有附件的：项目、企业、载体、活动")
	}
	for _, path := range x.Files {
		a, err := s.AddPath(path)
		if errors.Is(err, store.ErrNotFile) {
			return about{"「" + path + "」", err}
		}
		if err != nil {
			return err
		}
		if model.FilesOf(r).Has(a.Hash) {
			c.say("「%s」已在这条记录的附件中，没有重复添加", a.Name)
		}
		a.Note = strings.ToValidUTF8(model.Tidy(x.Caption), "")
		model.Attach(r, a)
	}
	if _, err := s.Update("添加附件到 "+r.Head().Name, func(tx *store.Tx) error { return tx.Put(r) }); err != nil {
		return err
	}
	return c.showFiles(r)
}

type attachList struct {
	Kind string `arg:"" name:"种类" help:"记录种类"`
	Name string `arg:"" name:"编号或名称" help:"编号或名称"`
}

// Run prints the record's files.
func (x attachList) Run(c *call) error {
	_, r, err := c.find(x.Kind, x.Name)
	if err != nil {
		return err
	}
	return c.showFiles(r)
}

// attached is a file of a record, and the field that it is in.
type attached struct {
	Field string `json:"field"`
	model.Attachment
}

func (c *call) showFiles(r model.Record) error {
	out := []attached{}
	for _, f := range model.AttachmentFieldsOf(r.Kind()) {
		for _, a := range f.Value(r).(model.Attachments) {
			out = append(out, attached{f.Key, a})
		}
	}
	return c.print(out, func(w io.Writer) {
		for i, a := range out {
			f, _ := model.FieldOf(r.Kind(), a.Field)
			fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", i+1, f.Label, a.Name, words.Bytes(a.Size), a.Note)
		}
	})
}

type attachSave struct {
	Kind string `arg:"" name:"种类" help:"记录种类"`
	Name string `arg:"" name:"编号或名称" help:"编号或名称"`
	File string `arg:"" name:"附件" help:"附件的名称、序号或校验值的前 8 位，见 chainatlas attach list"`
	Out  string `required:"" help:"写到这个文件；是文件夹时用附件自己的名称" placeholder:"F"`
}

type savedFile struct {
	File string `json:"file"`
	Size int64  `json:"size"`
}

// Run writes a file of the record, after all of it was checked.
func (x attachSave) Run(c *call) error {
	s, r, err := c.find(x.Kind, x.Name)
	if err != nil {
		return err
	}
	a, err := fileOf(r, x.File)
	if err != nil {
		return err
	}
	content, err := s.OpenFile(a)
	if err != nil {
		return err
	}
	path := x.Out
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, a.FileName())
	}
	if err := writeNew(path, content); err != nil {
		return err
	}
	return c.print(savedFile{path, a.Size}, func(w io.Writer) { fmt.Fprintf(w, "已另存\t%s\n", path) })
}

// writeNew writes a file that was not there; nothing is left of one that could not be written.
func writeNew(path string, r io.Reader) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return failure("已有这个文件，没有覆盖：" + path)
	}
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

// fileOf finds the file of a record that a word on the command line means.
func fileOf(r model.Record, what string) (model.Attachment, error) {
	a, err := model.FilesOf(r).Find(what)
	switch {
	case errors.Is(err, model.ErrNotFound):
		return a, failure(r.Kind().Label() + "「" + r.Head().Name + "」没有附件「" + what + "」，见 chainatlas attach list")
	case errors.Is(err, model.ErrAmbiguous):
		return a, failure("有多个附件叫「" + what + "」，请写序号，见 chainatlas attach list")
	}
	return a, err
}

type attachRemove struct {
	Kind string `arg:"" name:"种类" help:"记录种类"`
	Name string `arg:"" name:"编号或名称" help:"编号或名称"`
	File string `arg:"" name:"附件" help:"附件的名称、序号或校验值的前 8 位，见 chainatlas attach list"`
}

// Run takes the mention away; the file stays for an undo.
func (x attachRemove) Run(c *call) error {
	s, r, err := c.find(x.Kind, x.Name)
	if err != nil {
		return err
	}
	a, err := fileOf(r, x.File)
	if err != nil {
		return err
	}
	model.Detach(r, a.Hash)
	if _, err := s.Update("移除 "+r.Head().Name+" 的附件「"+a.Name+"」", func(tx *store.Tx) error { return tx.Put(r) }); err != nil {
		return err
	}
	return c.showFiles(r)
}
