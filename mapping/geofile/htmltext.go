package geofile

import (
	"html"
	"strings"
)

// htmlRows takes the balloon of a placemark apart. ArcGIS writes the attributes there and nowhere else, as a table with
// a name and a value in each row; the remaining words are text, without tags. Plain text comes back as it is.
func htmlRows(description string) (rows []Attr, text string) {
	if !strings.ContainsAny(description, "<&") {
		return nil, description
	}
	var h htmlReader
	for rest := description; rest != ""; {
		at := strings.IndexByte(rest, '<')
		if at < 0 {
			h.words(rest)
			break
		}
		h.words(rest[:at])
		rest = h.tag(rest[at:])
	}
	h.endRow()
	return h.rows, tidied(h.text.String())
}

type htmlReader struct {
	rows   []Attr
	text   strings.Builder
	cells  []string // of the present row
	cell   strings.Builder
	inCell bool
}

func (h *htmlReader) words(s string) {
	if s = html.UnescapeString(s); h.inCell {
		h.cell.WriteString(s)
	} else {
		h.text.WriteString(s)
	}
}

// tag reads a tag at the front and returns what is behind it.
func (h *htmlReader) tag(s string) (rest string) {
	if strings.HasPrefix(s, "<!--") {
		_, rest, _ := strings.Cut(s, "-->")
		return rest
	}
	name := strings.ToLower(tagName(s))
	if name == "" {
		h.words("<")
		return s[1:]
	}
	_, rest, _ = strings.Cut(s, ">")
	switch name {
	case "script", "style", "title":
		return behind(rest, name)
	case "td", "th":
		h.endCell()
		h.inCell = true
	case "/td", "/th":
		h.endCell()
	case "tr", "/tr", "/table":
		h.endRow()
	case "br", "br/", "p", "/p", "div", "/div", "li", "h1", "h2", "h3":
		h.words("\n")
	}
	return rest
}

// longestTag is more than the names of all tags that matter, bytes.
const longestTag = 16

// tagName is the name in <name …> or </name>, "" where the text only says smaller than.
func tagName(s string) string {
	name := strings.TrimPrefix(s[1:], "/")
	if name == "" || !(name[0] == '!' || name[0] >= 'a' && name[0] <= 'z' || name[0] >= 'A' && name[0] <= 'Z') {
		return ""
	}
	start := s[1:min(len(s), longestTag)]
	if end := strings.IndexAny(start, " \t\r\n>"); end >= 0 {
		return start[:end]
	}
	return start
}

// behind skips what is no text, up to the end of the tag.
func behind(s, name string) string {
	for {
		_, rest, ok := strings.Cut(s, "</")
		if !ok || len(rest) >= len(name) && strings.EqualFold(rest[:len(name)], name) {
			_, rest, _ = strings.Cut(rest, ">")
			return rest
		}
		s = rest
	}
}

func (h *htmlReader) endCell() {
	if h.inCell {
		h.cells = append(h.cells, tidied(h.cell.String()))
		h.cell.Reset()
		h.inCell = false
	}
}

// endRow keeps a row of a name and a value; other rows are text.
func (h *htmlReader) endRow() {
	h.endCell()
	cells := h.cells
	h.cells = nil
	if len(cells) == 2 && cells[0] != "" && len(h.rows) < mostAttrs {
		if cells[1] != "" && cells[1] != "<Null>" {
			h.rows = append(h.rows, Attr{cells[0], cells[1]})
		}
		return
	}
	if line := strings.TrimSpace(strings.Join(cells, " ")); line != "" {
		h.text.WriteString("\n" + line + "\n")
	}
}

// tidied is text with single blanks and without empty lines.
func tidied(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if words := strings.Fields(line); len(words) > 0 {
			lines = append(lines, strings.Join(words, " "))
		}
	}
	return strings.Join(lines, "\n")
}
