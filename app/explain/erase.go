package explain

import (
	"fmt"
	"strings"

	"chainatlas/model"
	"chainatlas/model/store"
)

// linesShown bounds each list of a preview; the rest is counted.
const linesShown = 12

// Goes says, line by line, what erasing a person takes away.
func Goes(e *store.Erasure) []string {
	var out []string
	for _, r := range e.Records {
		var fields []string
		for _, f := range r.Fields {
			text := FieldLabel(r.Kind, f.Key)
			if f.After != "" {
				text += "（保留 " + f.After + "）"
			}
			fields = append(fields, text)
		}
		what := r.Kind.Label() + "「" + r.Name + "」的" + strings.Join(fields, "、")
		if r.Gone {
			what = "联系人记录，连同" + strings.Join(fields, "、") + "，不进回收站"
		}
		out = append(out, what)
	}
	out = shortened(out)
	if e.Events > 0 {
		out = append(out, fmt.Sprintf("历史中 %d 次修改的 %d 处内容，以后显示为「%s」", e.Events, e.Values, model.ErasedText))
	}
	return out
}

// Stays says, line by line, where the person remains, and why.
func Stays(e *store.Erasure) []string {
	var now, past []string
	for _, m := range e.Mentions {
		switch {
		case !m.Past:
			now = append(now, "请自行修改："+m.Kind.Label()+"「"+m.Name+"」的"+FieldLabel(m.Kind, m.Key)+"中提到此人")
		case m.Key != "":
			past = append(past, fmt.Sprintf("历史中%s的%s有 %d 处提到此人，不能修改", m.Kind.Label(), FieldLabel(m.Kind, m.Key), m.Times))
		default:
			past = append(past, "操作记录的说明中提到此人，不能修改："+m.Name)
		}
	}
	out := append(shortened(now), shortened(past)...)
	if len(e.Shared) > 0 {
		out = append(out, "电话 "+strings.Join(e.Shared, "、")+" 也是别人的，保留")
	}
	return out
}

func shortened(lines []string) []string {
	if len(lines) <= linesShown {
		return lines
	}
	return append(lines[:linesShown:linesShown], fmt.Sprintf("……另有 %d 处", len(lines)-linesShown))
}

// FieldLabel is what a field is called; its key when this version does not know it.
func FieldLabel(k model.Kind, key string) string {
	if f, err := model.FieldOf(k, key); err == nil && f.Key == key {
		return f.Label
	}
	return key
}
