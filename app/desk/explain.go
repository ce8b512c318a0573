package desk

import (
	"errors"

	"chainatlas/app/explain"
)

// Explain turns an error into Chinese with a next step; one that nobody foresaw keeps its words, for the maintainer.
func Explain(err error) string {
	if err == nil {
		return ""
	}
	if errors.Is(err, ErrNotOpened) {
		return "这类文件可能是程序，为安全起见不直接打开。请另存为文件，确认来源后再打开。"
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
