package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"strings"

	"chainatlas/app/demo"
	"chainatlas/model"
	"chainatlas/model/backup"
	"chainatlas/model/store"
)

// call is one run of the program: its options, its streams and, once asked for, the workspace.
type call struct {
	Globals
	in       io.Reader
	out, err io.Writer
	opened   *store.Store
	makes    bool   // the command may make a workspace
	version  string // of the program
}

// store opens the workspace; run closes it.
func (c *call) store() (*store.Store, error) {
	if c.opened != nil {
		return c.opened, nil
	}
	dir, err := c.folder()
	if err != nil {
		return nil, err
	}
	o := store.Options{User: c.user(), MustExist: !c.makes, BeforeMigration: backup.Rolling{Program: c.version}.Secure, Unlock: c.secret}
	s, err := store.Open(dir, o)
	switch {
	case errors.Is(err, store.ErrNoWorkspace):
		return nil, failure("没有这个工作区：" + dir + "。先用 chainatlas demo 或 chainatlas import 建立")
	case errors.Is(err, store.ErrForeign):
		return nil, failure("文件夹「" + dir + "」里有别的文件，不是工作区，没有改动。请换一个空的或尚不存在的文件夹")
	case err != nil:
		return nil, fmt.Errorf("open %s: %w", dir, err)
	}
	c.opened = s
	if c.PassphraseFile != "" && !s.Encrypted() {
		c.say("这个工作区没有加密，口令文件没有用到")
	}
	c.sayRepairs(s.Repairs())
	if c.makes {
		if err := demo.Builtin(s); err != nil {
			return nil, fmt.Errorf("fill %s: %w", dir, err)
		}
	}
	return s, nil
}

// folder is the workspace that is meant.
func (c *call) folder() (string, error) {
	if c.Workspace != "" {
		return c.Workspace, nil
	}
	return DefaultWorkspace()
}

// sayRepairs tells what was put right when the workspace was opened.
func (c *call) sayRepairs(list []store.Repair) {
	for _, r := range list {
		c.say("已修复：%s", r.Found)
		if r.Frames > 0 {
			c.say("数据库已按操作日志重建，%d 次操作全部找回", r.Frames)
		}
		if r.Kept != "" {
			c.say("原文件保留在 %s", r.Kept)
		}
	}
}

func (c *call) close() error {
	if c.opened == nil {
		return nil
	}
	return c.opened.Close()
}

func (c *call) user() string {
	if c.User != "" {
		return c.User
	}
	if u, err := user.Current(); err == nil {
		return u.Username[strings.LastIndexByte(u.Username, '\\')+1:] // Windows says DOMAIN\name
	}
	return os.Getenv("USERNAME")
}

// print writes the result: v as JSON when asked for, else what text writes.
func (c *call) print(v any, text func(w io.Writer)) error {
	if !c.JSON {
		text(c.out)
		return nil
	}
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// say tells the user something beside the result.
func (c *call) say(format string, args ...any) { fmt.Fprintf(c.err, format+"\n", args...) }

// find returns the record that a kind and an id or a name on the command line mean.
func (c *call) find(kind, name string) (*store.Store, model.Record, error) {
	k, err := model.ParseKind(kind)
	if err != nil {
		return nil, nil, err
	}
	s, err := c.store()
	if err != nil {
		return nil, nil, err
	}
	r, err := s.Lookup(k, name)
	if err != nil {
		return nil, nil, about{k.Label() + "「" + name + "」", err}
	}
	return s, r, nil
}

// showRecord prints one record.
func (c *call) showRecord(r model.Record) error {
	b, err := model.JSON(r)
	if err != nil {
		return err
	}
	return c.print(json.RawMessage(b), func(w io.Writer) {
		fmt.Fprintf(w, "%s\t%s\n", r.Kind().Label(), r.Head().ID)
		for _, f := range model.FieldsOf(r.Kind()) {
			if !f.Empty(r) {
				fmt.Fprintf(w, "%s\t%s\n", f.Label, strings.ReplaceAll(textOf(f, r), "\n", " "))
			}
		}
	})
}

// textOf is a field for a terminal; what has no text of its own is written as JSON.
func textOf(f *model.Field, r model.Record) string {
	if t := f.Text(r); t != "" {
		return t
	}
	b, err := json.Marshal(f.Value(r))
	if err != nil {
		return ""
	}
	return string(b)
}
