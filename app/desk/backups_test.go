package desk

import (
	"strings"
	"testing"
	"time"

	"chainatlas/model"
	"chainatlas/model/backup"
	"chainatlas/model/store"
)

func TestHowABackupIsCalled(t *testing.T) {
	at := time.Date(2026, 11, 24, 18, 5, 0, 0, time.Local)
	b := &backup.Backup{Manifest: backup.Manifest{Time: at, Counts: map[model.Kind]int{model.KindProject: 480, model.KindChain: 8}}}
	if got := NameOf(b, at) + Holds(b); got != "11月24日 18:05 的备份共 488 条记录" {
		t.Error(got)
	}
	if got := When(at, at.AddDate(1, 0, 0)); got != "2026年11月24日 18:05" {
		t.Error(got)
	}
}

func TestWhatIsWrongWithABackup(t *testing.T) {
	for want, err := range map[string]error{
		"journal/1.log 的内容已损坏": &backup.Damage{Path: "F.cabak", What: "journal/1.log 的内容已损坏"},
		"「全.cabak」":            &backup.Missing{Path: "增.cabak", Needs: backup.Base{Name: "全.cabak"}},
		"先升级软件，再恢复":            backup.ErrNewer,
		"请清理磁盘":                store.ErrNoSpace,
	} {
		if got := Explain(err); !strings.Contains(got, want) {
			t.Errorf("%v: says %q", err, got)
		}
	}
}
