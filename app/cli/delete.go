package cli

import (
	"fmt"
	"io"

	"chainatlas/model"
	"chainatlas/model/store"
)

type deleteCommand struct {
	Kind   string `arg:"" help:"记录种类"`
	Name   string `arg:"" name:"id|name" help:"编号或名称"`
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
	Kind string `arg:"" help:"记录种类"`
	Name string `arg:"" name:"id|name" help:"编号或名称"`
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

// trashed finds the one deleted record that an id or a name means.
func trashed(s *store.Store, kind model.Kind, name string) (model.Row, error) {
	var found []model.Row
	for _, row := range s.Trash() {
		if row.Kind == kind && (row.ID.String() == name || model.NormalName(row.Name) == model.NormalName(name)) {
			found = append(found, row)
		}
	}
	switch len(found) {
	case 0:
		return model.Row{}, fmt.Errorf("%s「%s」: %w", kind.Label(), name, model.ErrNotFound)
	case 1:
		return found[0], nil
	}
	return model.Row{}, fmt.Errorf("%s「%s」: %w", kind.Label(), name, model.ErrAmbiguous)
}

type trashCommand struct{}

type trashEntry struct {
	ID   model.ID   `json:"id"`
	Kind model.Kind `json:"kind"`
	Name string     `json:"name"`
}

// Run lists what was deleted.
func (trashCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	list := []trashEntry{}
	for _, row := range s.Trash() {
		list = append(list, trashEntry{row.ID, row.Kind, row.Name})
	}
	return c.print(list, func(w io.Writer) {
		for _, e := range list {
			fmt.Fprintf(w, "%s\t%s\t%s\n", e.ID, e.Kind.Label(), e.Name)
		}
	})
}
