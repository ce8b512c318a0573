package model

import (
	"regexp"
	"strings"
)

var (
	phaseName  = regexp.MustCompile(`(?:首|[一二三四五六七八九十1-9])期(?:工程|项目)?(?:计划)?(?:总?投资)?(?:额|为)?[:：]?`)
	phaseBreak = "，,、；;。 　"
)

// phased adds up an amount that is stated by phases: 一期2亿元，二期3亿元. ok is false when the words are anything else: a
// phase alone, one without an amount, or phases in several currencies.
func phased(raw string, h Hint) (m Money, ok bool) {
	names := phaseName.FindAllStringIndex(raw, -1)
	if len(names) < 2 || names[0][0] != 0 {
		return Money{}, false
	}
	m = Money{Text: raw}
	for i, at := range names {
		end := len(raw)
		if i+1 < len(names) {
			end = names[i+1][0]
		}
		part, _ := moneyParts(strings.Trim(raw[at[1]:end], phaseBreak))
		if part == nil || strings.HasPrefix(part.number, "-") {
			return Money{}, false
		}
		one, _ := part.read(raw, "", h)
		if !one.Known || m.Known && one.Currency != m.Currency {
			return Money{}, false
		}
		m = m.plus(one)
	}
	m.Text = raw
	return m, m.Max >= m.Min && m.Min > 0
}

// plus is the sum of two amounts of one currency; it is as sure as the less sure of both.
func (m Money) plus(o Money) Money {
	m.Min, m.Max, m.Known = m.Min+o.Min, m.Max+o.Max, true
	m.Currency, m.Unit = o.Currency, o.Unit
	if m.Qualifier == "" {
		m.Qualifier = o.Qualifier
	}
	return m
}
