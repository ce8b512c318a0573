package cli

import (
	"errors"
	"strings"

	"chainatlas/model"
	"chainatlas/model/store"
)

type undoCommand struct {
	Name string `arg:"" optional:"" name:"编号" help:"history 中的操作编号（batch）或其中一条的编号（event）；不写时撤销最近一次操作"`
}

// Run takes an action back and prints what that changed.
func (u undoCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	act := s.Undo
	switch {
	case strings.Contains(u.Name, "/"):
		act = func() (store.Batch, error) { return s.UndoEvent(store.EventID(u.Name)) }
	case u.Name != "":
		act = func() (store.Batch, error) { return s.UndoBatch(store.BatchID(u.Name)) }
	}
	err = c.printBatch(s, act)
	if u.Name != "" && errors.Is(err, model.ErrNotFound) {
		return failure("没有编号为「" + u.Name + "」的操作。编号见 chainatlas history 名称 --json 的 batch 或 event")
	}
	return err
}

type redoCommand struct{}

// Run does again what was taken back last.
func (redoCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	return c.printBatch(s, s.Redo)
}

// printBatch does it and says what was done. The store calls the action 撤销：… or 重做：….
func (c *call) printBatch(s *store.Store, act func() (store.Batch, error)) error {
	batch, err := act()
	if err != nil {
		return err
	}
	events, err := s.Events(batch.ID)
	if err != nil {
		return err
	}
	c.say("已%s（%d 条记录）", batch.Label, batch.Records)
	return c.printEvents(events)
}
