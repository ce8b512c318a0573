package sheet

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"chainatlas/model"
)

// saysNothing tells whether a cell is empty: also / - 无, but 无 under 存在问题 says that there are none, and under 供热 that
// there is none.
func saysNothing(text string, f *model.Field) bool {
	if f != nil && f.Long && (f.TypeName() == "text" || f.TypeName() == "supplies") && text == "无" {
		return false
	}
	return model.Blank(text)
}

// text is the cell's words for its column; ok is false when the cell holds no usable value.
func (d *draft) text(col Column, c Cell) (text string, ok bool) {
	kind := ""
	if col.target.field != nil {
		kind = col.target.field.TypeName()
	}
	switch c.Kind {
	case NoValue:
		d.issue(col, "", "cell.no_value", "公式没有保存计算结果", "用 Excel 或 WPS 打开后重新保存，或把公式粘贴为数值", true)
		return "", false
	case ErrorCell:
		if kind == "text" && model.Blank(c.Text) {
			return "", true // #N/A among words says no more than an empty cell
		}
		d.issue(col, c.Text, "cell.error", "单元格是错误值 "+c.Text, "改正公式，或填写数值", true)
		return "", false
	case DateCell:
		return d.dateText(col, c, kind)
	case Number:
		return d.numberText(col, c, kind), true
	}
	return c.Text, true
}

// dateText is a date's words. Where no date belongs Excel has made it of something like 3-5, which is lost; its serial
// number is nothing that anybody wrote.
func (d *draft) dateText(col Column, c Cell, kind string) (text string, ok bool) {
	f := col.target.field
	if kind == "date" || f == nil && col.target.part != lonPart && col.target.part != latPart {
		return c.Shown, true
	}
	if !f.IsNumber() && !f.USCC && kind != "supplies" && kind != "location" {
		if guess, isDay := beforeExcel(c.Shown); isDay {
			d.issue(col, c.Shown, "cell.date_in_text", "单元格是日期，已按「"+c.Shown+"」保存；Excel 会把「"+guess+"」变成日期", "如原文不是日期，请把该列设为文本格式后重新填写", false)
		}
		return c.Shown, true
	}
	guess, _ := beforeExcel(c.Shown)
	d.issue(col, c.Shown, "cell.date", "「"+col.Header+"」中是日期 "+c.Shown+"，可能是 Excel 把「"+guess+"」变成了日期", "把该列设为文本格式后重新填写原文，如「"+guess+"」", true)
	return "", false
}

// beforeExcel is what somebody may have typed that Excel took for the day: 3-5 became 2024-03-05. A month or a year alone
// was a date from the start.
func beforeExcel(shown string) (words string, isDay bool) {
	t, err := time.Parse("2006-01-02", shown)
	if err != nil {
		return shown, false
	}
	return fmt.Sprintf("%d-%d", t.Month(), t.Day()), true
}

// numberText is a number's words. A format that writes a unit (5000 shown as 5000万元) is the cell's own unit.
func (d *draft) numberText(col Column, c Cell, kind string) string {
	f := col.target.field
	v, _ := strconv.ParseFloat(c.Text, 64)
	switch {
	case kind == "date" && strings.Contains(c.Text+c.Shown, ".") && v > 1900 && v < 2200:
		return d.yearMonth(col, c)
	case kind == "date" && d.since1904 && v >= 10_000 && v < 100_000:
		return d.day1904(col, c, v)
	case f != nil && f.USCC && v >= 1e15:
		return strconv.FormatFloat(v, 'E', -1, 64) // 15 digits are all that is left of 18
	case strings.HasSuffix(c.Shown, "%") && kind == "text":
		return c.Shown
	case hasUnit(c.Shown) && (kind == "money" || kind == "quantity" || kind == "yearly" || kind == "supplies"):
		return c.Shown
	}
	return c.Text
}

// hasUnit tells words from the mere digits of a format.
func hasUnit(shown string) bool { return strings.Trim(shown, "-0123456789.%") != "" }

// day1904 reads the serial of a workbook whose days count from 1904-01-01.
func (d *draft) day1904(col Column, c Cell, v float64) string {
	day := (&workbook{date1904: true}).day(v).Format("2006-01-02")
	d.issue(col, c.Text, "date.serial", "「"+c.Text+"」按 Excel 日期序号（1904 日期系统）读作 "+day, "核对该单元格是否应为日期", false)
	return day
}

// yearMonth reads 2024.1 in a date column: as a number it may have been 2024.10.
func (d *draft) yearMonth(col Column, c Cell) string {
	if _, month, _ := strings.Cut(c.Shown, "."); len(month) == 2 {
		return c.Shown
	}
	if strings.HasSuffix(c.Text, ".1") {
		d.issue(col, c.Text, "date.month_ten", "「"+c.Text+"」按 1 月处理；单元格是数字，也可能原为 10 月", "核对月份，或写成「2024年10月」", false)
	}
	return c.Text
}
