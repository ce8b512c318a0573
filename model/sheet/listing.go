package sheet

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"
)

// Listing is a table that is no ledger, such as what a project needs at a site. It is written to be read and printed.
type Listing struct {
	Title   string
	Under   string // the line under the title: whom the file is for, and the day
	Headers []string
	Rows    [][]any
	Made    time.Time // for the file's properties; zero leaves it out
}

// Write writes the table as .xlsx.
func (l Listing) Write(w io.Writer) error {
	book := excelize.NewFile()
	defer book.Close()
	sign(book, l.Made)
	p, err := newPage(book, "Sheet1")
	if err != nil {
		return fmt.Errorf("write %s: %w", l.Title, err)
	}
	l.fill(p)
	if err := p.finish(w); err != nil {
		return fmt.Errorf("write %s: %w", l.Title, err)
	}
	return nil
}

func (l Listing) fill(p *page) {
	p.columns(l.Headers)
	p.title(l.Title, len(l.Headers))
	p.row(p.plain, []any{l.Under})
	p.row(p.head, words2(l.Headers))
	for _, r := range l.Rows {
		p.row(p.cell, r)
	}
}
