package sheet

import (
	"errors"
	"fmt"
)

var (
	// ErrOldFormat is returned for .xls, .et and .wps files: save them as .xlsx with Excel or WPS.
	ErrOldFormat = errors.New("old spreadsheet format")
	// ErrEncrypted is returned for a workbook that asks for a password.
	ErrEncrypted = errors.New("workbook is encrypted")
	// ErrDamaged is returned for a file that is no readable workbook or table.
	ErrDamaged = errors.New("file is damaged or not a table")
	// ErrTooLarge is returned for a file that unpacks to more than a ledger can be.
	ErrTooLarge = errors.New("file is too large")
	// ErrOpenDocument is returned for an .ods file, whatever it is called.
	ErrOpenDocument = errors.New("OpenDocument spreadsheet")
	// ErrTextInside is returned for a text table that is called .xlsx.
	ErrTextInside = errors.New("text table under the name of a workbook")
	// ErrUnknownFormat is returned for a file that is neither .xlsx nor .csv.
	ErrUnknownFormat = errors.New("unknown file format")
	// ErrNoLedger is returned when no sheet has a row that looks like a ledger's header.
	ErrNoLedger = errors.New("no ledger header found")
	// ErrNoSheet is returned when the workbook has no sheet of the asked name.
	ErrNoSheet = errors.New("no such sheet")
	// ErrUnknownTemplate is returned for a template or kind that cannot be read or written.
	ErrUnknownTemplate = errors.New("unknown template")
	// ErrRowErrors is returned by Plan.Records when rows have errors and a partial import was not asked for.
	ErrRowErrors = errors.New("rows have errors")
)

// FileError is what is wrong with one file of several.
type FileError struct {
	File string
	Err  error
}

// Error implements error.
func (e *FileError) Error() string { return fmt.Sprintf("read ledger %s: %v", e.File, e.Err) }

// Unwrap gives what is wrong with it.
func (e *FileError) Unwrap() error { return e.Err }

// QuoteError tells of a quote in a CSV file that is never closed, so that the rows after it cannot be told apart.
type QuoteError struct{ Line int }

// Error implements error.
func (e *QuoteError) Error() string { return fmt.Sprintf("line %d: quote is never closed", e.Line) }

// Unwrap makes it one sort of ErrDamaged.
func (e *QuoteError) Unwrap() error { return ErrDamaged }

// OptionError is returned for an option that means nothing: a kind, a unit, or a field in a mapping.
type OptionError struct {
	Option, Value string
	Err           error
}

// Error implements error.
func (e *OptionError) Error() string { return fmt.Sprintf("%s %q: %v", e.Option, e.Value, e.Err) }

// Unwrap gives ErrUnknownTemplate, model.ErrBadValue or model.ErrUnknownField.
func (e *OptionError) Unwrap() error { return e.Err }
