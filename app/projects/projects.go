// Package projects is the screen of the bureau's projects: their ledger, and how far each has come.
package projects

import (
	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/records"
	"chainatlas/app/ui"
	"chainatlas/model"
)

// New makes the screen.
func New(d *desk.Desk) *records.Screen {
	return records.New(d, records.Config{
		Kind: model.KindProject, Unit: "个", Sum: true,
		Columns: []records.Column{
			{Key: "name", Width: 240}, {Key: "fictional", Width: 56}, {Key: "stage", Width: 96}, {Key: "chain", Width: 104}, {Key: "total_investment", Width: 104},
			{Key: "investor", Width: 170}, {Key: "place", Width: 120}, {Key: "sign_date", Width: 100}, {Key: "unit", Width: 120}, {Key: "next_step", Width: 220},
		},
		Chips: records.StageChips(),
		Hint:  "查找，或写条件：阶段=在谈|签约 链=精品钢 投资>=1亿",
		Head:  stageHead,
		Cell:  cell,
		Ask:   askStatus,
	})
}

// cell marks what does not go on.
func cell(f *model.Field, row *model.Row, c *ui.Cell) {
	if f.Key != "status" {
		return
	}
	switch model.Status(row.Status.Value()) {
	case model.Paused, model.Delayed:
		c.Tone, c.Shape = look.Warn, look.Triangle
	case model.Ended:
		c.Tone, c.Shape = look.Idle, look.Cross
	}
}
