// Package store remembers records, who changed them, and how to take a change back.
//
// A user action is one Update: it is appended to the journal and synced (that is the commit), then applied to Badger,
// then shown. The journal alone is enough to build everything else again; docs/STORE.md describes the formats.
package store
