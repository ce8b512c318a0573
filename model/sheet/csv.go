package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// readCSV reads UTF-8 with or without BOM, UTF-16 with BOM, or GB18030, separated by comma, tab or semicolon.
func readCSV(b []byte, name string) ([]Table, error) {
	text, err := decodeText(b)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = separator(text), -1, true, true
	t := Table{Name: name}
	next, offset, cells := 1, 0, 0 // the line and byte where the last record ended
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return []Table{t}, nil
		}
		if err != nil {
			return nil, errors.Join(ErrDamaged, err)
		}
		line, _ := r.FieldPos(0)
		rec = rec[:min(len(rec), maxColumns)]
		blank := max(0, line-next) // the csv package swallows blank lines, Excel counts them
		if cells += len(rec) + blank; cells > maxCells {
			return nil, ErrTooLarge
		}
		t.appendRecord(rec, blank)
		end := int(r.InputOffset())
		next, offset = line+bytes.Count(text[recordStart(text, offset):end], []byte("\n")), end
	}
}

// recordStart skips the blank lines before a record.
func recordStart(text []byte, at int) int {
	for at < len(text) && (text[at] == '\n' || text[at] == '\r') {
		at++
	}
	return at
}

func (t *Table) appendRecord(rec []string, blank int) {
	for range blank {
		t.Rows = append(t.Rows, nil)
	}
	row := make([]Cell, len(rec))
	for i, s := range rec {
		row[i] = textCell(unguard(s))
	}
	t.Rows = append(t.Rows, row)
}

// guard keeps Excel from taking words that begin like a formula for one; unguard takes the mark away again.
func guard(s string) string {
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) && strings.Trim(s, "+-.,0123456789") != "" {
		return "'" + s
	}
	return s
}

func unguard(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.ContainsRune("=+-@", rune(s[1])) {
		return s[1:]
	}
	return s
}

func decodeText(b []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xEF\xBB\xBF")):
		b = b[3:]
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}):
		return fromUTF16(b[2:], 0, 1), nil
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return fromUTF16(b[2:], 1, 0), nil
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return nil, ErrDamaged
	}
	if utf8.Valid(b) {
		return b, nil
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b)
	if err != nil || bytes.Count(out, []byte("\uFFFD")) > len(out)/100 {
		return nil, ErrDamaged
	}
	return out, nil
}

func fromUTF16(b []byte, low, high int) []byte {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i+low]) | uint16(b[2*i+high])<<8
	}
	return []byte(string(utf16.Decode(units)))
}

// separator is the sign that cuts the first lines into the most pieces.
func separator(text []byte) rune {
	head := text[:min(len(text), 8192)]
	best, most := ',', bytes.Count(head, []byte(","))
	for _, r := range []rune{'\t', ';'} {
		if n := bytes.Count(head, []byte(string(r))); n > most {
			best, most = r, n
		}
	}
	return best
}
