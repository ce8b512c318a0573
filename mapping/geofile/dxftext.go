package geofile

import "strings"

// plainText takes the control codes out of a TEXT: %%d is a degree, %%c a diameter, %%u a line below.
func plainText(s string) string {
	if !strings.Contains(s, "%%") {
		return strings.TrimSpace(s)
	}
	return strings.TrimSpace(textCodes.Replace(s))
}

var textCodes = strings.NewReplacer("%%d", "°", "%%D", "°", "%%c", "⌀", "%%C", "⌀", "%%p", "±", "%%P", "±", "%%%", "%",
	"%%u", "", "%%U", "", "%%o", "", "%%O", "", "%%k", "", "%%K", "")

// plainMText takes the formatting out of an MTEXT: \P ends a line, \fSimSun|b0; and its like set what follows, braces
// hold a part together.
func plainMText(s string) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '{' || c == '}':
		case c == '\\' && i+1 < len(s):
			i++
			i += formatCode(&out, s[i:])
		default:
			out.WriteByte(c)
		}
	}
	return tidied(plainText(out.String()))
}

// formatCode writes what a code shows, and returns how many bytes follow its letter.
func formatCode(out *strings.Builder, s string) int {
	switch c := s[0]; c {
	case '\\', '{', '}':
		out.WriteByte(c)
	case 'P', 'X', 'N':
		out.WriteByte('\n')
	case '~':
		out.WriteByte(' ')
	case 'L', 'l', 'O', 'o', 'K', 'k':
	case 'S': // one number above another
		if end := strings.IndexByte(s, ';'); end > 0 {
			out.WriteString(strings.NewReplacer("^", "/", "#", "/").Replace(s[1:end]))
			return end
		}
	case 'f', 'F', 'H', 'W', 'Q', 'T', 'C', 'c', 'A', 'p':
		if end := strings.IndexByte(s, ';'); end > 0 {
			return end
		}
	default: // no code: a path in a text
		out.WriteByte('\\')
		out.WriteByte(c)
	}
	return 0
}
