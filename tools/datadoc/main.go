// Command datadoc writes docs/DATA.md from the field registry, so that the dictionary is never behind the code.
package main

import (
	"fmt"
	"os"
	"strings"

	"chainatlas/model"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: datadoc docs/DATA.md")
		os.Exit(2)
	}
	if err := os.WriteFile(os.Args[1], []byte(Document()), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Document is the whole dictionary in Markdown.
func Document() string {
	var b strings.Builder
	b.WriteString(preface)
	for _, k := range model.StoredKinds() {
		fmt.Fprintf(&b, "\n## %s %s\n\n| key | 名称 | type | unit | also answers to | visitors |\n|---|---|---|---|---|---|\n", k, k.Label())
		for _, f := range model.FieldsOf(k) {
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s |\n", f.Key, f.Label, typeOf(f), f.Unit, strings.ReplaceAll(strings.Join(f.Also, "、"), "|", "/"), visible(f))
		}
	}
	b.WriteString("\n## Stages of promotion\n\n| key | 名称 |\n|---|---|\n")
	for _, s := range model.Stages() {
		fmt.Fprintf(&b, "| `%s` | %s |\n", string(s), s)
	}
	return b.String()
}

func typeOf(f *model.Field) string {
	if f.To != "" {
		return f.TypeName() + " → " + string(f.To)
	}
	if f.TypeName() != "choice" {
		return f.TypeName()
	}
	names := make([]string, 0, 12)
	for _, c := range f.Choices() {
		names = append(names, c.Name)
	}
	return strings.Join(names, " / ")
}

func visible(f *model.Field) string {
	switch {
	case !f.Kind.Business():
		return "no"
	case f.Personal:
		return "no (personal)"
	case f.Confidential, f.Key == "levels", f.Key == "code_name":
		return "no"
	case f.PlaceLike:
		return "unless exact"
	}
	return "yes"
}

const preface = `# Records, fields, units

Written by ` + "`go run ./tools/datadoc docs/DATA.md`" + ` from the struct lines in model/; change those, not this page.

Every field answers to its key, its name and its other names alike: in filters, in ledgers, on the command line.
"Visitors" says whether a visiting firm sees the field of a record that is 公开; 内部 and 保密 records, and everything
虚构, they never see (model/redact.go). A single field can be given a level of its own.

Shapes in JSON: money ` + "`{text,min,max,currency,unit,qualifier}`" + ` in whole units of the currency; date ` + "`{text,from,to,precision}`" + `;
quantity ` + "`{text,value,unit}`" + `, with min and max instead of value for a range; link ` + "`{id,name}`" + `; location
` + "`{point,geometry,precision,entered}`" + ` in WGS-84; supplies ` + "`[{what,value,unit,voltage,circuits,ready,note}]`" + `; attachments ` + "`[{hash,name,size,type,note}]`" + `, size in bytes; nodes
` + "`[{id,name,en,lane,group,industries:[{code,edition,text}],fact,same,supplies,at}]`" + `, at being the middle of a box that a person placed, ` + "`[x,y]`" + ` in units of the drawing; edges
` + "`[{from,to,kind}]`" + `; yesno true or false. What is not stated (未说明) is absent. In the store amounts are integers in minor units (分, cent) and days are counted
from 1970-01-01.

Sources: field lists from the bureau's ledgers T1–T14; stages, checks and formulas from the field's rules as cited beside
the code; the industry codes are GB/T 4754-2017, the credit codes GB 32100-2015, the divisions GB/T 2260.
`
