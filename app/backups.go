package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model/backup"
	"chainatlas/model/keys"
)

// Backups wait until the window has settled, and look again each hour: some never close the program. At the end they get
// as long as a person hardly notices; what is not done by then is done the next day.
const (
	backupAfter   = 2 * time.Minute
	backupEvery   = time.Hour
	closingBackup = 15 * time.Second
)

// backUpIn makes the backup of the day, if it is due, when some time has passed, and goes on looking.
func (w *window) backUpIn(d time.Duration) {
	if w.options.tour != "" {
		return
	}
	w.backups.Stop()
	w.backups = task.After(d, func() {
		rolling, st := w.desk.Rolling(), w.desk.Store
		task.Run(func(ctx context.Context, progress func(int, int)) (backup.Rolled, error) {
			rolling.Progress = progress
			return rolling.Run(ctx, st, backup.Daily)
		}, func(r backup.Rolled, err error) {
			w.backedUp(r, err)
			w.backUpIn(backupEvery)
		})
	})
}

// backedUp tells of a failure once; the next hour tries again.
func (w *window) backedUp(r backup.Rolled, err error) {
	if r.Made != nil {
		w.tell("backup", filepath.Base(r.Made.Path))
	}
	if err == nil || errors.Is(err, context.Canceled) || w.backupFailed {
		return
	}
	w.backupFailed = true
	text := desk.Explain(err)
	if !backup.Good(err) {
		text = "自动备份没有完成，不影响工作。" + text
	}
	w.desk.Notice(look.Warn, text)
}

// backUpAfterWork runs when the window is gone already and the store still open.
func (w *window) backUpAfterWork() {
	if w.options.tour != "" {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), closingBackup)
	defer cancel()
	if _, err := w.desk.Rolling().Run(ctx, w.desk.Store, backup.AfterWork); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
}

// restore puts a backup in the place of the workspace. No screen reads meanwhile.
func (w *window) restore(path string) {
	w.shut()
	w.win.SetContent(ui.NewEmpty("正在从备份恢复", "先校验备份，再换上；原来的工作区移到旁边另存", nil))
	dir, user := w.dir, w.user()
	task.Long(w.win, "正在从备份恢复", func(ctx context.Context, progress func(int, int)) (*backup.Restored, error) {
		return backup.Restore(ctx, path, dir, backup.RestoreOptions{User: user, Progress: progress})
	}, w.restored)
}

// restored opens what is in the place now: the workspace of the backup or, after a failure, the one that was there.
func (w *window) restored(r *backup.Restored, err error) {
	opening := w.open()
	switch {
	case errors.Is(opening, keys.ErrLocked): // the passphrase is that of the day of the backup
		w.askSecret(func() { w.tellRestored(r, err) })
	case opening != nil:
		w.showFailure(errors.Join(err, opening))
	default:
		w.tellRestored(r, err)
	}
}

func (w *window) tellRestored(r *backup.Restored, err error) {
	w.code = 0
	if err != nil {
		w.desk.Fail(err)
		return
	}
	w.tell("restored", fmt.Sprint(r.Records()))
	text := fmt.Sprintf("已恢复 %d 条记录、%d 次操作，校验无误。", r.Records(), r.Head.Frame)
	if r.Aside != "" {
		text += "原来的工作区在 " + r.Aside
	}
	if len(r.Lost) > 0 {
		w.desk.Notice(look.Warn, fmt.Sprintf("%s。有 %d 个附件在备份时已损坏，没有恢复：%s", strings.TrimSuffix(text, "。"), len(r.Lost), strings.Join(r.Lost, "；")))
		return
	}
	w.desk.Notice(look.Good, text)
}

// shut leaves the screens and closes the workspace, so that its folder can be renamed.
func (w *window) shut() {
	w.leave()
	w.backups.Stop()
	task.Stop()
	if w.desk == nil {
		return
	}
	if err := errors.Join(w.desk.Base.Close(), w.desk.Store.Close()); err != nil {
		w.desk.Fail(err)
	}
}

// offerBackup adds the newest good backup to the page that says why the workspace is not open.
func (w *window) offerBackup(why string, quit ui.Action) {
	folder, dir := desk.RollingIn(w.app.Preferences(), w.dir, Version).Folder, w.dir
	task.Run(func(ctx context.Context, _ func(int, int)) (*backup.Backup, error) {
		return backup.Newest(ctx, dir, folder), nil
	}, func(b *backup.Backup, _ error) {
		if b == nil {
			return
		}
		quit.Primary = false
		take := ui.Action{Text: fmt.Sprintf("从 %s恢复（%s）", desk.NameOf(b, time.Now()), desk.Holds(b)), Primary: true, Do: func() { w.restore(b.Path) }}
		w.win.SetContent(ui.NewEmpty(notOpened, why, &take).Add(quit))
	})
}
