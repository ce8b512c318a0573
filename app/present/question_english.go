package present

import (
	"regexp"
	"strings"

	"chainatlas/model/english"
)

// foreign are the words of a question in English and what they mean in a ledger, the longer ones first.
var foreign = []struct {
	en *regexp.Regexp
	zh string
}{
	{word(`at least|minimum|min\.?|find|show|looking for|we need|need|want|is there|are there|any|please|sites?|plots?|parcels?|land|with|and|of|for|an?|the|supply|connection|capacity|power`), " "},
	{word(`(?:double|dual|two)[ -]circuits?`), "双回路"}, {word(`double|dual|two`), "双"}, {word(`single circuit`), "单回路"}, {word(`circuits?|feed`), " "},
	{word(`natural gas|gas`), "天然气"}, {word(`waste ?water|sewage|discharge`), "污水"}, {word(`water`), "供水"}, {word(`steam|heat`), "蒸汽"},
	{word(`(?:standard )?(?:factory|factories|workshops?)(?: buildings?)?`), "厂房"}, {word(`warehouses?`), "仓库"}, {word(`cranes?`), "行车"}, {word(`(?:clear |ceiling )?height`), "层高"}, {word(`floor load(?:ing)?`), "承重"},
	{amount(`mu`), "亩"}, {amount(`ha|hectares?`), "公顷"}, {amount(`sq\.? ?m|sqm|square met(?:re|er)s?|m2`), "平方米"},
	{amount(`t/h|tph`), "吨/小时"}, {amount(`t/d`), "吨/日"}, {amount(`m3/d|cubic met(?:re|er)s?(?: a| per|/) ?day`), "立方米/日"},
	{amount(`kva`), "kVA"}, {amount(`kv`), "kV"}, {amount(`tons?|tonnes?|t`), "吨"}, {amount(`met(?:re|er)s?|m`), "米"},
}

func word(alternatives string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:` + alternatives + `)\b`)
}

// amount finds a unit behind a number; only that is replaced.
func amount(alternatives string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)([0-9])\s*(?:` + alternatives + `)\b`)
}

// thousands are the commas in 12,000; turned is an amount before what it is of: 20 t/h of steam.
var (
	thousands = regexp.MustCompile(`([0-9]),([0-9]{3})\b`)
	turned    = regexp.MustCompile(`([0-9.]+(?:吨/小时|吨/日|立方米/日|吨|米))\s*(天然气|污水|供水|蒸汽|行车|层高|承重)`)
)

// fromEnglish brings a question in English into the words that are looked for. A question with Chinese in it stays.
func fromEnglish(text string) string {
	if english.HasHan(text) {
		return text
	}
	text = thousands.ReplaceAllString(strings.ReplaceAll(text, "³", "3"), "$1$2")
	for _, f := range foreign {
		if strings.Contains(f.en.String(), "([0-9])") {
			text = f.en.ReplaceAllString(text, "${1}"+f.zh)
		} else {
			text = f.en.ReplaceAllString(text, f.zh)
		}
	}
	return turned.ReplaceAllString(text, "$2 $1")
}
