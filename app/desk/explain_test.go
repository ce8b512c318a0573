package desk

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"chainatlas/model/sheet"
	"chainatlas/model/store"
)

// Each error tells what happened and what to do next, and no English.
func TestExplain(t *testing.T) {
	for _, c := range []struct {
		err  error
		says string
	}{
		{fmt.Errorf("read ledger a.xls: %w", sheet.ErrOldFormat), "另存为 .xlsx"},
		{fmt.Errorf("read ledger a.xlsx: %w", sheet.ErrEncrypted), "取消密码"},
		{fmt.Errorf("read: %w", &sheet.QuoteError{Line: 7}), "第 7 行"},
		{store.ErrNoSpace, "磁盘空间不足"},
		{&fs.PathError{Op: "open", Path: "台账.xlsx", Err: fs.ErrNotExist}, "台账.xlsx"},
		{fmt.Errorf("wires crossed"), "wires crossed"}, // nobody foresaw it: the words are for the maintainer
	} {
		if got := Explain(c.err); !strings.Contains(got, c.says) || strings.Contains(got, "ledger") {
			t.Errorf("%v: %q", c.err, got)
		}
	}
	if Explain(nil) != "" {
		t.Error("nothing happened")
	}
}
