package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"chainatlas/model"
)

// perImport is how many records an import holds.
const perImport = 10_000

// The names of what is measured.
const (
	mCreate = "create one"
	mImport = "import 10,000"
	mGet    = "get"
	mUpdate = "update one"
	mClose  = "close"
	mOpen   = "open"
	mReady  = "search ready"
	mFirst  = "first question"
	mPage   = "page"

	nImportPeak = "peak while importing"
	nStartPeak  = "peak of a start"
	nAskPeak    = "peak of asking"
	nDisk       = "disk"
	nRows       = "rows"
	nAnswers    = "answers to "
)

// writeLeg creates everything, then reads and changes single records.
func writeLeg(e *entrant) error {
	c, err := e.open()
	if err != nil {
		return err
	}
	if err := e.fill(c); err != nil {
		return err
	}
	e.Numbers[nImportPeak] = peakMemory()
	for _, n := range e.data.picks(streamPick, e.gets, e.records) {
		if err := e.meter(mGet).measure(func() error { _, err := c.get(e.data.id(n)); return err }); err != nil {
			return err
		}
	}
	for k, n := range e.data.picks(streamEdit, e.updates, e.records) {
		e.clock.tick()
		edit := e.data.edit(k)
		if err := e.meter(mUpdate).measure(func() error { return c.change(e.data.id(n), edit) }); err != nil {
			return err
		}
	}
	if err := e.meter(mClose).measure(c.close); err != nil {
		return err
	}
	return e.weigh()
}

// fill creates some projects one by one, the others in imports.
func (e *entrant) fill(c contestant) error {
	for n := range e.singles {
		p := e.data.project(n, e.records)
		e.clock.tick()
		if err := e.meter(mCreate).measure(func() error { return c.create("新建项目", []*model.Project{p}) }); err != nil {
			return err
		}
	}
	for from := e.singles; from < e.records; from += perImport {
		var batch []*model.Project
		for n := from; n < min(from+perImport, e.records); n++ {
			batch = append(batch, e.data.project(n, e.records))
		}
		e.clock.tick()
		if err := e.meter(mImport).measure(func() error { return c.create("导入台账", batch) }); err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "%s: %d of %d\n", e.contestant, from+len(batch), e.records)
	}
	return nil
}

// weigh sums up the closed files, SQLite's as small as it can make them.
func (e *entrant) weigh() error {
	c, err := e.open()
	if err != nil {
		return err
	}
	if x, ok := c.(*sqlite); ok {
		if err := x.compact(); err != nil {
			return err
		}
	}
	if err := c.close(); err != nil {
		return err
	}
	return filepath.WalkDir(e.path, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		e.Numbers[nDisk] += float64(info.Size())
		e.Numbers[nDisk+" "+partOf(path)] += float64(info.Size())
		return nil
	})
}

// partOf is what a file belongs to: our journal, the tables of the database, the lists, or the rest.
func partOf(path string) string {
	switch parent := filepath.Base(filepath.Dir(path)); {
	case parent == "journal":
		return "journal"
	case filepath.Base(path) == "lists.bin":
		return "lists"
	case filepath.Ext(path) == ".sst":
		return "tables"
	case filepath.Ext(path) == ".sqlite":
		return "file"
	}
	return "other"
}

// startLeg opens until the lists are there.
func startLeg(e *entrant) error {
	var c contestant
	err := e.meter(mOpen).measure(func() (err error) {
		if c, err = e.open(); err != nil {
			return err
		}
		n, err := c.rows()
		e.Numbers[nRows] = float64(n)
		return err
	})
	if err != nil {
		return err
	}
	e.Numbers[nStartPeak] = peakMemory()
	return c.close()
}

// askLeg asks everything that is asked of what is there, and writes the answers down.
func askLeg(e *entrant) error {
	c, err := e.open()
	if err != nil {
		return err
	}
	w, err := createAnswers(filepath.Join(e.path, answersFile))
	if err != nil {
		return err
	}
	for _, ask := range []func(contestant, *answerWriter) error{e.askLists, e.askSearch, e.readBack} {
		if err := ask(c, w); err != nil {
			return err
		}
	}
	e.Numbers[nAskPeak] = peakMemory()
	if err := w.close(); err != nil {
		return err
	}
	return c.close()
}

// askLists asks each question once cold, then warm.
func (e *entrant) askLists(c contestant, w *answerWriter) error {
	for _, q := range questions {
		fmt.Fprintf(os.Stderr, "%s: %s\n", e.contestant, q.name)
		var ids func() []model.ID
		ask := func() (err error) { ids, err = c.list(q); return err }
		if err := e.meter(mFirst).measure(ask); err != nil {
			return err
		}
		if err := e.meter("list: "+q.name).repeat(e.repeat, ask); err != nil {
			return err
		}
		e.Numbers[nAnswers+q.name] = float64(len(ids()))
		if err := w.write("list: "+q.name, ids()); err != nil {
			return err
		}
		if x, ok := c.(*sqlite); ok {
			if err := e.meter(mPage).measure(func() error { return x.page(q) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// askSearch types every query.
func (e *entrant) askSearch(c contestant, w *answerWriter) error {
	if err := e.meter(mReady).measure(c.searchReady); err != nil {
		return err
	}
	queries := e.data.queries(e.records)
	for i, q := range queries {
		if i%50 == 0 {
			fmt.Fprintf(os.Stderr, "%s: query %d of %d\n", e.contestant, i, len(queries))
		}
		if q.spoken && e.contestant != nameOurs {
			continue // FTS5 knows no pinyin
		}
		if err := e.askQuery(c, q, w); err != nil {
			return fmt.Errorf("%s: %w", q.text, err)
		}
	}
	return nil
}

// askQuery takes the time of the first hits; of a Chinese query all answers are kept.
func (e *entrant) askQuery(c contestant, q query, w *answerWriter) error {
	var first []model.ID
	err := e.meter(q.class()).repeat(e.repeat, func() (err error) { first, err = c.first(q.text); return err })
	if err != nil || q.spoken {
		return err
	}
	if x, ok := c.(*sqlite); ok {
		if err := e.meter(q.class() + ", any").measure(func() error { return x.some(q.text) }); err != nil {
			return err
		}
	}
	all, err := c.all(q.text)
	if err != nil {
		return err
	}
	slices.SortFunc(all, compareIDs)
	if !begins(first, all) {
		e.Wrong = append(e.Wrong, fmt.Sprintf("%s: the first of %q are not the best of all", e.contestant, q.text))
	}
	return w.write("search: "+q.text, all)
}

// begins tells whether what is shown comes out of all that answer, before anything else.
func begins(first, all []model.ID) bool {
	n := min(shown, len(all))
	if len(first) < n {
		return false
	}
	for _, id := range first[:n] {
		if _, ok := slices.BinarySearchFunc(all, id, compareIDs); !ok {
			return false
		}
	}
	return true
}

// readBack takes a fingerprint of records, those that were changed too.
func (e *entrant) readBack(c contestant, _ *answerWriter) error {
	h := sha256.New()
	for _, n := range append(e.data.picks(streamEdit, e.updates, e.records), e.data.picks(streamPick, e.gets, e.records)...) {
		p, err := c.get(e.data.id(n))
		if err != nil {
			return err
		}
		text, err := model.JSON(p)
		if err != nil {
			return err
		}
		h.Write(text)
	}
	e.Texts["records"] = fmt.Sprintf("%x", h.Sum(nil))
	return nil
}
