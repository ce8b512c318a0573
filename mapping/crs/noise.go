package crs

import "regexp"

// dotted is 117.48.52, which is degrees, minutes and seconds to some and a slip to others: nobody can tell.
var dotted = regexp.MustCompile(`\d\.\d+\.\d`)

const (
	amount   = `\d[\d,]*(?:\.\d+)?`
	position = `(\d{1,3})\s*[-:]\s*(\d{1,2})\s*[-:]\s*(\d{1,2}(?:\.\d+)?)`
	spaced   = `(\d{1,3}) +(\d{1,2}) +(\d{1,2}(?:\.\d+)?)`
	grouped  = `(\d{1,3}),(\d{3})(?:,(\d{3}))?(\.\d+)?`
)

// areaForm is an area: its number is never a coordinate.
var areaForm = regexp.MustCompile(`(?:总?面积|占地|用地)?(?:约|共)?[:：]?\s*` + amount + `\s*余?(?:亩|公顷|平方公里|平方米|平米|㎡|m²|km²|m2)`)

// noise is what stands around a pair of coordinates in survey papers and messages, in the order in which it is taken away.
var noise = []struct {
	form *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`(?:高程|海拔|高度|\bH)[:=约]*\s*-?` + amount + `\s*(?:米|m)?`), " "},
	{regexp.MustCompile(`^\s*(?:坐标点|界址点|拐点|控制点|点号|点|J|P|JZD)\s*\d{1,4}[:,\s]`), " "},
	{regexp.MustCompile(`^\s*\d{1,3}\s*(?:、|\)|\.\s)`), " "},
	{regexp.MustCompile(`^\s*` + spaced + `\s*[,;]\s*` + spaced + `\s*$`), `$1°$2'$3" $4°$5'$6"`},
	{regexp.MustCompile(`^\s*` + grouped + `\s+` + grouped + `\s*$`), `$1$2$3$4 $5$6$7$8`},
	{regexp.MustCompile(position), `$1°$2'$3"`},
}

// withoutNoise is the text with the coordinates alone, where a pair could not be read as it stands.
func withoutNoise(text string) string {
	text = narrow(text)
	for _, n := range noise {
		text = n.form.ReplaceAllString(text, n.with)
	}
	return text
}
