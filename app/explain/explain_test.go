package explain

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"chainatlas/model/sheet"
	"chainatlas/model/store"
)

// Each error tells what happened and what to do next, and no English.
func TestError(t *testing.T) {
	for _, c := range []struct {
		err  error
		says string
	}{
		{fmt.Errorf("read ledger a.xls: %w", sheet.ErrOldFormat), "另存为 .xlsx"},
		{fmt.Errorf("read ledger a.xlsx: %w", sheet.ErrEncrypted), "取消密码"},
		{fmt.Errorf("read: %w", &sheet.QuoteError{Line: 7}), "第 7 行"},
		{store.ErrNoSpace, "磁盘空间不足"},
		{&fs.PathError{Op: "open", Path: "台账.xlsx", Err: fs.ErrNotExist}, "不存在"},
	} {
		if got, ok := Error(c.err); !ok || !strings.Contains(got, c.says) || strings.Contains(got, "ledger") {
			t.Errorf("%v: %q", c.err, got)
		}
	}
	if got, ok := Error(fmt.Errorf("wires crossed")); ok {
		t.Errorf("nobody foresaw it, but it says %q", got)
	}
	if got := Subject(fmt.Errorf("read: %w", &fs.PathError{Op: "open", Path: "台账.xlsx", Err: fs.ErrNotExist})); got != "台账.xlsx" {
		t.Errorf("about %q", got)
	}
}
