package desk

import "chainatlas/app/explain"

// Explain turns an error into Chinese with a next step; one that nobody foresaw keeps its words, for the maintainer.
func Explain(err error) string {
	if err == nil {
		return ""
	}
	text, ok := explain.Error(err)
	if !ok {
		return "操作没有完成，数据没有改动。请重试；仍不行时请把下面的话告诉维护人员：" + err.Error()
	}
	if about := explain.Subject(err); about != "" {
		text += "（" + about + "）"
	}
	return text
}
