package chainbook

import (
	"bytes"
	"fmt"
	"time"

	"chainatlas/mapping"
	"chainatlas/mapping/brief"
	"chainatlas/mapping/pdf"
	"chainatlas/model"
	"chainatlas/model/report"
	"chainatlas/model/store"
)

// Brief is the 链情 of a chain as a PDF for staff, on a day.
func Brief(s *store.Store, chain model.ID, faces *mapping.Typeface, paper pdf.Paper, now time.Time) ([]byte, error) {
	in, err := Read(s, chain, model.Staff, model.DayAt(now))
	if err != nil {
		return nil, err
	}
	nodes := report.StateOf(in.Chain, in.Firms, in.Projects).Nodes
	doc, err := brief.Page(report.BoardOf(in), brief.Options{Faces: faces, Audience: model.Staff, Nodes: nodes, Paper: paper, Date: now})
	if err != nil {
		return nil, fmt.Errorf("set brief of %s: %w", in.Chain.Name, err)
	}
	var b bytes.Buffer
	_, err = doc.WriteTo(&b)
	return b.Bytes(), err
}
