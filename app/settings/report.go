package settings

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"chainatlas/app/look"
	"chainatlas/model/store"
)

// said puts a report into one line.
func said(r store.Report) (string, fyne.ThemeColorName) {
	if len(r.Problems) > 0 {
		return "发现问题：" + strings.Join(r.Problems, "；") + "。请勿继续录入，从最近的备份恢复。", look.Bad.Color()
	}
	if len(r.Lost) > 0 {
		return "记录完好，附件有问题：" + strings.Join(r.Lost, "；") + "。请重新添加这些文件，或从备份恢复。", look.Warn.Color()
	}
	n := 0
	for _, k := range r.Records {
		n += k
	}
	text := fmt.Sprintf("校验完成：%d 条记录、%d 次操作", n, r.Frames)
	if r.Files > 0 {
		text += fmt.Sprintf("、%d 个附件", r.Files)
	}
	return text + "，数据完整", look.Good.Color()
}
