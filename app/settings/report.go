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
	n := 0
	for _, k := range r.Records {
		n += k
	}
	return fmt.Sprintf("校验完成：%d 条记录、%d 次操作，数据完整", n, r.Frames), look.Good.Color()
}
