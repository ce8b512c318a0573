package main

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"chainatlas/model"
)

// sqlite does with SQLite what ours does.
type sqlite struct {
	db   *sql.DB
	do   *statements
	now  func() time.Time
	made int64  // number of the last record
	acts int64  // number of the last action
	hash []byte // of the last action
}

func openSQLite(path string, now func() time.Time) (*sqlite, error) {
	db, err := openFile(path)
	if err != nil {
		return nil, err
	}
	if err := furnish(db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	x := &sqlite{db: db, now: now, hash: make([]byte, sha256.Size)}
	if x.do, err = prepare(db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	err = x.do.last.QueryRow().Scan(&x.acts, &x.hash)
	if err == nil || errors.Is(err, sql.ErrNoRows) {
		err = db.QueryRow("SELECT coalesce(max(n), 0) FROM record").Scan(&x.made)
	}
	return x, err
}

// action is one transaction, with what is to be hashed of it.
type action struct {
	*sqlite
	tx      *sql.Tx
	by      model.Stamp
	number  int64
	records int
	sum     bytes.Buffer
}

// act does one user action, whole or not at all.
func (x *sqlite) act(label string, work func(*action) error) error {
	tx, err := x.db.Begin()
	if err != nil {
		return err
	}
	a := &action{sqlite: x, tx: tx, by: model.Stamp{By: user, At: x.now().UTC().Truncate(time.Millisecond)}, number: x.acts + 1}
	made := x.made
	if err := work(a); err != nil {
		x.made = made
		return errors.Join(err, tx.Rollback())
	}
	hash, err := a.seal(label)
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		x.made = made
		return errors.Join(err, tx.Rollback())
	}
	x.acts, x.hash = a.number, hash
	return nil
}

// seal writes the action and its link of the chain.
func (a *action) seal(label string) ([]byte, error) {
	h := sha256.New()
	h.Write(a.hash)
	fmt.Fprintf(h, "%d %s %s %d\n", a.number, label, a.by.By, a.by.At.UnixMilli())
	h.Write(a.sum.Bytes())
	hash := h.Sum(nil)
	_, err := a.tx.Stmt(a.do.batch).Exec(a.number, label, a.by.By, a.by.At.UnixMilli(), a.records, a.hash, hash)
	return hash, err
}

// event writes what happened to a record.
func (a *action) event(n int64, name string, before, after []byte) error {
	fmt.Fprintf(&a.sum, "%d %s\n%s\n%s\n", n, name, before, after)
	a.records++
	var old any
	if before != nil {
		old = string(before)
	}
	_, err := a.tx.Stmt(a.do.event).Exec(a.number, n, name, old, string(after))
	return err
}

func (x *sqlite) create(label string, projects []*model.Project) error {
	return x.act(label, func(a *action) error {
		insert, document, words := a.tx.Stmt(a.do.insert), a.tx.Stmt(a.do.document), a.tx.Stmt(a.do.addWords)
		for _, p := range projects {
			p.Created, p.Updated = a.by, a.by
			body, err := documentOf(p)
			if err != nil {
				return err
			}
			a.made++
			if _, err := insert.Exec(valuesOf(a.made, p)...); err != nil {
				return err
			}
			if _, err := document.Exec(a.made, string(body)); err != nil {
				return err
			}
			if _, err := words.Exec(wordsOf(a.made, p)...); err != nil {
				return err
			}
			if err := a.event(a.made, "created", nil, body); err != nil {
				return err
			}
		}
		return nil
	})
}

func (x *sqlite) change(id model.ID, edit func(*model.Project)) error {
	return x.act("修改项目", func(a *action) error {
		n, before, err := read(a.tx.Stmt(a.do.read), id)
		if err != nil {
			return err
		}
		p, err := projectOf(id, before)
		if err != nil {
			return err
		}
		old := wordsOf(n, p)
		edit(p)
		p.Updated = a.by
		after, err := documentOf(p)
		if err != nil {
			return err
		}
		return a.rewrite(n, p, old, before, after)
	})
}

func (a *action) rewrite(n int64, p *model.Project, oldWords []any, before, after []byte) error {
	if _, err := a.tx.Stmt(a.do.update).Exec(append(valuesOf(n, p)[2:], n)...); err != nil {
		return err
	}
	if _, err := a.tx.Stmt(a.do.write).Exec(string(after), n); err != nil {
		return err
	}
	if words := wordsOf(n, p); !same(words, oldWords) {
		if _, err := a.tx.Stmt(a.do.dropWords).Exec(oldWords...); err != nil {
			return err
		}
		if _, err := a.tx.Stmt(a.do.addWords).Exec(words...); err != nil {
			return err
		}
	}
	from, to, err := difference(before, after)
	if err != nil {
		return err
	}
	return a.event(n, "edited", from, to)
}

func same(a, b []any) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func read(s *sql.Stmt, id model.ID) (n int64, body []byte, err error) {
	err = s.QueryRow(id[:]).Scan(&n, &body)
	return n, body, err
}

func (x *sqlite) get(id model.ID) (*model.Project, error) {
	_, body, err := read(x.do.read, id)
	if err != nil {
		return nil, err
	}
	return projectOf(id, body)
}

func (x *sqlite) close() error { return x.db.Close() }

// compact makes the file as small as SQLite can, and lets it know its data.
func (x *sqlite) compact() error {
	_, err := x.db.Exec("INSERT INTO words (words) VALUES ('optimize'); VACUUM; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);")
	return err
}
