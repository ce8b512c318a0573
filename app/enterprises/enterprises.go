// Package enterprises is the screen of firms: who they are, and where they stand on the chains.
package enterprises

import (
	"chainatlas/app/desk"
	"chainatlas/app/records"
	"chainatlas/model"
)

// New makes the screen.
func New(d *desk.Desk) *records.Screen {
	return records.New(d, records.Config{
		Kind: model.KindEnterprise, Unit: "家",
		Columns: []records.Column{
			{Key: "name", Width: 260}, {Key: "fictional", Width: 56}, {Key: "roles", Width: 220}, {Key: "products", Width: 180}, {Key: "labels", Width: 140},
			{Key: "above_scale", Width: 80}, {Key: "local", Width: 80}, {Key: "street", Width: 100}, {Key: "output", Width: 140}, {Key: "uscc", Width: 170},
		},
		Chips: chips,
		Hint:  "查找，或写条件：角色=链主 产品~轴承 规上=是",
	})
}

// chips are the quick filters.
var chips = []records.Chip{
	{Text: "本地", Expr: "本地企业=是", Keep: func(r *model.Row) bool { return r.Local == model.Yes }},
	{Text: "规上", Expr: "是否规上=是", Keep: func(r *model.Row) bool { return r.AboveScale == model.Yes }},
	{Text: "在链上", Expr: "产业链角色!=", Keep: func(r *model.Row) bool { return !r.Chain.IsZero() }},
	{Text: "待归链", Expr: "产业链角色=", Keep: func(r *model.Row) bool { return r.Chain.IsZero() }},
	{Text: "位置待核", Expr: "位置=", Keep: func(r *model.Row) bool { return !r.HasPoint }},
}
