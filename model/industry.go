package model

import (
	"regexp"
	"strings"
)

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

// forging are the words of what had the code 3391 in the 2011 edition; in the 2017 edition 3391 is 黑色金属铸造.
var forging = regexp.MustCompile(`锻|粉末冶金`)

const (
	castingCode, castingName = "3391", "黑色金属铸造"
	forgingCode, forgingName = "3393", "锻件及粉末冶金制品制造"
)

// CheckIndustry warns where an enterprise's industry code is not what the words beside it say, as a code of the 2011
// edition is not. nameOf is the classification's name of a code; nil knows the two codes that both editions mix up.
func CheckIndustry(e *Enterprise, nameOf func(code string) string) []Problem {
	c := e.Industry
	if c.Code == castingCode && forging.MatchString(c.Text+e.Products.String()+e.Name) {
		return []Problem{warn("industry.edition", "行业代码 3391 在 "+EditionGBT4754+" 中是「"+castingName+"」，而这里写的是锻件；2011 版的 3391 才是锻件",
			"锻件及粉末冶金制品按 2017 版应为 "+forgingCode+"，请核对")}
	}
	if nameOf == nil {
		nameOf = func(code string) string {
			return map[string]string{castingCode: castingName, forgingCode: forgingName}[code]
		}
	}
	if name := nameOf(c.Code); name != "" && c.Text != "" && apart(name, c.Text) {
		return []Problem{warn("industry.name", "行业代码 "+c.Code+" 是「"+name+"」，与所写的「"+c.Text+"」不符", "核对行业代码与行业名称，代码按 "+EditionGBT4754+" 填写")}
	}
	return nil
}

// common are words that stand in the names of many industries and tell none from another.
var common = strings.NewReplacer("金属", "", "制造", "", "制品", "", "加工", "", "生产", "", "服务", "", "其他", "", "行业", "", "产品", "", "及", "", "和", "", "与", "", "的", "", "业", "", "类", "", "、", "")

// apart tells whether two names of an industry have not one telling character in common. People shorten names at will,
// so less than that is no contradiction.
func apart(a, b string) bool {
	a, b = common.Replace(Squeeze(a)), common.Replace(Squeeze(b))
	return a != "" && b != "" && !strings.ContainsAny(a, b)
}
