package demo

import (
	"encoding/json"
	"fmt"
	"strconv"

	"chainatlas/assets"
	"chainatlas/model"
)

type figureFile struct {
	Source, Date string
	RankScope    string `json:"rank_scope"`
	Figures      []figureEntry
}

type figureEntry struct {
	Key, Label, Kind, Unit, Qualifier, Phrase string
	Year, Rank, Line                          int
	Value                                     *float64
}

// reportFigures returns what the report states as numbers: reported figures of the past year, targets of the next.
func reportFigures() ([]model.Record, error) {
	var file figureFile
	if err := json.Unmarshal(assets.ReportedFigures(), &file); err != nil {
		return nil, fmt.Errorf("read figures: %w", err)
	}
	asOf, _ := model.ParseDate(file.Date, model.Hint{})
	out := make([]model.Record, len(file.Figures))
	for i, f := range file.Figures {
		r := f.record(file)
		r.AsOf = asOf
		out[i] = r
	}
	return out, nil
}

func (f figureEntry) record(file figureFile) *model.Figure {
	out := &model.Figure{FigureKind: model.KindReported, Figure: f.Key, Year: f.Year}
	if f.Kind == "target" {
		out.FigureKind = model.KindTarget
	}
	out.ID = model.FixedID(out.FigureKind, f.Key+"/"+strconv.Itoa(f.Year))
	out.Name, out.Source, out.Notes = f.Label, line(file.Source, []int{f.Line}), "原文：“"+f.Phrase+"”"
	if f.Value != nil {
		out.Value = model.Measured(*f.Value, f.Unit)
		out.Value.Text = f.text()
	}
	if f.Rank > 0 {
		out.Rank = fmt.Sprintf("%s第%d", file.RankScope, f.Rank)
	}
	return out
}

// text writes the value as the report does: 80个以上, 突破700家, 3000余家次.
func (f figureEntry) text() string {
	number := strconv.FormatFloat(*f.Value, 'f', -1, 64)
	switch f.Qualifier {
	case "突破":
		return f.Qualifier + number + f.Unit
	case "余":
		return number + f.Qualifier + f.Unit
	}
	return number + f.Unit + f.Qualifier
}
