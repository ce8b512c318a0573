package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"html"
	"io"
	"strings"
)

// scanner walks through a workbook part tag by tag. encoding/xml takes four times as long over a ledger, and a
// worksheet needs no more than this: element names without their prefix, attributes, text.
type scanner struct {
	r     *bufio.Reader
	name  string // of the tag just read, without prefix
	attrs []byte
	text  []byte // between the tag before and this one, still escaped unless it was CDATA
	end   bool   // </name>
	empty bool   // <name/>
	names map[string]string
	tag   []byte
}

func newScanner(r io.Reader) *scanner {
	return &scanner{r: bufio.NewReaderSize(r, 64<<10), names: make(map[string]string)}
}

const maxText = 8 << 20 // one cell or attribute list longer than this is no ledger

// next reads up to the end of the next tag. It returns io.EOF after the last one.
func (s *scanner) next() error {
	s.text = s.text[:0]
	for {
		var err error
		if s.text, err = s.until(s.text, '<'); err != nil {
			return err
		}
		if s.tag, err = s.readTag(s.tag[:0]); err != nil {
			return unexpected(err)
		}
		switch {
		case bytes.HasPrefix(s.tag, []byte("![CDATA[")):
			s.text = append(s.text, html.EscapeString(string(s.tag[8:len(s.tag)-2]))...)
		case len(s.tag) > 0 && (s.tag[0] == '!' || s.tag[0] == '?'):
		default:
			s.take()
			return nil
		}
	}
}

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// until appends what comes before the mark.
func (s *scanner) until(to []byte, mark byte) ([]byte, error) {
	for {
		part, err := s.r.ReadSlice(mark)
		to = append(to, part...)
		if len(to) > maxText {
			return to, ErrTooLarge
		}
		if err == nil {
			return to[:len(to)-1], nil
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return to, err
		}
	}
}

// readTag reads to the > that ends the tag: not one within quotes, and -->, ]]> for comments and CDATA.
func (s *scanner) readTag(to []byte) ([]byte, error) {
	for {
		var err error
		if to, err = s.until(to, '>'); err != nil {
			return to, err
		}
		if tagComplete(to) {
			return to, nil
		}
		to = append(to, '>')
	}
}

func tagComplete(t []byte) bool {
	switch {
	case bytes.HasPrefix(t, []byte("!--")):
		return len(t) >= 5 && bytes.HasSuffix(t, []byte("--"))
	case bytes.HasPrefix(t, []byte("![CDATA[")):
		return bytes.HasSuffix(t, []byte("]]"))
	}
	return bytes.Count(t, []byte(`"`))%2 == 0
}

// take splits the tag into its name and attributes.
func (s *scanner) take() {
	t := s.tag
	s.end = bytes.HasPrefix(t, []byte("/"))
	t = bytes.TrimPrefix(t, []byte("/"))
	s.empty = bytes.HasSuffix(t, []byte("/"))
	t = bytes.TrimSuffix(t, []byte("/"))
	name, attrs := t, []byte(nil)
	if i := bytes.IndexAny(t, " \t\r\n"); i >= 0 {
		name, attrs = t[:i], t[i:]
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	s.attrs = attrs
	s.name = s.intern(name)
}

func (s *scanner) intern(name []byte) string {
	if known, ok := s.names[string(name)]; ok {
		return known
	}
	known := string(name)
	if len(s.names) < 1024 {
		s.names[known] = known
	}
	return known
}

// attr is an attribute's value without entities resolved, nil when it is not there.
func (s *scanner) attr(name string) []byte {
	rest := s.attrs
	for {
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return nil
		}
		key := bytes.TrimSpace(rest[:eq])
		rest = bytes.TrimLeft(rest[eq+1:], " \t\r\n")
		if len(rest) == 0 {
			return nil
		}
		stop := bytes.IndexByte(rest[1:], rest[0])
		if stop < 0 {
			return nil
		}
		if string(key) == name {
			return rest[1 : stop+1]
		}
		rest = rest[stop+2:]
	}
}

func (s *scanner) attrText(name string) string { return unescape(s.attr(name)) }

// unescape resolves entities, and Excel's _x000D_ for signs that XML cannot hold.
func unescape(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 && !bytes.Contains(b, []byte("_x")) {
		return string(b)
	}
	t := html.UnescapeString(string(b))
	return strings.NewReplacer("_x000D_", "\r", "_x000d_", "\r", "_x000A_", "\n", "_x000a_", "\n", "_x0009_", "\t").Replace(t)
}
