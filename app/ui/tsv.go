package ui

import "strings"

// TSV writes rows as Excel wants them on the clipboard: tabs between, CRLF behind,
// quotes around what holds a tab, a quote or a line break.
func TSV(rows [][]string) string {
	var b strings.Builder
	for _, row := range rows {
		writeTSV(&b, row)
	}
	return b.String()
}

func writeTSV(b *strings.Builder, row []string) {
	for i, s := range row {
		if i > 0 {
			b.WriteByte('\t')
		}
		if strings.ContainsAny(s, "\t\r\n\"") {
			b.WriteByte('"')
			b.WriteString(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), `"`, `""`))
			b.WriteByte('"')
			continue
		}
		b.WriteString(s)
	}
	b.WriteString("\r\n")
}
