package cli

import (
	"errors"
	"fmt"
	"io"
	"time"

	"chainatlas/model"
	"chainatlas/model/store"
)

type historyCommand struct {
	ID string `arg:"" name:"编号或名称" help:"编号，或名称；回收站里的也可以"`
}

// eventEntry is what an action did to one record. Event names it for undo; ID is the record's.
type eventEntry struct {
	Event   store.EventID `json:"event"`
	Batch   store.BatchID `json:"batch"`
	ID      model.ID      `json:"id"`
	Kind    model.Kind    `json:"kind"`
	Name    string        `json:"name"`
	Action  model.Action  `json:"action"`
	By      string        `json:"by"`
	Station string        `json:"station,omitempty"`
	At      time.Time     `json:"at"`
	Reason  string        `json:"reason,omitempty"`
	Fields  []changeEntry `json:"fields"`
}

type changeEntry struct {
	Field string `json:"field"`
	Label string `json:"label"`
	Old   string `json:"old"`
	New   string `json:"new"`
}

// Run prints who changed what, newest first.
func (h historyCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	id, err := anyRecord(s, h.ID)
	if err != nil {
		return err
	}
	events, err := s.History(id)
	if err != nil {
		return err
	}
	return c.printEvents(events)
}

// anyRecord finds a record of whatever kind, by id or by name; where no live one answers, one in the trash.
func anyRecord(s *store.Store, name string) (model.ID, error) {
	if id, err := model.ParseID(name); err == nil {
		return id, nil
	}
	var found model.Record
	for _, k := range model.Kinds() {
		r, err := s.Lookup(k, name)
		switch {
		case errors.Is(err, model.ErrNotFound):
			continue
		case err != nil:
			return model.ID{}, about{"「" + name + "」", err}
		case found != nil:
			return model.ID{}, about{"「" + name + "」", model.ErrAmbiguous}
		}
		found = r
	}
	if found != nil {
		return found.Head().ID, nil
	}
	row, err := trashed(s, "", name)
	return row.ID, err
}

func (c *call) printEvents(events []store.Event) error {
	list := make([]eventEntry, len(events))
	for i, e := range events {
		list[i] = entryOf(e)
	}
	return c.print(list, func(w io.Writer) {
		for _, e := range list {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", e.At.Local().Format("2006-01-02 15:04"), e.By, actionName(e.Action), e.Name, e.Reason, e.Event)
			for _, f := range e.Fields {
				fmt.Fprintf(w, "\t%s\t%s → %s\n", f.Label, f.Old, f.New)
			}
		}
	})
}

func entryOf(e store.Event) eventEntry {
	out := eventEntry{Event: e.ID, Batch: e.Batch, ID: e.Record, Kind: e.Kind, Name: e.Name, Action: e.Action, By: e.By, Station: e.Station, At: e.At, Reason: e.Reason, Fields: []changeEntry{}}
	for _, x := range e.Fields {
		entry := changeEntry{Field: x.Key, Label: x.Key}
		if f, err := model.FieldOf(e.Kind, x.Key); err == nil {
			entry.Label, entry.Old, entry.New = f.Label, f.TextOf(x.Old), f.TextOf(x.New)
		}
		out.Fields = append(out.Fields, entry)
	}
	return out
}

func actionName(a model.Action) string {
	switch a {
	case model.Created:
		return "新增"
	case model.Edited:
		return "修改"
	case model.Deleted:
		return "删除"
	case model.Restored:
		return "恢复"
	case model.Viewed:
		return "查看保密内容"
	}
	return string(a)
}
