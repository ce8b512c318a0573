package sheet

import "errors"

var (
	// ErrOldFormat is returned for .xls, .et and .wps files: save them as .xlsx with Excel or WPS.
	ErrOldFormat = errors.New("old spreadsheet format")
	// ErrEncrypted is returned for a workbook that asks for a password.
	ErrEncrypted = errors.New("workbook is encrypted")
	// ErrDamaged is returned for a file that is no readable workbook or table.
	ErrDamaged = errors.New("file is damaged or not a table")
	// ErrTooLarge is returned for a file that unpacks to more than a ledger can be.
	ErrTooLarge = errors.New("file is too large")
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
