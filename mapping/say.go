package mapping

// Say turns the fixed words and the values of a drawing into the language of its reader; nil leaves them as they are.
type Say func(text string) string

// Word is a text in the reader's language.
func (s Say) Word(text string) string {
	if s == nil {
		return text
	}
	return s(text)
}

// Words are texts in the reader's language.
func (s Say) Words(texts []string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = s.Word(t)
	}
	return out
}
