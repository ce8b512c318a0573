package geofile

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// dxfLine is more than the longest line that programs write, bytes.
const dxfLine = 64 << 10

// dxfGroups reads a drawing's pairs of lines: a code that says what the value is, and the value.
type dxfGroups struct {
	in    *bufio.Reader
	line  int
	code  int
	value []byte // valid until the next pair
	held  bool   // the pair is read once more
	chars encoding.Encoding
	utf8  bool
}

func newDXFGroups(in io.Reader) *dxfGroups {
	b := bufio.NewReaderSize(in, dxfLine)
	head, _ := b.Peek(4096)
	if bytes.HasPrefix(head, utf8BOM) {
		_, _ = b.Discard(len(utf8BOM)) // it was peeked
	}
	if bytes.IndexByte(head, '\r') >= 0 && bytes.IndexByte(head, '\n') < 0 {
		b = bufio.NewReaderSize(oldLines{b}, dxfLine)
	}
	return &dxfGroups{in: b}
}

// oldLines are lines that end as they did on a Macintosh.
type oldLines struct{ in io.Reader }

func (o oldLines) Read(p []byte) (int, error) {
	n, err := o.in.Read(p)
	for i, c := range p[:n] {
		if c == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}

// next reads a pair. The end of the file is io.EOF between pairs and damage within one.
func (g *dxfGroups) next() error {
	if g.held {
		g.held = false
		return nil
	}
	line, err := g.readLine()
	if err == io.EOF && len(bytes.TrimSpace(line)) == 0 {
		return io.EOF
	}
	if err != nil && err != io.EOF {
		return err
	}
	if g.code, err = strconv.Atoi(string(bytes.TrimSpace(line))); err != nil {
		return fmt.Errorf("line %d: %w", g.line, ErrDamaged)
	}
	g.value, err = g.readLine()
	if err == io.EOF && len(g.value) == 0 {
		return fmt.Errorf("line %d: file ends early: %w", g.line, ErrDamaged)
	}
	if err == io.EOF {
		err = nil
	}
	return err
}

func (g *dxfGroups) readLine() ([]byte, error) {
	g.line++
	b, err := g.in.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		return nil, fmt.Errorf("line %d is too long: %w", g.line, ErrDamaged)
	}
	return bytes.TrimRight(b, "\r\n"), err
}

// is tells whether the pair is the one.
func (g *dxfGroups) is(code int, value string) bool {
	return g.code == code && string(bytes.TrimSpace(g.value)) == value
}

// setVersion learns from the header how texts are encoded: since 2007 (AC1021) in UTF-8, before in the code page.
func (g *dxfGroups) setVersion(version string) { g.utf8 = version >= "AC1021" }

func (g *dxfGroups) setCodePage(name string) {
	switch strings.ToUpper(name) {
	case "ANSI_936", "GB2312", "GBK", "DOS936":
		g.chars = simplifiedchinese.GB18030
	case "ANSI_950", "BIG5", "DOS950":
		g.chars = traditionalchinese.Big5
	}
}

// text decodes a text. Where the code page says nothing of Chinese, as that of a program made elsewhere, what is not
// UTF-8 is taken for GBK.
func (g *dxfGroups) text(b []byte) string {
	s := string(b)
	switch {
	case g.chars != nil && !g.utf8:
		if t, err := g.chars.NewDecoder().String(s); err == nil {
			s = t
		}
	case !utf8.ValidString(s):
		s = readable(s)
	}
	return unescapedDXF(s)
}

// unescapedDXF turns \U+6D4E and, of older programs, \M+5BCC3 (a code page and its bytes) into characters.
func unescapedDXF(s string) string {
	if !strings.Contains(s, `\U+`) && !strings.Contains(s, `\M+5`) {
		return s
	}
	var out strings.Builder
	var units []uint16
	flush := func() {
		out.WriteString(string(utf16.Decode(units)))
		units = units[:0]
	}
	for s != "" {
		if unit, ok := hexAfter(s, `\U+`); ok {
			units = append(units, unit)
			s = s[len(`\U+6D4E`):]
			continue
		}
		flush()
		if unit, ok := hexAfter(s, `\M+5`); ok {
			out.WriteString(readable(string([]byte{byte(unit >> 8), byte(unit)})))
			s = s[len(`\M+5BCC3`):]
			continue
		}
		_, n := utf8.DecodeRuneInString(s)
		out.WriteString(s[:n])
		s = s[n:]
	}
	flush()
	return out.String()
}

func hexAfter(s, mark string) (uint16, bool) {
	rest, ok := strings.CutPrefix(s, mark)
	if !ok || len(rest) < 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(rest[:4], 16, 16)
	return uint16(n), err == nil
}
