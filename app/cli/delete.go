package cli

import (
	"fmt"
	"io"
	"time"

	"chainatlas/model"
	"chainatlas/model/store"
)

type deleteCommand struct {
	Kind   string `arg:"" name:"种类" help:"记录种类"`
	Name   string `arg:"" name:"编号或名称" help:"编号或名称"`
	Reason string `help:"删除原因" placeholder:"R"`
}

// Run moves the record to the trash and prints it as it was.
func (d deleteCommand) Run(c *call) error {
	s, r, err := c.find(d.Kind, d.Name)
	if err != nil {
		return err
	}
	if _, err := s.Update("删除 "+r.Head().Name, func(tx *store.Tx) error { return tx.Delete(r.Head().ID, d.Reason) }); err != nil {
		return err
	}
	return c.showRecord(r)
}

type undeleteCommand struct {
	Kind string `arg:"" name:"种类" help:"记录种类"`
	Name string `arg:"" name:"编号或名称" help:"编号或名称"`
}

// Run takes a record out of the trash.
func (u undeleteCommand) Run(c *call) error {
	kind, err := model.ParseKind(u.Kind)
	if err != nil {
		return err
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	row, err := trashed(s, kind, u.Name)
	if err != nil {
		return err
	}
	if _, err := s.Update("恢复 "+row.Name, func(tx *store.Tx) error { return tx.Undelete(row.ID) }); err != nil {
		return err
	}
	r, err := s.Get(row.ID)
	if err != nil {
		return err
	}
	return c.showRecord(r)
}

// trashed finds the one deleted record that an id or a name means, of a kind or, where that is "", of any.
func trashed(s *store.Store, kind model.Kind, name string) (model.Row, error) {
	var found []model.Row
	for _, row := range s.Trash() {
		if (kind == "" || row.Kind == kind) && (row.ID.String() == name || model.NormalName(row.Name) == model.NormalName(name)) {
			found = append(found, row)
		}
	}
	switch len(found) {
	case 0:
		return model.Row{}, failure("回收站里没有" + kind.Label() + "「" + name + "」，库中也没有")
	case 1:
		return found[0], nil
	}
	return model.Row{}, failure("回收站里有多条「" + name + "」，请写编号（见 chainatlas trash）")
}

type trashCommand struct{}

type trashEntry struct {
	ID     model.ID   `json:"id"`
	Kind   model.Kind `json:"kind"`
	Name   string     `json:"name"`
	By     string     `json:"by"`
	At     time.Time  `json:"at"`
	Reason string     `json:"reason,omitempty"`
}

// Run lists what was deleted, by whom and when.
func (trashCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	list := []trashEntry{}
	for _, row := range s.Trash() {
		e, err := deletion(s, row.ID)
		if err != nil {
			return err
		}
		list = append(list, trashEntry{row.ID, row.Kind, row.Name, e.By, e.At, e.Reason})
	}
	return c.print(list, func(w io.Writer) {
		for _, e := range list {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", e.ID, e.Kind.Label(), e.Name, e.At.Local().Format("2006-01-02 15:04"), e.By, e.Reason)
		}
	})
}

// deletion is the event that put a record into the trash last.
func deletion(s *store.Store, id model.ID) (store.Event, error) {
	events, err := s.History(id)
	if err != nil {
		return store.Event{}, err
	}
	for _, e := range events {
		if e.Action == model.Deleted {
			return e, nil
		}
	}
	return store.Event{}, nil
}
