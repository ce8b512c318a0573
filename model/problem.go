package model

// Problem is what is wrong, or worth a look, with a value somebody gave. The code is fixed; the words are the user's.
type Problem struct {
	Code       string // "money.no_unit", "uscc.check" …
	Message    string // what is wrong, in Chinese
	Suggestion string // what to do, in Chinese
	Blocking   bool   // the value cannot be kept as it is
}

func warn(code, message, suggestion string) Problem {
	return Problem{Code: code, Message: message, Suggestion: suggestion}
}

func block(code, message, suggestion string) Problem {
	return Problem{Code: code, Message: message, Suggestion: suggestion, Blocking: true}
}

func blocked(list []Problem) bool {
	for _, p := range list {
		if p.Blocking {
			return true
		}
	}
	return false
}

// Hint is what a value's surroundings say about it.
type Hint struct {
	Unit string // the column's unit, such as 亿元 or 亩; "" when unknown
	Year int    // the ledger's year, for 一季度 or 1月17日; 0 when unknown
}
