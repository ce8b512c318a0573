package model

import (
	"regexp"
	"strings"
)

const usccCharset = "0123456789ABCDEFGHJKLMNPQRTUWXY" // GB 32100: no I O S V Z

var (
	usccForm       = regexp.MustCompile(`^[0-9A-Z]{2}[0-9]{6}[0-9A-Z]{10}$`)
	scientificForm = regexp.MustCompile(`^[0-9](\.[0-9]+)?[Ee]\+?[0-9]+$`)
)

// USCCCheck says how a code stood the check of GB 32100-2015.
type USCCCheck string

// The results. A code that fails the check digit is kept with its flag, because real codes are known that fail it.
const (
	USCCPassed          USCCCheck = "passed"
	USCCFailed          USCCCheck = "failed"
	USCCFailedConfirmed USCCCheck = "failed_confirmed"
	USCCBadForm         USCCCheck = "bad_form"
)

// Choices implements chooser.
func (USCCCheck) Choices() []Choice {
	return []Choice{
		{"passed", "校验通过", nil}, {"failed", "校验位不符", nil},
		{"failed_confirmed", "校验位不符（已确认）", nil}, {"bad_form", "格式不符", nil},
	}
}

// NormalUSCC brings a code into its stored form: half-width, upper case, without blanks and hyphens.
func NormalUSCC(s string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", "—", "", "'", "", "`", "", "‘", "", "’", "").Replace(Squeeze(s)))
}

// CheckUSCC judges a normalised code. The empty code passes: a firm may not be registered yet.
func CheckUSCC(code string) USCCCheck {
	switch {
	case code == "":
		return ""
	case !usccForm.MatchString(code) || strings.Trim(code, usccCharset) != "":
		return USCCBadForm
	case usccDigit(code[:17]) != code[17]:
		return USCCFailed
	}
	return USCCPassed
}

// usccDigit computes the 18th character: weights 3^i mod 31.
func usccDigit(body string) byte {
	sum, weight := 0, 1
	for i := range len(body) {
		sum += strings.IndexByte(usccCharset, body[i]) * weight
		weight = weight * 3 % 31
	}
	return usccCharset[(31-sum%31)%31]
}

// ParseUSCC normalises and judges a code. Nothing blocks: what has not the form of a code is kept as it was written, with
// a warning.
func ParseUSCC(text string) (string, []Problem) {
	if Blank(text) {
		return "", nil
	}
	code := NormalUSCC(text)
	switch CheckUSCC(code) {
	case USCCPassed:
		return code, nil
	case USCCFailed:
		return code, []Problem{warn("uscc.check", "统一社会信用代码「"+code+"」校验位不符", "对照营业执照核对；确认无误可保留")}
	}
	if scientificForm.MatchString(code) {
		return Tidy(text), []Problem{warn("uscc.scientific", "统一社会信用代码被 Excel 变成了「"+Tidy(text)+"」，原码已丢失", "把该列设为文本格式后重新填写 18 位代码")}
	}
	return Tidy(text), []Problem{warn("uscc.form", "统一社会信用代码「"+code+"」格式不符", usccAdvice(code))}
}

func usccAdvice(code string) string {
	fixed := strings.NewReplacer("O", "0", "I", "1").Replace(code)
	if CheckUSCC(fixed) == USCCPassed {
		return "是否为「" + fixed + "」（字母 O、I 应为数字 0、1）"
	}
	return "应为 18 位数字和大写字母（不含 I O S V Z）"
}
