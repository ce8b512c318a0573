package geofile

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Bounds of what a JSON file may make us remember at once.
const (
	maxNesting   = 128
	maxText      = 16 << 20 // bytes of a string
	maxNumber    = 1024     // digits
	maxPositions = 4_000_000
)

// jsonScanner reads JSON value by value. encoding/json makes a token of every number, which for 200 MB of coordinates
// takes ten times as long.
type jsonScanner struct {
	r     *bufio.Reader
	text  []byte // the last string or number
	depth int
	kept  *bytes.Buffer // not nil while a value is copied
}

// peek returns the next byte that is no blank; io.EOF at the end.
func (s *jsonScanner) peek() (byte, error) {
	for {
		b, err := s.r.ReadByte()
		if err != nil {
			return 0, err
		}
		switch b {
		case ' ', '\t', '\r', '\n', 0x1e: // the last one begins a record of a text sequence
			continue
		}
		return b, s.r.UnreadByte()
	}
}

// take reads the byte that peek showed.
func (s *jsonScanner) take() {
	b, _ := s.r.ReadByte()
	s.keep(b)
}

func (s *jsonScanner) keep(b byte) {
	if s.kept != nil {
		s.kept.WriteByte(b)
	}
}

// expect reads one sign.
func (s *jsonScanner) expect(want byte) error {
	b, err := s.peek()
	if err != nil {
		return damaged(err, "file ends early")
	}
	if b != want {
		return fmt.Errorf("%q in place of %q: %w", b, want, ErrDamaged)
	}
	s.take()
	return nil
}

// list reads the members of an object or an array: item is called before each.
func (s *jsonScanner) list(open, end byte, item func() error) error {
	if err := s.expect(open); err != nil {
		return err
	}
	if s.depth++; s.depth > maxNesting {
		return fmt.Errorf("nested too deep: %w", ErrDamaged)
	}
	defer func() { s.depth-- }()
	for n := 0; ; n++ {
		b, err := s.peek()
		if err != nil {
			return damaged(err, "file ends early")
		}
		if b == end {
			s.take()
			return nil
		}
		if n > 0 {
			if err := s.expect(','); err != nil {
				return err
			}
		}
		if err := item(); err != nil {
			return err
		}
	}
}

// object calls member with each key, to read its value.
func (s *jsonScanner) object(member func(key string) error) error {
	return s.list('{', '}', func() error {
		key, err := s.str()
		if err != nil {
			return err
		}
		if err := s.expect(':'); err != nil {
			return err
		}
		return member(key)
	})
}

// str reads a string.
func (s *jsonScanner) str() (string, error) {
	if err := s.expect('"'); err != nil {
		return "", err
	}
	s.text = s.text[:0]
	for {
		chunk, err := s.r.ReadSlice('"')
		if err != nil && err != bufio.ErrBufferFull {
			return "", damaged(err, "file ends early")
		}
		s.text = append(s.text, chunk...)
		if s.kept != nil {
			s.kept.Write(chunk)
		}
		if len(s.text) > maxText {
			return "", fmt.Errorf("text: %w", ErrTooLarge)
		}
		if err == nil && !escapedQuote(s.text) {
			return unescapeJSON(s.text[:len(s.text)-1])
		}
	}
}

// escapedQuote tells whether the quote at the end belongs to the text.
func escapedQuote(b []byte) bool {
	n := 0
	for i := len(b) - 2; i >= 0 && b[i] == '\\'; i-- {
		n++
	}
	return n%2 == 1
}

func unescapeJSON(b []byte) (string, error) {
	if bytes.IndexByte(b, '\\') < 0 {
		return strings.ToValidUTF8(string(b), "\uFFFD"), nil
	}
	var out strings.Builder
	for len(b) > 0 {
		i := bytes.IndexByte(b, '\\')
		if i < 0 {
			i = len(b)
		}
		out.Write(b[:i])
		if b = b[i:]; len(b) == 0 {
			break
		}
		r, n := escapeJSON(b)
		if n == 0 {
			return "", fmt.Errorf("escape in a text: %w", ErrDamaged)
		}
		out.WriteRune(r)
		b = b[n:]
	}
	return strings.ToValidUTF8(out.String(), "\uFFFD"), nil
}

// escapeJSON reads one escape and tells its length, 0 for none.
func escapeJSON(b []byte) (rune, int) {
	if len(b) < 2 {
		return 0, 0
	}
	if i := strings.IndexByte(`"\/bfnrt`, b[1]); i >= 0 {
		return rune("\"\\/\b\f\n\r\t"[i]), 2
	}
	r, ok := hexRune(b)
	if !ok {
		return 0, 0
	}
	if utf16.IsSurrogate(r) {
		low, ok := hexRune(b[6:])
		if both := utf16.DecodeRune(r, low); ok && both != utf8.RuneError {
			return both, 12
		}
		return utf8.RuneError, 6
	}
	return r, 6
}

func hexRune(b []byte) (rune, bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	v, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return rune(v), err == nil
}

// word reads a number, or a bare word such as null; NaN and Infinity are words that some programs write.
func (s *jsonScanner) word() ([]byte, error) {
	s.text = s.text[:0]
	for {
		b, err := s.r.Peek(max(1, s.r.Buffered()))
		if len(b) == 0 && (err != io.EOF || len(s.text) == 0) {
			return nil, damaged(err, "file ends early")
		}
		n := 0
		for n < len(b) && isWord[b[n]] {
			n++
		}
		s.text = append(s.text, b[:n]...)
		if len(s.text) == 0 {
			return nil, fmt.Errorf("%q in place of a value: %w", b[0], ErrDamaged)
		}
		if len(s.text) > maxNumber {
			return nil, fmt.Errorf("number: %w", ErrDamaged)
		}
		ended := n < len(b) || len(b) == 0
		if _, err := s.r.Discard(n); err != nil {
			return nil, err
		}
		if ended {
			if s.kept != nil {
				s.kept.Write(s.text)
			}
			return s.text, nil
		}
	}
}

// isWord are the signs of numbers and bare words.
var isWord = func() (is [256]bool) {
	for _, b := range []byte("0123456789+-.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		is[b] = true
	}
	return is
}()

// coordinate reads a number of a position.
func (s *jsonScanner) coordinate() (float64, error) {
	w, err := s.word()
	if err != nil {
		return 0, err
	}
	v, err := strconv.ParseFloat(string(w), 64)
	if err != nil && w[0] != 'n' && !strings.ContainsRune("0123456789+-.", rune(w[0])) {
		return 0, fmt.Errorf("%q: %w", w, ErrDamaged)
	}
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%q: %w", shorten(w), ErrCoordinate)
	}
	return v, nil
}

func shorten(b []byte) []byte { return b[:min(len(b), 40)] }

// value reads what a property holds: a string, float64 or bool, nil for null. Objects and lists stay text, and so do
// numbers of more digits than float64 holds.
func (s *jsonScanner) value() (any, error) {
	b, err := s.peek()
	if err != nil {
		return nil, damaged(err, "file ends early")
	}
	switch b {
	case '"':
		return s.str()
	case '{', '[':
		s.kept = new(bytes.Buffer)
		defer func() { s.kept = nil }()
		err := s.skip()
		return strings.ToValidUTF8(s.kept.String(), "\uFFFD"), err
	}
	w, err := s.word()
	if err != nil {
		return nil, err
	}
	switch text := string(w); text {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null", "NaN", "Infinity", "-Infinity":
		return nil, nil
	default:
		if !strings.ContainsRune("0123456789+-.", rune(w[0])) {
			return nil, fmt.Errorf("%q: %w", shorten(w), ErrDamaged)
		}
		return numberOf(text), nil
	}
}

// skip reads a value and forgets it.
func (s *jsonScanner) skip() error {
	b, err := s.peek()
	if err != nil {
		return damaged(err, "file ends early")
	}
	if s.kept != nil && s.kept.Len() > maxText {
		return fmt.Errorf("text: %w", ErrTooLarge)
	}
	switch b {
	case '"':
		_, err = s.str()
	case '{':
		err = s.object(func(string) error { return s.skip() })
	case '[':
		err = s.list('[', ']', s.skip)
	default:
		_, err = s.word()
	}
	return err
}
