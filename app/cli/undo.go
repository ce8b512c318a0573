package cli

import (
	"chainatlas/model/store"
)

type undoCommand struct {
	Batch string `arg:"" optional:"" name:"batch" help:"操作编号；不写时撤销最近一次"`
}

// Run takes an action back and prints what that changed.
func (u undoCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	if u.Batch != "" {
		return c.printBatch(s, "已撤销", func() (store.Batch, error) { return s.UndoBatch(store.BatchID(u.Batch)) })
	}
	return c.printBatch(s, "已撤销", s.Undo)
}

type redoCommand struct{}

// Run does again what was taken back last.
func (redoCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	return c.printBatch(s, "已重做", s.Redo)
}

func (c *call) printBatch(s *store.Store, done string, act func() (store.Batch, error)) error {
	batch, err := act()
	if err != nil {
		return err
	}
	events, err := s.Events(batch.ID)
	if err != nil {
		return err
	}
	c.say("%s：%s（%d 条记录）", done, batch.Label, batch.Records)
	return c.printEvents(events)
}
