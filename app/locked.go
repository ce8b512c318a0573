package app

import (
	"context"
	"errors"
	"fmt"
	"os"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/unlock"
	"chainatlas/model/backup"
	"chainatlas/model/keys"
	"chainatlas/model/store"
)

// askSecret asks for the passphrase in the window. then is called when the workspace is open.
func (w *window) askSecret(then func()) {
	page := unlock.New(w.dir)
	page.Quit = w.win.Close
	page.Try = func(s keys.Secret) {
		opening := w.opening(s)
		task.Run(func(_ context.Context, progress func(int, int)) (*store.Store, error) { return opening(progress) }, func(st *store.Store, err error) {
			if err == nil {
				err = w.furnish(st)
			}
			switch {
			case err == nil:
				w.code = 0
				w.tell("unlocked", w.dir)
				then()
			case retry(err):
				w.tell("refused", w.dir)
				page.Refuse(desk.Explain(err))
			default:
				w.showFailure(err)
			}
		})
	}
	w.win.SetContent(page.Content())
	page.Shown(w.win.Canvas())
	w.tell("locked", w.dir)
}

// retry tells what another word may open.
func retry(err error) bool {
	for _, wrong := range []error{keys.ErrPassphrase, keys.ErrRecovery, keys.ErrTypo, keys.ErrLocked, store.ErrInUse} {
		if errors.Is(err, wrong) {
			return true
		}
	}
	return false
}

// encrypt makes the workspace an encrypted one. No screen reads meanwhile.
func (w *window) encrypt(k *keys.File, m *keys.Master, s keys.Secret) {
	w.reseal("正在加密", s, func(ctx context.Context, o store.ResealOptions) (*store.Resealed, error) {
		return store.Encrypt(ctx, w.dir, k, m, o)
	}, w.encrypted)
}

// decrypt makes it one that opens without a passphrase.
func (w *window) decrypt(s keys.Secret) {
	w.reseal("正在取消加密", s, func(ctx context.Context, o store.ResealOptions) (*store.Resealed, error) {
		return store.Decrypt(ctx, w.dir, o)
	}, func(r *store.Resealed) {
		w.desk.Notice(look.Good, fmt.Sprintf("已取消加密，%d 次操作逐条核对无误。原来的加密工作区在 %s", r.Frames, r.Aside))
	})
}

func (w *window) reseal(title string, s keys.Secret, work func(context.Context, store.ResealOptions) (*store.Resealed, error), then func(*store.Resealed)) {
	w.shut()
	w.win.SetContent(ui.NewEmpty(title, "先在旁边写好新的一份并逐条核对，再换上；中途断电，工作区还是原来的样子", nil))
	o := store.ResealOptions{User: w.user(), Unlock: func() (keys.Secret, error) { return s, nil }}
	task.Long(w.win, title, func(ctx context.Context, progress func(int, int)) (*store.Resealed, error) {
		o.Progress = progress
		return work(ctx, o)
	}, func(r *store.Resealed, err error) {
		if opening := w.openWith(s); opening != nil {
			w.showFailure(errors.Join(err, opening))
			return
		}
		w.code = 0
		if err != nil {
			w.desk.Fail(err)
			return
		}
		w.tell("resealed", fmt.Sprint(r.Frames))
		then(r)
	})
}

// encrypted says what can still be read, and offers to delete it.
func (w *window) encrypted(r *store.Resealed) {
	rolling, dir := w.desk.Rolling(), w.dir
	task.Run(func(context.Context, func(int, int)) ([]*backup.Backup, error) {
		return backup.Readable(dir, rolling.Folder), nil
	}, func(readable []*backup.Backup, _ error) {
		text := fmt.Sprintf("工作区已加密，%d次操作逐条核对无误。\n原来的工作区没有加密，另存在：\n%s\n", r.Frames, r.Aside)
		if n := len(readable); n > 0 {
			text += fmt.Sprintf("备份文件夹里还有%d份没有加密的备份。\n", n)
		}
		text += "\n这些副本不用口令就能读。可以现在先做一份加密备份，再删除原来的工作区和没有加密的自动备份；手工备份和别处的副本请自行删除。"
		wipe := ui.Action{Text: "删除可读的副本", Danger: true, Do: func() { w.wipe(r.Aside) }}
		ui.NewDialog(w.win, "已加密", ui.NewParagraph(text), wipe).SetCancel("先留着").Show()
	})
}

type wiped struct {
	rolled   backup.Rolled
	readable []*backup.Backup
}

// wipe deletes what can be read without the passphrase, after there is an encrypted backup.
func (w *window) wipe(aside string) {
	rolling, st := w.desk.Rolling(), w.desk.Store
	task.Long(w.win, "正在备份，然后删除可读的副本", func(ctx context.Context, progress func(int, int)) (out wiped, err error) {
		rolling.Progress = progress
		if out.rolled, err = rolling.Replace(ctx, st); err == nil {
			out.readable = backup.Readable(st.Dir(), rolling.Folder)
			err = os.RemoveAll(aside)
		}
		return out, err
	}, func(out wiped, err error) {
		if err != nil {
			w.desk.Fail(err)
			return
		}
		text := fmt.Sprintf("已做加密备份，删除了原来的工作区和 %d 份没有加密的自动备份", out.rolled.Deleted)
		if n := len(out.readable); n > 0 {
			text += fmt.Sprintf("；还有 %d 份手工备份没有加密，请自行删除", n)
		}
		w.desk.Notice(look.Good, text)
	})
}

// offerKeys adds to the page that says why nothing opens the way back that loses nothing: the keys in a backup.
func (w *window) offerKeys(why string, quit ui.Action) {
	folder, dir, user := desk.RollingIn(w.app.Preferences(), w.dir, Version).Folder, w.dir, w.user()
	task.Run(func(ctx context.Context, _ func(int, int)) (*backup.Backup, error) {
		return backup.Newest(ctx, dir, folder), nil
	}, func(b *backup.Backup, _ error) {
		if b == nil || !b.Encrypted {
			return
		}
		quit.Primary = false
		take := ui.Action{Text: "取回备份里的密钥文件", Primary: true, Do: func() {
			task.Run(func(ctx context.Context, _ func(int, int)) (*backup.Backup, error) {
				return backup.RestoreKeys(ctx, b.Path, dir, user)
			}, func(_ *backup.Backup, err error) {
				if err == nil {
					err = w.open()
				}
				w.opened(err)
			})
		}}
		w.win.SetContent(ui.NewEmpty(notOpened, why, &take).Add(quit))
	})
}
