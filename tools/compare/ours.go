package main

import (
	"fmt"
	"time"

	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/search"
	"chainatlas/model/store"
	"chainatlas/model/table"
)

// user is who works with both.
const user = "比较"

// ours is the product's store, lists and search.
type ours struct {
	store *store.Store
	table *table.Table
	index *search.Index
}

func openOurs(dir string, now func() time.Time) (*ours, error) {
	s, err := store.Open(dir, store.Options{User: user, Now: now})
	if err != nil {
		return nil, err
	}
	return &ours{store: s, table: table.New(s, 0)}, nil
}

func (x *ours) create(label string, projects []*model.Project) error {
	_, err := x.store.Update(label, func(tx *store.Tx) error {
		for _, p := range projects {
			if err := tx.Put(p); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

func (x *ours) change(id model.ID, edit func(*model.Project)) error {
	_, err := x.store.Update("修改项目", func(tx *store.Tx) error {
		r, err := tx.Get(id)
		if err != nil {
			return err
		}
		edit(r.(*model.Project))
		return tx.Put(r)
	})
	return err
}

func (x *ours) get(id model.ID) (*model.Project, error) {
	r, err := x.store.Get(id)
	if err != nil {
		return nil, err
	}
	p, ok := r.(*model.Project)
	if !ok {
		return nil, fmt.Errorf("%s is a %s", id, r.Kind())
	}
	return p, nil
}

func (x *ours) rows() (int, error) { return len(x.store.Rows(model.KindProject)), nil }

func (x *ours) list(q question) (func() []model.ID, error) {
	f, err := filter.Parse(model.KindProject, q.filter)
	if err != nil {
		return nil, err
	}
	keys, err := filter.ParseSort(model.KindProject, q.sort)
	if err != nil {
		return nil, err
	}
	rows, err := x.table.List(table.Query{Kind: model.KindProject, Filter: f, Sort: keys})
	return func() []model.ID {
		ids := make([]model.ID, len(rows))
		for i, row := range rows {
			ids[i] = row.ID
		}
		return ids
	}, err
}

// searchReady makes the index as the window does after its lists are there.
func (x *ours) searchReady() error {
	x.index = search.New()
	return x.store.Parts(model.KindProject, search.Fields(model.KindProject), func(r model.Record) error {
		x.index.Put(r)
		return nil
	})
}

func (x *ours) first(text string) ([]model.ID, error) {
	hits := x.index.Find(text, shown)
	ids := make([]model.ID, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	return ids, nil
}

// searched are the fields that SQLite's search has too. They come before all others in our order, so that a hit that
// names another field holds the text in none of these.
var searched = map[string]bool{"name": true, "investor": true, "company": true, "officer": true, "leader": true}

func (x *ours) all(text string) (ids []model.ID, err error) {
	for _, h := range x.index.Find(text, 0) {
		if searched[h.Field] {
			ids = append(ids, h.ID)
		}
	}
	return ids, nil
}

func (x *ours) close() error {
	x.table.Close()
	return x.store.Close()
}
