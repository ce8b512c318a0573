package model

import (
	"regexp"
	"strings"
)

var phoneNumber = regexp.MustCompile(`[0-9+\-()]+`)

// checkPhone warns of what Excel does to numbers. The words are kept as they are.
func checkPhone(text string) []Problem {
	s := Squeeze(text)
	if scientificForm.MatchString(s) {
		return []Problem{warn("phone.scientific", "电话被 Excel 变成了「"+text+"」，原号码已丢失", "把该列设为文本格式后重新填写")}
	}
	for _, n := range phoneNumber.FindAllString(s, -1) {
		if lostZero(n) {
			return []Problem{warn("phone.zero", "电话「"+n+"」开头的 0 可能丢失", "核对区号，如 0531-76123456；把该列设为文本格式可避免丢失")}
		}
	}
	return nil
}

// lostZero tells an area code without its 0 from a mobile number (11 digits from 1) and from 400 and 800 numbers.
func lostZero(n string) bool {
	if strings.Trim(n, "0123456789") != "" || n[0] == '0' || n[0] == '1' {
		return false
	}
	return len(n) == 11 || len(n) == 10 && !strings.HasPrefix(n, "400") && !strings.HasPrefix(n, "800")
}
