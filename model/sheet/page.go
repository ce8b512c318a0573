package sheet

import (
	"encoding/xml"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

const core = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
	`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
	`<dc:creator>招商链图</dc:creator>%s</cp:coreProperties>`

// sign says in a workbook's properties what made it and when, instead of the library's own name and a day of 2006.
// No person's name stands there: the file may leave the house.
func sign(book *excelize.File, made time.Time) {
	times := ""
	if !made.IsZero() {
		at := made.UTC().Format(time.RFC3339)
		times = fmt.Sprintf(`<dcterms:created xsi:type="dcterms:W3CDTF">%s</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">%s</dcterms:modified>`, at, at)
	}
	book.Pkg.Store("docProps/core.xml", fmt.Appendf([]byte(xml.Header), core, times))
	book.Pkg.Store("docProps/app.xml", []byte(xml.Header+`<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>招商链图</Application></Properties>`))
}

// page writes the rows of one sheet from top to bottom, in memory that does not grow with them. The first error stays
// and is returned by finish.
type page struct {
	book *excelize.File
	out  *excelize.StreamWriter
	next int
	err  error

	heading, head, cell, plain int // styles
}

func newPage(book *excelize.File, sheet string) (*page, error) {
	out, err := book.NewStreamWriter(sheet)
	p := &page{book: book, out: out, next: 1, err: err}
	border := []excelize.Border{{Type: "left", Color: "000000", Style: 1}, {Type: "right", Color: "000000", Style: 1},
		{Type: "top", Color: "000000", Style: 1}, {Type: "bottom", Color: "000000", Style: 1}}
	middle := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	p.heading = p.style(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 18, Family: "宋体"}, Alignment: middle})
	p.head = p.style(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 10, Family: "宋体"}, Alignment: middle, Border: border})
	p.cell = p.style(&excelize.Style{Font: &excelize.Font{Size: 10, Family: "宋体"}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}, Border: border})
	p.plain = p.style(&excelize.Style{Font: &excelize.Font{Size: 10, Family: "宋体"}})
	return p, p.err
}

func (p *page) style(s *excelize.Style) int {
	id, err := p.book.NewStyle(s)
	p.keep(err)
	return id
}

func (p *page) keep(err error) {
	if p.err == nil {
		p.err = err
	}
}

// columns sets widths by the headers; it comes before any row.
func (p *page) columns(headers []string) {
	for i, h := range headers {
		wide := min(30, max(8, 1.6*float64(utf8.RuneCountInString(h))))
		p.keep(p.out.SetColWidth(i+1, i+1, wide))
	}
	p.keep(p.out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 3, TopLeftCell: "A4", ActivePane: "bottomLeft"}))
}

func (p *page) title(text string, width int) {
	last, err := excelize.CoordinatesToCellName(max(1, width), p.next)
	p.keep(err)
	first, _ := excelize.CoordinatesToCellName(1, p.next)
	p.row(p.heading, []any{text})
	p.keep(p.out.MergeCell(first, last))
}

func (p *page) row(style int, values []any) {
	if p.err != nil {
		return
	}
	cells := make([]any, len(values))
	for i, v := range values {
		cells[i] = excelize.Cell{StyleID: style, Value: v}
	}
	at, err := excelize.CoordinatesToCellName(1, p.next)
	p.keep(err)
	p.keep(p.out.SetRow(at, cells))
	p.next++
}

func (p *page) flush() error {
	if p.err == nil {
		p.err = p.out.Flush()
	}
	return p.err
}

func (p *page) finish(w io.Writer) error {
	if err := p.flush(); err != nil {
		return err
	}
	return p.book.Write(w)
}
