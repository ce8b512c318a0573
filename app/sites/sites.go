// Package sites is the screen of places where projects can land: idle land, standard factories, parks.
package sites

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/desk"
	"chainatlas/app/records"
	"chainatlas/app/ui"
	"chainatlas/model"
)

// New makes the screen.
func New(d *desk.Desk) *records.Screen {
	return records.New(d, records.Config{
		Kind: model.KindSite, Unit: "处",
		Columns: []records.Column{
			{Key: "name", Width: 240}, {Key: "fictional", Width: 56}, {Key: "site_kind", Width: 110}, {Key: "street", Width: 120}, {Key: "area", Width: 96}, {Key: "floor_area", Width: 110},
			{Key: "supply_status", Width: 110}, {Key: "supplies", Width: 260}, {Key: "available", Width: 110}, {Key: "ownership", Width: 150},
		},
		Chips: chips,
		Hint:  "查找，或写条件：面积>=50亩 街道=某街道",
		Head:  head,
		Actions: func(s *records.Screen) []ui.Action {
			return []ui.Action{{Text: "对比…", Do: func() { compareSelected(s) }}}
		},
	})
}

// head leads to the projects that the site would suit, and to its printed page.
func head(s *records.Screen, r model.Record) fyne.CanvasObject {
	id := r.Head().ID
	return container.NewHBox(
		ui.Action{Text: "适配项目", Do: func() { s.Desk().Match(id) }}.Button(),
		ui.Action{Text: "说明书…", Do: func() { askProfile(s.Desk(), id) }}.Button())
}

// chips are the quick filters.
var chips = []records.Chip{
	{Text: "有面积", Expr: "面积>0亩", Keep: func(r *model.Row) bool { return r.Area > 0 }},
	{Text: "位置待核", Expr: "位置=", Keep: func(r *model.Row) bool { return !r.HasPoint }},
}
