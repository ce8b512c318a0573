package sheet

import (
	"slices"
	"strings"

	"chainatlas/model"
)

// What an export says of who may see it.
const (
	levelHeader  = "公开级别"
	levelsHeader = "字段级别"
	visitorsMark = "对外" // beside 公开级别 in a ledger made for visitors: what they do not see is not empty, only left out
)

// levelsText writes the levels of single fields as a cell: 联系电话：内部；备注：公开.
func levelsText(r model.Record) string {
	var parts []string
	for key, level := range r.Head().Levels {
		if f, err := model.FieldOf(r.Kind(), key); err == nil {
			parts = append(parts, f.Label+"："+string(level))
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, "；")
}

// setLevels reads what levelsText wrote.
func (d *draft) setLevels(col Column, text string) {
	levels := make(model.Levels)
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("；;\n", r) }) {
		name, level, _ := strings.Cut(strings.ReplaceAll(part, ":", "："), "：")
		f, err := model.FieldOf(d.row.Record.Kind(), strings.TrimSpace(name))
		l, ok := parseLevel(level)
		if err != nil || !ok {
			d.issue(col, part, "levels.unreadable", "字段级别「"+part+"」无法识别", "写成「联系电话：内部；备注：公开」", true)
			return
		}
		levels[f.Key] = l
	}
	d.row.Record.Head().Levels = levels
	d.stated = append(d.stated, col.target.field)
}

func parseLevel(text string) (model.Level, bool) {
	text = squeeze(text)
	for _, c := range model.Level("").Choices() {
		if text == c.Key || slices.Contains(c.Also, text) {
			return model.Level(c.Key), true
		}
	}
	return "", false
}

// addLevels keeps the levels of fields that a ledger does not speak of.
func addLevels(old, more model.Levels) model.Levels {
	out := make(model.Levels, len(old)+len(more))
	for _, list := range []model.Levels{old, more} {
		for key, l := range list {
			out[key] = l
		}
	}
	return out
}
