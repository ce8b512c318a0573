package filter

// SyntaxError says which word of an expression could not be read, and why, in the user's words.
type SyntaxError struct {
	Word    string // as it was typed
	Pos     int    // where it begins, in characters from 0
	Message string // in Chinese
}

// Error implements error.
func (e *SyntaxError) Error() string { return e.Message }

func (w word) wrong(message string) *SyntaxError {
	return &SyntaxError{Word: w.text, Pos: w.pos, Message: message}
}
