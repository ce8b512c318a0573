package model

import "strings"

// EditionGBT4754 is the edition of the industry classification that the program carries.
const EditionGBT4754 = "GB/T 4754-2017"

// Code is an entry of a classification. The edition belongs to it: 锻件 is 3391 in the 2011 edition and 3393 in the 2017 one.
type Code struct {
	Code    string `cbor:"1,keyasint,omitempty" json:"code,omitempty"`
	Edition string `cbor:"2,keyasint,omitempty" json:"edition,omitempty"`
	Text    string `cbor:"3,keyasint,omitempty" json:"text,omitempty"` // words beside the code
}

// IsZero tells whether nothing was stated.
func (c Code) IsZero() bool { return c.Code == "" && c.Text == "" }

// String is "3393 锻件及粉末冶金制品制造".
func (c Code) String() string { return strings.TrimSpace(c.Code + " " + c.Text) }

// ParseCode reads "3393", "C3393" or "3393 锻件及粉末冶金制品制造"; a text without a code is kept as words.
func ParseCode(text, edition string) Code {
	raw := Tidy(text)
	if Blank(raw) {
		return Code{}
	}
	s := HalfWidth(raw)
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] >= 'A' && s[n] <= 'Z') {
		n++
	}
	code, rest := s[:n], Tidy(s[n:])
	if !anyDigit.MatchString(code) {
		return Code{Text: raw}
	}
	return Code{Code: code, Edition: edition, Text: rest}
}
