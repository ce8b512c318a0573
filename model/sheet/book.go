package sheet

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"chainatlas/model"
)

// Leaf is a sheet of a Book: records in one of the bureau's forms, else a plain listing.
type Leaf struct {
	Name     string // of the sheet, at most 31 characters
	Template string // T8 …; "" for the listing
	Records  []model.Record
	Listing  Listing
}

// WriteBook writes several sheets into one workbook, each as Write or Listing.Write would, and counts the rows of each.
func WriteBook(w io.Writer, leaves []Leaf, o WriteOptions) ([]int, error) {
	book := excelize.NewFile()
	defer book.Close()
	sign(book, o.Made)
	rows := make([]int, len(leaves))
	for i, leaf := range leaves {
		n, err := leaf.write(book, i, o)
		if err != nil {
			return nil, fmt.Errorf("write sheet %s: %w", leaf.Name, err)
		}
		rows[i] = n
	}
	return rows, book.Write(w)
}

func (l Leaf) write(book *excelize.File, place int, o WriteOptions) (int, error) {
	var err error
	if place == 0 {
		err = book.SetSheetName("Sheet1", l.Name)
	} else {
		_, err = book.NewSheet(l.Name)
	}
	if err != nil {
		return 0, err
	}
	p, err := newPage(book, l.Name)
	if err != nil {
		return 0, err
	}
	if l.Template == "" {
		l.Listing.fill(p)
		return len(l.Listing.Rows), p.flush()
	}
	form, err := newWritten(l.Template, l.Records, o)
	if err != nil {
		return 0, err
	}
	form.fill(p)
	return len(form.records), p.flush()
}
