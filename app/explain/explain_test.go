package explain

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"chainatlas/mapping/geofile"
	"chainatlas/model/backup"
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
		{fmt.Errorf("add file: %w", &store.TooLarge{Name: "录像.mp4", Size: 123 << 20}), "「录像.mp4」有 123 MB，超过附件上限 50 MB"},
		{&store.TooLarge{Name: "流"}, "「流」超过附件上限"},
		{&store.FileDamage{Name: "现状.jpg", Path: "files/ab/cd", Missing: true}, "附件「现状.jpg」的文件不在工作区中"},
		{&store.FileDamage{Name: "现状.jpg", Path: "files/ab/cd"}, "已损坏，记录没有改动"},
		{&backup.LostFiles{Names: []string{"files/ab/cd"}}, "备份已完成"},
		{&fs.PathError{Op: "open", Path: "台账.xlsx", Err: fs.ErrNotExist}, "不存在"},
		{fmt.Errorf("地块: %w", &geofile.FeatureError{Number: 7, Err: geofile.ErrCoordinate}), "第 7 个图形：坐标不是有效的数字"},
		{fmt.Errorf("点位.csv: %w", errors.Join(geofile.ErrDamaged, sheet.ErrDamaged)), "前后矛盾"},
		{fmt.Errorf("总图.dwg: %w", geofile.ErrDWG), "另存为 DXF"},
		{fmt.Errorf("点位.csv: %w", geofile.ErrNoCoordinates), "「经度」「纬度」"},
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

func TestBytes(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 820: "820 B", 36 << 10: "36 KB", 1 << 20: "1 MB", 4404019: "4.2 MB", store.MaxFile: "50 MB"} {
		if got := Bytes(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
