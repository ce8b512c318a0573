package sheet

import (
	"bytes"
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
	r := csvReader{text: lineEnds(text), comma: separator(text), line: 1}
	t, cells := Table{Name: name}, 0
	for len(r.text) > 0 {
		record, err := r.record()
		if err != nil {
			return nil, err
		}
		record = record[:min(len(record), maxColumns)]
		if cells += len(record); cells > maxCells {
			return nil, ErrTooLarge
		}
		t.appendRecord(record)
	}
	return []Table{t}, nil
}

// lineEnds makes all line ends one sign; old programs of the Mac end a line with CR alone.
func lineEnds(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

// csvReader cuts a text into records. encoding/csv swallows the rows after a quote that is never closed, and blank lines,
// which Excel counts.
type csvReader struct {
	text  []byte
	comma byte
	line  int
}

// record reads up to the end of a line that is not within quotes. A blank line is a record without fields.
func (r *csvReader) record() ([]string, error) {
	var out []string
	if r.text[0] == '\n' {
		r.skip(1)
		return nil, nil
	}
	for {
		field, err := r.field()
		if err != nil {
			return nil, err
		}
		out = append(out, field)
		if len(r.text) == 0 {
			return out, nil
		}
		end := r.text[0]
		if r.skip(1); end == '\n' {
			return out, nil
		}
	}
}

func (r *csvReader) skip(n int) {
	r.line += bytes.Count(r.text[:n], []byte("\n"))
	r.text = r.text[n:]
}

func (r *csvReader) field() (string, error) {
	if len(r.text) > 0 && r.text[0] == '"' {
		return r.quoted()
	}
	end := bytes.IndexAny(r.text, string([]byte{r.comma, '\n'}))
	if end < 0 {
		end = len(r.text)
	}
	field := string(r.text[:end])
	r.skip(end)
	return field, nil
}

// quoted reads a field in quotes; two of them mean one. A single one within is forgiven on one line. Where the field goes
// over several lines it is the next field's: then the first was never closed.
func (r *csvReader) quoted() (string, error) {
	var b strings.Builder
	opened, stray := r.line, false
	r.skip(1)
	for {
		i := bytes.IndexByte(r.text, '"')
		if i < 0 {
			return "", &QuoteError{opened}
		}
		b.Write(r.text[:i])
		r.skip(i + 1)
		switch {
		case len(r.text) == 0 || r.text[0] == r.comma || r.text[0] == '\n':
			if stray && r.line > opened {
				return "", &QuoteError{opened}
			}
			return b.String(), nil
		case r.text[0] == '"':
			r.skip(1)
		default:
			stray = true
		}
		b.WriteByte('"')
	}
}

func (t *Table) appendRecord(rec []string) {
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

// unguard also takes ="0531" for the text that people write so to keep Excel from making a number of it.
func unguard(s string) string {
	if inner, ok := strings.CutPrefix(strings.TrimSpace(s), `="`); ok && strings.HasSuffix(inner, `"`) {
		return strings.ReplaceAll(strings.TrimSuffix(inner, `"`), `""`, `"`)
	}
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
func separator(text []byte) byte {
	head := text[:min(len(text), 8192)]
	best, most := byte(','), bytes.Count(head, []byte(","))
	for _, r := range []byte{'\t', ';'} {
		if n := bytes.Count(head, []byte{r}); n > most {
			best, most = r, n
		}
	}
	return best
}
