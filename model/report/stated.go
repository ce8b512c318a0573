package report

import (
	"fmt"

	"chainatlas/model"
)

// beside puts the reported figure and the target next to what the ledger gives.
func (l *ledger) beside(f *Figure) {
	f.Reported, f.ReportedYear = l.statedBy(model.KindReported, f.Key, f.Unit)
	f.Target, f.TargetYear = l.statedBy(model.KindTarget, f.Key, f.Unit)
}

// statedBy is the value of the year that was asked for; when none was asked for, the newest one up to it.
func (l *ledger) statedBy(kind model.Kind, key, unit string) (*float64, int) {
	var best *model.Figure
	for _, s := range l.stated {
		if s.FigureKind != kind || s.Figure != key || !s.Value.Known {
			continue
		}
		fits := s.Year == l.year || l.anyYear && (l.asOf == 0 || s.Year < l.year)
		if fits && (best == nil || s.Year > best.Year) {
			best = s
		}
	}
	if best == nil {
		return nil, 0
	}
	factor, ok := unitFactor(best.Value.Unit, unit)
	if !ok {
		return nil, 0
	}
	return number(best.Value.Min * factor), best.Year
}

var unitSizes = map[string]struct {
	what string
	size float64
}{
	"元": {"CNY", 1}, "万元": {"CNY", 1e4}, "亿元": {"CNY", 1e8}, "美元": {"USD", 1}, "万美元": {"USD", 1e4}, "亿美元": {"USD", 1e8},
}

func unitFactor(from, to string) (float64, bool) {
	a, b := unitSizes[from], unitSizes[to]
	switch {
	case from == to || from == "":
		return 1, true
	case a.what != "" && a.what == b.what:
		return a.size / b.size, true
	}
	return 0, false
}

// completions compare the year's figures with their targets: 完成率, and how far the year itself has come.
func (l *ledger) completions(figures []Figure) []Figure {
	out := []Figure{
		l.completion(figures, "signed_count", "signed_completion", "新签约完成率"),
		l.completion(figures, "foreign_capital", "foreign_capital_completion", "实际使用外资完成率"),
	}
	for i := range out {
		l.beside(&out[i])
		out[i].Period, out[i].Year = l.period(), l.year
	}
	progress := Figure{Period: l.period(), Key: "time_progress", Label: "序时进度", Unit: "%"}
	if months := l.months(); months > 0 {
		progress.Numerator, progress.Denominator = number(months), number(12)
		progress.Value = Rate(months, 12)
	}
	return append(out, progress, l.ahead(out[0], progress))
}

// ahead is 超序时: how far the new signings are before the year itself, in percentage points.
func (l *ledger) ahead(done, passed Figure) Figure {
	f := Figure{Key: "signed_ahead", Label: "新签约超序时", Unit: "个百分点", Period: l.period(), Year: l.year}
	if done.Value != nil && passed.Value != nil {
		f.Value = number(*done.Value - *passed.Value)
	}
	return f
}

// statedRates are rates of two stated figures: 放款率 and 债券到位率.
func (l *ledger) statedRates() []Figure {
	return []Figure{
		l.statedRate("loan_rate", "放款率", "credit_paid", "credit_granted"),
		l.statedRate("bond_rate", "债券到位率", "bond_received", "bond_approved"),
	}
}

func (l *ledger) statedRate(key, label, part, whole string) Figure {
	f := Figure{Key: key, Label: label, Unit: "%"}
	var year, other int
	f.Numerator, year = l.statedBy(model.KindReported, part, "亿元")
	f.Denominator, other = l.statedBy(model.KindReported, whole, "亿元")
	if f.Numerator != nil && f.Denominator != nil && year == other {
		f.Value, f.Year, f.Period = Rate(*f.Numerator, *f.Denominator), year, fmt.Sprintf("%d年", year)
		f.Note = "两项都是通报数"
	}
	return f
}

// StatedAlone are the reported figures and targets of the year that no figure of the ledger answers to.
func StatedAlone(in Input) []Figure { return read(in).StatedAlone() }

// StatedAlone is the function StatedAlone for the records that were taken.
func (l *Ledger) StatedAlone() []Figure {
	l.settle()
	computed := make(map[string]bool)
	for _, f := range Stats(Input{Year: l.in.Year, AsOf: l.in.AsOf}) {
		computed[f.Key] = true
	}
	var out []Figure
	for _, s := range l.stated {
		if computed[s.Figure] {
			continue
		}
		computed[s.Figure] = true
		f := Figure{Key: s.Figure, Label: s.Name, Unit: s.Value.Unit}
		if l.beside(&f); f.Reported != nil || f.Target != nil {
			out = append(out, f)
		}
	}
	return out
}

// months are those of the year that had begun by the day of the report; a year asked for without a day is over.
func (l *ledger) months() float64 {
	switch {
	case l.anyYear && l.asOf == 0:
		return 0
	case l.asOf == 0 || l.asOf.Year() > l.year:
		return 12
	case l.asOf.Year() < l.year:
		return 0
	}
	return float64(l.asOf.Time().Month())
}

// completion has no value when the only target there is was set for another year.
func (l *ledger) completion(figures []Figure, of, key, label string) Figure {
	f := Figure{Key: key, Label: label, Unit: "%"}
	base, ok := Find(figures, of)
	if !ok {
		return f
	}
	f.Numerator, f.Records, f.Fictional = base.Value, base.Records, base.Fictional
	switch {
	case base.Target == nil:
	case base.TargetYear != l.year:
		f.Note = fmt.Sprintf("没有%d年的目标", l.year)
	default:
		f.Denominator = base.Target
		if base.Value != nil {
			f.Value = Rate(*base.Value, *base.Target)
		}
	}
	return f
}
