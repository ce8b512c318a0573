package sheet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"chainatlas/model"
)

// Bounds of what counts as a ledger. A sheet of 100,000 rows and 42 columns is well inside.
const (
	maxColumns = 512
	maxCells   = 16 << 20
	maxFile    = 256 << 20 // bytes on disk
	maxPart    = 1 << 30   // bytes of one part, unpacked
	maxRatio   = 400       // a part that packs better than this is no ledger
)

// CellKind says what a cell holds.
type CellKind uint8

// The kinds of cells.
const (
	Empty CellKind = iota
	Text
	Number
	DateCell // a number that its format shows as a date
	Bool
	ErrorCell // #REF! and the like
	NoValue   // a formula whose result the file does not hold
)

// Cell is a cell as the file holds it.
type Cell struct {
	Text  string // the words; for a number its full value
	Shown string // a number as its format shows it, unrounded where it shows a unit; "" when that says nothing more
	Kind  CellKind
}

// Merge is a merged range, rows and columns counted from 0, both ends included.
type Merge struct{ Row, Col, LastRow, LastCol int }

// Table is one sheet of a workbook, or a CSV file. Rows[0] is Excel row 1.
type Table struct {
	Name       string
	Hidden     bool
	Rows       [][]Cell
	HiddenRows map[int]bool // by index into Rows
	Date1904   bool         // days count from 1904-01-01 instead of 1900
	Merges     []Merge
}

// At is the cell at a place; outside the table it is empty.
func (t *Table) At(row, col int) Cell {
	if row < 0 || row >= len(t.Rows) || col < 0 || col >= len(t.Rows[row]) {
		return Cell{}
	}
	return t.Rows[row][col]
}

// Open reads the sheets of an .xlsx file, or the one table of a .csv file. It goes by what the file holds, not by its
// name. It returns ErrOldFormat, ErrEncrypted, ErrDamaged, ErrTooLarge or ErrUnknownFormat for what is no ledger.
func Open(path string) ([]Table, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open ledger: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("open ledger: %w", err)
	}
	if info.IsDir() {
		return nil, fmt.Errorf("open %s: %w", filepath.Base(path), ErrUnknownFormat)
	}
	if info.Size() > maxFile {
		return nil, fmt.Errorf("open %s: %w", filepath.Base(path), ErrTooLarge)
	}
	tables, err := openFile(f, info.Size(), path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", filepath.Base(path), err)
	}
	return tables, nil
}

func openFile(f io.ReaderAt, size int64, path string) ([]Table, error) {
	head := make([]byte, 8192)
	n, err := f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	head = head[:n]
	ext := strings.ToLower(filepath.Ext(path))
	switch {
	case bytes.HasPrefix(head, []byte("PK")):
		return readWorkbook(f, size)
	case bytes.HasPrefix(head, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		return nil, compoundError(f, size)
	case ext == ".xls" || ext == ".et" || ext == ".wps":
		return nil, ErrOldFormat
	case (ext == ".xlsx" || ext == ".xlsm") && isTextTable(head):
		return nil, ErrTextInside
	case ext == ".xlsx" || ext == ".xlsm":
		return nil, ErrDamaged
	case ext != ".csv" && ext != ".txt" && ext != ".tsv":
		return nil, ErrUnknownFormat
	}
	whole := make([]byte, size)
	if _, err := f.ReadAt(whole, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return readCSV(whole, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
}

// compoundError tells an encrypted .xlsx from an old workbook; both sit in an OLE compound file, under whatever name. An
// encrypted one has a stream EncryptedPackage in its directory, an old one Workbook or Book.
func compoundError(f io.ReaderAt, size int64) error {
	start := make([]byte, min(size, 1<<20))
	if _, err := f.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	directory := make([]byte, 4096)
	if len(start) >= 52 {
		sector := int64(binary.LittleEndian.Uint32(start[48:])) + 1
		shift := min(binary.LittleEndian.Uint16(start[30:]), 12)
		if _, err := f.ReadAt(directory, sector<<shift); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
	if name := utf16Name("EncryptedPackage"); bytes.Contains(start, name) || bytes.Contains(directory, name) {
		return ErrEncrypted
	}
	return ErrOldFormat
}

// isTextTable tells whether a file that is called .xlsx begins like a CSV file.
func isTextTable(head []byte) bool {
	for cut := range min(4, len(head)) { // the last sign may be cut in half
		text, err := decodeText(head[:len(head)-cut])
		if err == nil {
			line, _, more := bytes.Cut(text, []byte("\n"))
			return more && bytes.ContainsAny(line, ",\t;")
		}
	}
	return false
}

func utf16Name(s string) []byte {
	var b []byte
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}

func textCell(s string) Cell {
	if s = model.Tidy(s); s == "" {
		return Cell{}
	}
	if s[0] == '#' && errorWords[s] {
		return Cell{Text: s, Kind: ErrorCell}
	}
	return Cell{Text: s, Kind: Text}
}

// errorWords are Excel's error values, which a CSV file holds as words.
var errorWords = map[string]bool{"#REF!": true, "#DIV/0!": true, "#VALUE!": true, "#NAME?": true, "#NULL!": true, "#NUM!": true, "#N/A": true}
