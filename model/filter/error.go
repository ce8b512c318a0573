package filter

// SyntaxError says which word of an expression could not be read, and why, in the user's words.
type SyntaxError struct {
	Word    string // as it was typed
	Pos     int    // where it begins, in characters from 0
	Message string // in Chinese
	Expr    string // the whole expression; "" where there is none, as in a list of fields to sort by
}

// Marked is the expression with the word in 【】, or with 【】 where something is missing; "" without an expression.
func (e *SyntaxError) Marked() string {
	text := []rune(e.Expr)
	to := e.Pos + len([]rune(e.Word))
	if len(text) == 0 || to > len(text) {
		return ""
	}
	return string(text[:e.Pos]) + "【" + string(text[e.Pos:to]) + "】" + string(text[to:])
}

// Error implements error.
func (e *SyntaxError) Error() string { return e.Message }

func (w word) wrong(message string) *SyntaxError {
	return &SyntaxError{Word: w.text, Pos: w.pos, Message: message}
}
