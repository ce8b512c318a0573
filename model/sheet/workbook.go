package sheet

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// workbook is an opened .xlsx file. Only what a ledger needs is read: sheets, words, formats and merged cells.
type workbook struct {
	parts    map[string]*zip.File
	strings  []string
	formats  []format // by style index
	date1904 bool
}

type sheetPart struct {
	name, part string
	hidden     bool
}

func readWorkbook(r io.ReaderAt, size int64) ([]Table, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, errors.Join(ErrDamaged, err)
	}
	w := &workbook{parts: make(map[string]*zip.File)}
	for _, f := range z.File {
		w.parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, "\\", "/"), "/"))] = f
	}
	tables, err := w.read()
	if err != nil && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrUnknownFormat) && !errors.Is(err, ErrOpenDocument) {
		err = errors.Join(ErrDamaged, err)
	}
	return tables, err
}

func (w *workbook) read() ([]Table, error) {
	book, err := w.bookPart()
	if err != nil {
		return nil, err
	}
	sheets, err := w.sheets(book)
	if err != nil {
		return nil, err
	}
	dir := path.Dir(book)
	if err := w.readStrings(path.Join(dir, "sharedstrings.xml")); err != nil {
		return nil, err
	}
	if err := w.readStyles(path.Join(dir, "styles.xml")); err != nil {
		return nil, err
	}
	var out []Table
	for _, s := range sheets {
		t, err := w.readSheet(s)
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", s.name, err)
		}
		out = append(out, t)
	}
	return out, nil
}

// bookPart finds the workbook part; a zip without one is a .docx or something else.
func (w *workbook) bookPart() (string, error) {
	if _, ok := w.parts["xl/workbook.xml"]; ok {
		return "xl/workbook.xml", nil
	}
	for name := range w.parts {
		if strings.HasSuffix(name, "/workbook.xml") || name == "workbook.xml" {
			return name, nil
		}
	}
	if _, ok := w.parts["content.xml"]; ok {
		return "", ErrOpenDocument
	}
	if _, ok := w.parts["[content_types].xml"]; ok {
		return "", ErrUnknownFormat
	}
	return "", errors.New("no workbook inside")
}

// each calls f for every tag of a part. A missing part has none.
func (w *workbook) each(part string, f func(*scanner) error) error {
	file, ok := w.parts[strings.ToLower(part)]
	if !ok {
		return nil
	}
	if file.UncompressedSize64 > maxPart || file.UncompressedSize64 > 1<<20 && file.UncompressedSize64 > maxRatio*file.CompressedSize64 {
		return ErrTooLarge
	}
	rc, err := file.Open()
	if err != nil {
		return err
	}
	defer rc.Close()
	s := newScanner(io.LimitReader(rc, maxPart+1))
	for {
		err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = f(s)
		}
		if errors.Is(err, errStop) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// errStop ends a walk early.
var errStop = errors.New("enough")

func (w *workbook) sheets(book string) ([]sheetPart, error) {
	targets, err := w.targets(book)
	if err != nil {
		return nil, err
	}
	var out []sheetPart
	err = w.each(book, func(s *scanner) error {
		switch {
		case s.end:
		case s.name == "workbookPr":
			w.date1904 = isTrue(s.attr("date1904"))
		case s.name == "sheet":
			id := s.attrText("r:id")
			if id == "" {
				id = prefixedID(s)
			}
			state := string(s.attr("state"))
			out = append(out, sheetPart{s.attrText("name"), targets[id], state == "hidden" || state == "veryHidden"})
		}
		return nil
	})
	if err == nil && len(out) == 0 {
		err = errors.New("workbook has no sheet")
	}
	return out, err
}

// prefixedID finds the relationship under whatever prefix its namespace was given.
func prefixedID(s *scanner) string {
	for _, word := range strings.Fields(string(s.attrs)) {
		if key, value, ok := strings.Cut(word, "="); ok && strings.HasSuffix(key, ":id") {
			return strings.Trim(value, `"'`)
		}
	}
	return ""
}

func (w *workbook) targets(book string) (map[string]string, error) {
	out := make(map[string]string)
	rels := path.Join(path.Dir(book), "_rels", path.Base(book)+".rels")
	err := w.each(rels, func(s *scanner) error {
		if s.name == "Relationship" && !s.end {
			to := s.attrText("Target")
			if !strings.HasPrefix(to, "/") {
				to = path.Join(path.Dir(book), to)
			}
			out[s.attrText("Id")] = strings.TrimPrefix(to, "/")
		}
		return nil
	})
	return out, err
}

func isTrue(b []byte) bool { return string(b) == "1" || string(b) == "true" }

// readStrings reads the table of shared words; phonetic hints (rPh) are left out.
func (w *workbook) readStrings(part string) error {
	var b strings.Builder
	phonetic, total := false, 0
	return w.each(part, func(s *scanner) error {
		switch {
		case s.name == "rPh":
			phonetic = !s.end && !s.empty
		case s.name == "t" && s.end && !phonetic:
			b.WriteString(unescape(s.text))
		case s.name == "si" && (s.end || s.empty):
			total += b.Len() + 16
			if total > maxPart/2 {
				return ErrTooLarge
			}
			w.strings = append(w.strings, b.String())
			b.Reset()
		}
		return nil
	})
}

// sharedString returns the words of an index that a cell holds.
func (w *workbook) sharedString(index string) (string, bool) {
	i, err := strconv.Atoi(index)
	if err != nil || i < 0 || i >= len(w.strings) {
		return "", false
	}
	return w.strings[i], true
}
