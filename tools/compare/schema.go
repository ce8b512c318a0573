package main

import (
	"database/sql"
	"fmt"
	"net/url"
	"strings"

	_ "modernc.org/sqlite" // the driver
)

// schema is how a careful programmer would keep the same in SQLite: the columns that are asked for apart from the document,
// so that a scan reads little; every asked column with an index; each action with its events, old and new, and a chain of
// hashes; a search over trigrams that reads its texts from the records.
const schema = `
CREATE TABLE record (
	n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE,
	name TEXT NOT NULL, stage INTEGER, list TEXT, status TEXT, link_type TEXT, type TEXT, chain TEXT, node TEXT, street TEXT, unit TEXT,
	investor TEXT, company TEXT, officer TEXT, leader TEXT,
	invest_min INTEGER, invest_max INTEGER, land_min REAL, land_max REAL,
	signed_from TEXT, signed_to TEXT, started TEXT, lon REAL, lat REAL, updated INTEGER NOT NULL);
CREATE TABLE document (n INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE batch (
	n INTEGER PRIMARY KEY, label TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, records INTEGER NOT NULL,
	before BLOB NOT NULL, hash BLOB NOT NULL);
CREATE TABLE event (
	n INTEGER PRIMARY KEY, batch INTEGER NOT NULL, record INTEGER NOT NULL, action TEXT NOT NULL, old TEXT, new TEXT NOT NULL);
CREATE INDEX event_batch ON event (batch);
CREATE INDEX event_record ON event (record);
CREATE VIRTUAL TABLE words USING fts5 (name, investor, company, officer, leader, content='record', content_rowid='n', tokenize='trigram');
`

// indexed are the columns that questions ask or sort by.
var indexed = []string{"name", "stage", "list", "status", "chain", "street", "unit", "investor", "officer", "updated",
	"invest_min, invest_max", "land_min, land_max", "signed_from, signed_to"}

// cacheKB is the page cache that SQLite gets, as much as our columns have.
const cacheKB = 64 << 10

// openFile opens the database with the durability that our journal has: what is committed is synced.
func openFile(path string) (*sql.DB, error) {
	pragmas := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"journal_mode(WAL)", "synchronous(FULL)", "temp_store(MEMORY)", "busy_timeout(5000)", fmt.Sprintf("cache_size(-%d)", cacheKB)}}
	db, err := sql.Open("sqlite", "file:"+path+"?"+pragmas.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, db.Ping()
}

// furnish makes the tables where there are none.
func furnish(db *sql.DB) error {
	var made int
	if err := db.QueryRow("SELECT count(*) FROM sqlite_master").Scan(&made); err != nil || made > 0 {
		return err
	}
	all := schema
	for i, columns := range indexed {
		all += fmt.Sprintf("CREATE INDEX asked_%d ON record (%s);\n", i, columns)
	}
	_, err := db.Exec(all)
	return err
}

// columns are those of record, in order.
var columns = strings.Fields("n id name stage list status link_type type chain node street unit investor company officer leader " +
	"invest_min invest_max land_min land_max signed_from signed_to started lon lat updated")

// statements are prepared once.
type statements struct {
	insert, update, document, write, read, batch, event, addWords, dropWords, last *sql.Stmt
}

func prepare(db *sql.DB) (*statements, error) {
	s := &statements{}
	marks := strings.TrimSuffix(strings.Repeat("?,", len(columns)), ",")
	for _, x := range []struct {
		to   **sql.Stmt
		text string
	}{
		{&s.insert, "INSERT INTO record (" + strings.Join(columns, ", ") + ") VALUES (" + marks + ")"},
		{&s.update, "UPDATE record SET " + strings.Join(columns[2:], " = ?, ") + " = ? WHERE n = ?"},
		{&s.document, "INSERT INTO document (n, body) VALUES (?, ?)"},
		{&s.write, "UPDATE document SET body = ? WHERE n = ?"},
		{&s.read, "SELECT r.n, d.body FROM record r JOIN document d ON d.n = r.n WHERE r.id = ?"},
		{&s.batch, "INSERT INTO batch (n, label, by, at, records, before, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"},
		{&s.event, "INSERT INTO event (batch, record, action, old, new) VALUES (?, ?, ?, ?, ?)"},
		{&s.addWords, "INSERT INTO words (rowid, name, investor, company, officer, leader) VALUES (?, ?, ?, ?, ?, ?)"},
		{&s.dropWords, "INSERT INTO words (words, rowid, name, investor, company, officer, leader) VALUES ('delete', ?, ?, ?, ?, ?, ?)"},
		{&s.last, "SELECT n, hash FROM batch ORDER BY n DESC LIMIT 1"},
	} {
		var err error
		if *x.to, err = db.Prepare(x.text); err != nil {
			return nil, fmt.Errorf("prepare %s: %w", x.text, err)
		}
	}
	return s, nil
}
