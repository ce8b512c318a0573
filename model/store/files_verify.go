package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"chainatlas/model"
)

// mentions are the files that records have or had, by hash: an undo brings back what a record had, so it must be there.
type mentions map[string]*mention

type mention struct {
	name    string // as it was called first
	size    int64
	records []model.ID
}

// see adds the files that an event mentions.
func (m mentions) see(e *event) error {
	for _, f := range model.AttachmentFieldsOf(e.Kind) {
		for _, c := range e.Fields {
			if c.Key != f.Key {
				continue
			}
			v, err := f.ValueOf(c.New)
			if err != nil {
				return err
			}
			for _, a := range v.(model.Attachments) {
				m.add(a, e.Record)
			}
		}
	}
	return nil
}

func (m mentions) add(a model.Attachment, record model.ID) {
	x := m[a.Hash]
	if x == nil {
		x = &mention{name: a.Name, size: a.Size}
		m[a.Hash] = x
	}
	if !slices.Contains(x.records, record) {
		x.records = append(x.records, record)
	}
}

// checkFiles says what is wrong with the files that are mentioned. Reading them all may take long; unless that is asked
// for, it only looks whether they are there.
func (s *Store) checkFiles(ctx context.Context, m mentions, whole bool, progress func(done int)) (problems []string, err error) {
	for i, text := range sortedKeys(m) {
		if err := ctx.Err(); err != nil {
			return problems, err
		}
		if err := s.checkFile(text, m[text].size, whole); err != nil && len(problems) < maxProblems {
			problems = append(problems, s.fileProblem(text, m[text], err))
		}
		progress(i + 1)
	}
	return problems, nil
}

func (s *Store) checkFile(text string, size int64, whole bool) error {
	sum, err := hashOfText(text)
	if err != nil {
		return err
	}
	if whole {
		_, err = s.readFile(sum, size)
		return err
	}
	f, err := s.disk.open(s.filePath(sum), os.O_RDONLY)
	if err != nil {
		return err
	}
	return f.Close()
}

// fileProblem says in the user's words which file it is, and whose: 附件「现状.jpg」不在（载体「甲地块」；files/ab/cd…）.
func (s *Store) fileProblem(text string, m *mention, err error) string {
	what := "已损坏"
	if errors.Is(err, fs.ErrNotExist) {
		what = "不在"
	}
	var of []string
	for _, id := range m.records {
		of = append(of, s.callsItself(id))
	}
	path := ""
	if sum, err := hashOfText(text); err == nil {
		path = "；" + s.fileDamage(m.name, sum, nil).Path
	}
	return fmt.Sprintf("附件「%s」%s（%s%s）", m.name, what, strings.Join(of, "、"), path)
}

// callsItself names a record, live or in the trash.
func (s *Store) callsItself(id model.ID) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if r := s.shelf.row(id); r != nil {
		return r.Kind.Label() + "「" + r.Name + "」"
	}
	if r, ok := s.shelf.trash[id]; ok {
		return "回收站中的" + r.Kind.Label() + "「" + r.Name + "」"
	}
	return "已撤销的记录 " + id.String()
}
