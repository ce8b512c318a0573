package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"chainatlas/model"
)

// The contestants' names.
const (
	nameOurs   = "ours"
	nameSQLite = "SQLite"
)

// shown is how many hits of a search a person sees.
const shown = 20

// contestant keeps projects and answers for them.
type contestant interface {
	// create and change are one user action each, on the disk when they return.
	create(label string, projects []*model.Project) error
	change(id model.ID, edit func(*model.Project)) error
	get(id model.ID) (*model.Project, error)
	// rows makes the slim rows of all projects and counts them.
	rows() (int, error)
	// list answers a question whole; the ids are made from the answer when they are asked for.
	list(q question) (ids func() []model.ID, err error)
	// searchReady makes what a search needs and the file does not hold.
	searchReady() error
	// first are the best hits of a text.
	first(text string) ([]model.ID, error)
	// all are the projects whose name, companies or people hold the text, in any order.
	all(text string) ([]model.ID, error)
	close() error
}

// entrant is a contestant's process.
type entrant struct {
	options
	*result
	data  generator
	clock *clock
	path  string
}

func newEntrant(o options) (*entrant, error) {
	if o.contestant != nameOurs && o.contestant != nameSQLite {
		return nil, fmt.Errorf("no such contestant: %q", o.contestant)
	}
	e := &entrant{options: o, result: newResult(), data: generator{o.seed}, clock: &clock{}, path: filepath.Join(o.dir, o.contestant)}
	return e, os.MkdirAll(e.path, 0o777)
}

func (e *entrant) open() (contestant, error) {
	if e.contestant == nameSQLite {
		return openSQLite(filepath.Join(e.path, "records.sqlite"), e.clock.now)
	}
	return openOurs(filepath.Join(e.path, "workspace"), e.clock.now)
}

// clock gives each action its second, the same to both contestants.
type clock struct{ seconds atomic.Int64 }

func (c *clock) now() time.Time { return time.Unix(1_767_225_600+c.seconds.Load(), 0).UTC() }
func (c *clock) tick()          { c.seconds.Add(1) }
