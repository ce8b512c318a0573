// Package demo fills a workspace to look around in: the eight chains, what the government's report names, and a ledger
// of invented promotion projects.
//
// What is invented says so on every row (虚构) and never reaches visitors. The same options give the same records.
package demo

import (
	"cmp"
	"errors"
	"fmt"
	"time"

	"chainatlas/model"
	"chainatlas/model/store"
)

// ErrNotEmpty is returned when the workspace has records already and Force is not set.
var ErrNotEmpty = errors.New("workspace has records")

// Label is what history calls the filling.
const Label = "演示数据"

// Notice stands in the notes of every invented record.
const Notice = "演示数据（虚构）"

// Records is how many projects are invented by default: 144 in talk and 96 landed, as many as the report counts.
const Records = 240

// Options say what to invent. The zero value invents 240 projects.
type Options struct {
	Records  int       // invented projects
	RealOnly bool      // invent nothing at all: the chains and what the report names
	Seed     uint64    // another seed, other projects
	Today    model.Day // the invented ledger is kept up to this day; 0 is the end of 2024
	Force    bool      // fill although there are records; what is there stays as it is
	Progress func(done, total int)
}

// perBatch is how many records are put in at once: all of the usual demo, while a million would not fit into memory.
const perBatch = 2000

// Fill puts the demo into the workspace, in a batch that Ctrl+Z passes by: nobody means it. What is larger than perBatch
// comes in several batches, each whole; Force goes on where an interrupted filling ended. The batch that is returned counts
// the records of all. Fill returns ErrNotEmpty, or what the store says.
func Fill(s *store.Store, o Options) (store.Batch, error) {
	if !o.Force && !isEmpty(s) {
		return store.Batch{}, ErrNotEmpty
	}
	f := filling{store: s, progress: o.Progress, at: time.Now, fresh: isEmpty(s) && !o.RealOnly}
	if o.Records <= 0 {
		o.Records = Records
	}
	if o.told() {
		f.past, f.at = new(history), ago(o.day(), enteredBefore)
	}
	if err := o.each(f.add); err != nil {
		return store.Batch{}, err
	}
	if err := f.flush(); err != nil {
		return f.batch, err
	}
	return f.batch, f.catchUp(ago(o.day(), changedBefore))
}

// filling gathers records into batches.
type filling struct {
	store    *store.Store
	progress func(done, total int)
	fresh    bool // nobody entered anything: the chains may be told of the invented directory
	at       func() time.Time
	past     *history // nil for none
	waiting  []model.Record
	since    []since // what happened after the ledger was entered
	batch    store.Batch
	done     int
}

// since is what became of a record.
type since struct{ was, now model.Record }

func (f *filling) add(r model.Record, total int) error {
	f.done++
	if f.progress != nil && (f.done%100 == 0 || f.done == total) {
		f.progress(f.done, max(f.done, total))
	}
	if f.past != nil {
		was := f.past.before(r)
		if was != r {
			f.since = append(f.since, since{was, r})
		}
		if r = was; was == nil {
			return nil
		}
	}
	if f.waiting = append(f.waiting, r); len(f.waiting) < perBatch {
		return nil
	}
	return f.flush()
}

func (f *filling) flush() error {
	b, err := f.store.SeedAt(f.at, Label, func(tx *store.Tx) error {
		for _, r := range f.waiting {
			if err := f.put(tx, r); err != nil {
				return fmt.Errorf("fill %s %s: %w", r.Kind(), r.Head().Name, err)
			}
		}
		return nil
	})
	b.Records += f.batch.Records
	f.batch, f.waiting = b, f.waiting[:0]
	return err
}

// catchUp puts in what happened after the ledger was entered. A record that is not as it was entered was changed by somebody and
// stays as it is.
func (f *filling) catchUp(at func() time.Time) error {
	b, err := f.store.SeedAt(at, LabelSince, func(tx *store.Tx) error {
		for _, x := range f.since {
			there, err := tx.Get(x.now.Head().ID)
			switch {
			case errors.Is(err, model.ErrNotFound) && x.was == nil:
			case err != nil:
				return err
			case x.was == nil || !model.Same(there, x.was):
				continue
			}
			if err := tx.Put(x.now); err != nil {
				return fmt.Errorf("fill %s: %w", x.now.Head().Name, err)
			}
			if x.was == nil {
				f.batch.Records++
			}
		}
		return nil
	})
	if f.batch.ID == "" {
		b.Records = f.batch.Records
		f.batch = b
	}
	return err
}

// Builtin puts the chains that the program carries into a workspace where nothing was done yet, so that the first ledger
// finds them. It does nothing in any other.
func Builtin(s *store.Store) error {
	done, err := s.Batches(1)
	if err != nil || len(done) > 0 {
		return err
	}
	chains, err := Chains()
	if err != nil {
		return err
	}
	_, err = s.Seed("内置产业链", func(tx *store.Tx) error {
		for _, c := range chains {
			if err := tx.Put(c); err != nil {
				return fmt.Errorf("put %s: %w", c.Name, err)
			}
		}
		return nil
	})
	return err
}

// put keeps what somebody may have changed since the last filling.
func (f *filling) put(tx *store.Tx, r model.Record) error {
	there, err := tx.Get(r.Head().ID)
	if errors.Is(err, model.ErrNotFound) {
		return tx.Put(r)
	}
	if c, ok := there.(*model.Chain); ok && f.fresh {
		organise(c, r.(*model.Chain))
		return tx.Put(c)
	}
	return err
}

// organise tells a chain of the directory and the people that the demo invents for it, where nothing is stated.
func organise(c, as *model.Chain) {
	if c.Directory.IsZero() {
		c.Directory = as.Directory
	}
	if c.AdminHead.IsZero() {
		c.AdminHead = as.AdminHead
	}
	if c.EnterpriseHead.IsZero() {
		c.EnterpriseHead = as.EnterpriseHead
	}
	c.Office = cmp.Or(c.Office, as.Office)
}

// invented is a chain with the directory's day and people that do not exist.
func invented(c *model.Chain, today model.Day) *model.Chain {
	organise(c, &model.Chain{Directory: model.OnDay(today - enteredBefore), AdminHead: model.Link{Name: "示例行政链长（虚构）"},
		EnterpriseHead: model.Link{Name: "示例企业链长（虚构）"}, Office: "示例链办（虚构）"})
	return c
}

// isEmpty tells whether nobody entered anything; the built-in chains are there from the start.
func isEmpty(s *store.Store) bool {
	for _, k := range model.Kinds() {
		if k != model.KindChain && len(s.Rows(k)) > 0 {
			return false
		}
	}
	return true
}

// All returns every record of the demo, those before that others link to.
func All(o Options) (out []model.Record, err error) {
	err = o.each(func(r model.Record, _ int) error {
		out = append(out, r)
		return nil
	})
	return out, err
}

// each makes one record after the other and says how many there will be.
func (o Options) each(put func(r model.Record, total int) error) error {
	if o.Records <= 0 {
		o.Records = Records
	}
	chains, err := Chains()
	if err != nil {
		return err
	}
	named, err := reportRecords(chains)
	if err != nil {
		return err
	}
	figures, err := reportFigures()
	if err != nil {
		return err
	}
	fixed := append(named, figures...)
	total := len(chains) + len(fixed)
	if !o.RealOnly {
		total += o.sites() + o.firms() + o.Records
	}
	for _, c := range chains {
		if !o.RealOnly {
			c = invented(c, o.day())
		}
		if err := put(c, total); err != nil {
			return err
		}
	}
	for _, r := range fixed {
		if err := put(r, total); err != nil {
			return err
		}
	}
	if o.RealOnly {
		return nil
	}
	return invent(chains, o, func(r model.Record) error { return put(r, total) })
}
