// Package model remembers: the nouns of an investment-promotion bureau, their values and their fields.
//
// A record is a plain struct (Project, Enterprise, Site, Chain …). One line of a struct, with its tags, is all that a
// field needs: forms, ledgers, filters, the command line, history and redaction read the same registry (field.go).
// "Not stated" (未说明) is always the zero value and never a zero amount.
package model
