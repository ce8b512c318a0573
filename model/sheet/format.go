package sheet

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// format is what a number format means for a ledger.
type format struct {
	date     string // Go layout when the format shows a date
	decimals int    // fixed decimals shown, -1 when the format does not fix them
	percent  bool
	sections []section // of a written format that shows words
}

var general = format{decimals: -1}

// builtin are the number formats that Excel numbers instead of writing them, with the Chinese ones (27–36, 50–58).
func builtin(id int) format {
	switch {
	case id == 1 || id == 3:
		return format{}
	case id == 2 || id == 4:
		return format{decimals: 2}
	case id == 9:
		return format{percent: true}
	case id == 10:
		return format{decimals: 2, percent: true}
	case id == 17 || id == 27 || id == 36 || id == 50 || id == 52 || id == 55 || id == 57:
		return format{date: "2006年1月"}
	case id >= 14 && id <= 16, id == 22, id >= 28 && id <= 31, id == 51, id == 53, id == 54, id == 58:
		return format{date: "2006-01-02"}
	}
	return general
}

var (
	quoted   = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)
	decimals = regexp.MustCompile(`0(?:\.(0+))?`)
)

// custom reads a written format: yyyy"年"m"月", 0.00, 0.0%, 0"万元".
func custom(code string) format {
	out := shape(code)
	sections := sectionsOf(code)
	if out.date == "" && slices.ContainsFunc(sections, section.speaks) {
		out.sections = sections
	}
	return out
}

// shape is a format without its words.
func shape(code string) format {
	code, _, _ = strings.Cut(code, ";")
	bare := strings.ToLower(quoted.ReplaceAllString(code, ""))
	if strings.Contains(bare, "general") || strings.Contains(bare, "@") {
		return general
	}
	if strings.ContainsAny(bare, "ye") && strings.Contains(bare, "y") {
		return format{date: dateLayout(bare)}
	}
	if strings.Contains(bare, "m") && strings.Contains(bare, "d") {
		return format{date: "2006-01-02"}
	}
	out := format{decimals: -1, percent: strings.Contains(bare, "%")}
	if m := decimals.FindStringSubmatch(bare); m != nil && !strings.ContainsAny(bare, "#e?") {
		out.decimals = len(m[1])
	}
	return out
}

func dateLayout(bare string) string {
	switch {
	case strings.Contains(bare, "d"):
		return "2006-01-02"
	case strings.Contains(bare, "m"):
		return "2006年1月"
	}
	return "2006年"
}

func (w *workbook) readStyles(part string) error {
	codes := make(map[int]format)
	inXfs := false
	return w.each(part, func(s *scanner) error {
		switch {
		case s.name == "numFmt" && !s.end:
			codes[intOf(s.attr("numFmtId"))] = custom(s.attrText("formatCode"))
		case s.name == "cellXfs":
			inXfs = !s.end && !s.empty
		case s.name == "xf" && inXfs && !s.end:
			id := intOf(s.attr("numFmtId"))
			f, ok := codes[id]
			if !ok {
				f = builtin(id)
			}
			w.formats = append(w.formats, f)
		}
		return nil
	})
}

func intOf(b []byte) int {
	n, _ := strconv.Atoi(string(b))
	return n
}

// number makes a cell of a stored number: 0.30000000000000004 is 0.3, as Excel's 15 digits show it.
func (w *workbook) number(raw string, style int) Cell {
	v, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return textCell(raw)
	}
	f := general
	if style >= 0 && style < len(w.formats) {
		f = w.formats[style]
	}
	if f.date != "" && v >= 1 && v < 200_000 {
		return Cell{Text: plainNumber(v), Shown: w.day(v).Format(f.date), Kind: DateCell}
	}
	c := Cell{Text: plainNumber(v), Kind: Number}
	switch {
	case f.percent:
		c.Shown = plainNumber(v*100) + "%"
	case f.sections != nil:
		c.Shown = withUnit(f.sections, v)
	case f.decimals >= 0:
		c.Shown = strconv.FormatFloat(v, 'f', f.decimals, 64)
	}
	return c
}

// day turns Excel's day count into a date. Day 60 is the leap day of 1900 that never was.
func (w *workbook) day(v float64) time.Time {
	start := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if w.date1904 {
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	} else if v < 60 {
		v++
	}
	return start.AddDate(0, 0, int(v))
}

// plainNumber writes a number without exponent in at most 15 significant digits.
func plainNumber(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatInt(int64(v), 10)
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 15, 64), 64)
	return strconv.FormatFloat(short, 'f', -1, 64)
}
