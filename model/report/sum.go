package report

import (
	"fmt"
	"strings"

	"chainatlas/model"
)

// sum adds amounts of yuan and remembers what it could not add as it was stated.
type sum struct {
	minor   int64
	stated  int // records with an amount in it
	ranges  int // of them ranges, counted by their lower end
	foreign int // amounts of another currency that were left out
	usd     float64
}

func (s *sum) add(m model.Money) {
	switch {
	case !m.Known:
		return
	case m.Currency == "CNY":
		s.minor += m.Min
	case m.Currency == "USD" && s.usd > 0:
		s.minor += int64(float64(m.Min)*s.usd + 0.5)
	default:
		s.foreign++
		return
	}
	s.stated++
	if m.Min != m.Max {
		s.ranges++
	}
}

// sumOf adds one amount of every project.
func (l *ledger) sumOf(list []*promoted, amount func(*promoted) model.Money) sum {
	s := sum{usd: l.usd}
	for _, p := range list {
		s.add(amount(p))
	}
	return s
}

// yi is the sum in 亿元.
func (s sum) yi() float64 { return float64(s.minor) / float64(model.Yi) }

// note says what of n records is not, or not exactly, in the sum.
func (s sum) note(n int) string {
	var parts []string
	if missing := n - s.stated - s.foreign; missing > 0 {
		parts = append(parts, fmt.Sprintf("%d 个未说明金额，未计入", missing))
	}
	if s.ranges > 0 {
		parts = append(parts, fmt.Sprintf("%d 个为区间，按下限计", s.ranges))
	}
	if s.foreign > 0 {
		parts = append(parts, fmt.Sprintf("%d 个为外币，未折算、未计入", s.foreign))
	}
	return strings.Join(parts, "；")
}

func total(p *promoted) model.Money { return p.TotalInvestment }

// fixed is 固定资产投资, the part of the investment that is built.
func fixed(p *promoted) model.Money { return p.FixedInvestment }

// agreed is what the agreement says, else the planned investment.
func agreed(p *promoted) model.Money {
	if p.AgreedInvestment.Known {
		return p.AgreedInvestment
	}
	return p.TotalInvestment
}

// records notes what was counted, and how many of it are fictional.
func (f *Figure) records(list []*promoted) {
	f.Records = setOf(list)
	for _, p := range list {
		if p.Fictional {
			f.Fictional++
		}
	}
}

func count(key, label string, list []*promoted) Figure {
	f := Figure{Key: key, Label: label, Value: number(float64(len(list))), Unit: "个"}
	f.records(list)
	return f
}

// amount is a sum in 亿元; without any record that states one there is no value.
func (l *ledger) amount(key, label string, list []*promoted, of func(*promoted) model.Money) Figure {
	s := l.sumOf(list, of)
	f := Figure{Key: key, Label: label, Unit: "亿元", Note: s.note(len(list))}
	if s.stated > 0 || len(list) == 0 {
		f.Value = number(s.yi())
	}
	f.records(list)
	return f
}

// share is a rate of counts.
func share(key, label string, part, of []*promoted) Figure {
	n, d := float64(len(part)), float64(len(of))
	f := Figure{Key: key, Label: label, Unit: "%", Numerator: &n, Denominator: &d, Value: Rate(n, d)}
	f.records(part)
	return f
}

// ratio is a rate of sums, in 亿元.
func ratio(key, label string, part []*promoted, numerator, denominator sum) Figure {
	n, d := numerator.yi(), denominator.yi()
	f := Figure{Key: key, Label: label, Unit: "%", Numerator: &n, Denominator: &d}
	if denominator.minor != 0 {
		f.Value = number(float64(numerator.minor) / float64(denominator.minor) * 100)
	}
	f.records(part)
	return f
}

// average is a sum divided by the records that state an amount.
func (l *ledger) average(key, label string, list []*promoted) Figure {
	s := l.sumOf(list, total)
	n, d := s.yi(), float64(s.stated)
	f := Figure{Key: key, Label: label, Unit: "亿元", Numerator: &n, Denominator: &d, Note: s.note(len(list))}
	if s.stated > 0 {
		f.Value = number(n / d)
	}
	f.records(list)
	return f
}
