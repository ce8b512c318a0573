package settings

import (
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model/keys"
)

// encryption is the part of the settings about the passphrase.
type encryption struct {
	desk    *desk.Desk
	fields  *ui.Fields
	buttons *fyne.Container
}

// The fields.
const (
	fieldState = "state"
	fieldNow   = "now"   // the passphrase of today, or the recovery key
	fieldNew   = "new"   // the passphrase to come
	fieldAgain = "again" // once more
	fieldGroup = "group" // the last group of the recovery key
)

func (e *encryption) content() fyne.CanvasObject {
	e.fields = ui.NewFields(ui.Section{Title: "加密", Fields: []ui.Field{{Key: fieldState, Label: "现在", Kind: ui.FixedField}}})
	e.buttons = container.NewHBox()
	e.reload()
	return ui.Stack(look.Gap, e.fields, e.buttons)
}

func (e *encryption) reload() {
	k := e.desk.Store.Keys()
	e.fields.Set(fieldState, stateOf(k, time.Now()))
	e.buttons.Objects = nil
	for _, a := range e.actions(k) {
		e.buttons.Add(a.Button())
	}
	e.buttons.Refresh()
}

func stateOf(k *keys.File, now time.Time) string {
	if k == nil {
		return "没有加密。能使用这台电脑的人，不经过本软件也能读到工作区里的内容"
	}
	text := "已加密，打开时需要口令。口令设于 " + desk.When(k.Made(keys.ByPassphrase), now)
	if k.Has(keys.ByRecovery) {
		text += "，恢复密钥制于 " + desk.When(k.Made(keys.ByRecovery), now)
	} else {
		text += "，没有恢复密钥：忘记口令就再也打不开"
	}
	if k.Has(keys.ByDevice) {
		text += "；本机的当前 Windows 账户打开时不询问口令"
	}
	return text
}

func (e *encryption) actions(k *keys.File) []ui.Action {
	if k == nil {
		return []ui.Action{{Text: "加密工作区…", Do: e.begin}}
	}
	out := []ui.Action{{Text: "更换口令…", Do: e.change}, {Text: "换新的恢复密钥…", Do: e.renew}}
	switch {
	case k.Has(keys.ByDevice):
		out = append(out, ui.Action{Text: "本机打开时询问口令", Do: func() { e.remember(false) }})
	case keys.HasDevice():
		out = append(out, ui.Action{Text: "本机打开时不再询问…", Do: e.askRemember})
	}
	return append(out, ui.Action{Text: "取消加密…", Do: e.end})
}

// rules are said before anybody thinks of a passphrase.
const rules = "口令至少8个字符，可以是一句话，越长越难猜。软件不保存口令，谁也查不到；忘记口令时只有恢复密钥能打开。"

// begin asks for the passphrase twice, then shows the recovery key, and only then encrypts.
func (e *encryption) begin() {
	text := "加密以后，工作区里的文件离开本软件就无法读取，打开时要输入口令。" + rules
	e.form("加密工作区", text, "下一步", newFields(), func(f *ui.Fields) func() {
		p, ok := agreed(f)
		if !ok {
			return nil
		}
		return func() { e.prepare(p) }
	})
}

// fresh are keys that nothing is sealed by yet.
type fresh struct {
	file     *keys.File
	master   *keys.Master
	recovery string
}

// prepare makes the keys beside the window: a passphrase is slow to try on purpose.
func (e *encryption) prepare(p string) {
	task.Long(e.desk.Window, "正在制作密钥", func(ctx context.Context, _ func(int, int)) (out fresh, err error) {
		if out.file, out.master, err = keys.New(p, time.Now()); err == nil {
			out.recovery = out.file.SetRecovery(out.master, time.Now())
			err = ctx.Err()
		}
		return out, err
	}, func(k fresh, err error) {
		if err != nil {
			e.desk.Fail(err)
			return
		}
		e.show(k.recovery, "加密", func() { e.desk.Encrypt(k.file, k.master, keys.Secret{Passphrase: p}) })
	})
}

func newFields() []ui.Field {
	return []ui.Field{{Key: fieldNew, Label: "新口令", Kind: ui.SecretField}, {Key: fieldAgain, Label: "再输一次", Kind: ui.SecretField}}
}

func nowField() ui.Field {
	return ui.Field{Key: fieldNow, Label: "现在的口令", Kind: ui.SecretField, Hint: "或恢复密钥"}
}

// agreed is the new passphrase when it is good and twice the same; else it says what is missing.
func agreed(f *ui.Fields) (string, bool) {
	p := f.Value(fieldNew)
	f.SetNote(fieldNew, look.Plain, "")
	f.SetNote(fieldAgain, look.Plain, "")
	switch {
	case keys.CheckPassphrase(p) != nil:
		f.SetNote(fieldNew, look.Bad, "太简单：至少8个字符，不能全是同一个字符")
		f.FocusField(fieldNew)
	case f.Value(fieldAgain) != p:
		f.SetNote(fieldAgain, look.Bad, "两次输入的不同")
		f.FocusField(fieldAgain)
	default:
		return p, true
	}
	return "", false
}

// secretIn is what stands in the field for the passphrase of today.
func secretIn(f *ui.Fields) keys.Secret {
	text := f.Value(fieldNow)
	if keys.CheckRecovery(text) == nil {
		return keys.Secret{Recovery: text}
	}
	return keys.Secret{Passphrase: text}
}

// form is a dialog with fields. done looks at them, says what is wrong and returns nil, or what is to be done.
func (e *encryption) form(title, text, button string, fields []ui.Field, done func(*ui.Fields) func()) {
	f := ui.NewFields(ui.Section{Fields: fields})
	var then func()
	take := ui.Action{Text: button, Primary: true, Ready: func() bool { then = done(f); return then != nil }, Do: func() { then() }}
	e.ask(title, ui.Stack(look.Gap, ui.NewParagraph(text), f), f, fields, take)
}

// ask shows the dialog with the cursor in its first field; Enter goes to the next, and at last takes it.
func (e *encryption) ask(title string, body fyne.CanvasObject, f *ui.Fields, fields []ui.Field, take ui.Action) {
	d := ui.NewDialog(e.desk.Window, title, body, take)
	c := e.desk.Window.Canvas()
	f.OnEnter = func(key string) {
		i := slices.IndexFunc(fields, func(one ui.Field) bool { return one.Key == key })
		if i+1 < len(fields) {
			f.FocusOn(c, fields[i+1].Key)
			return
		}
		d.Take()
	}
	d.Show()
	f.FocusOn(c, fields[0].Key)
}

// known does something when the passphrase of today is right. Trying it takes a moment, beside the window.
func (e *encryption) known(s keys.Secret, then func()) {
	st := e.desk.Store
	task.Long(e.desk.Window, "正在核对口令", func(ctx context.Context, _ func(int, int)) (struct{}, error) {
		return struct{}{}, errors.Join(st.Knows(s), ctx.Err())
	}, func(_ struct{}, err error) {
		if err != nil {
			e.desk.Fail(err)
			return
		}
		then()
	})
}

// change asks for the passphrase of today and twice for the one to come.
func (e *encryption) change() {
	fields := append([]ui.Field{nowField()}, newFields()...)
	e.form("更换口令", rules+"以前的备份仍用当时的口令打开。", "更换", fields, func(f *ui.Fields) func() {
		p, ok := agreed(f)
		if !ok {
			return nil
		}
		s := secretIn(f)
		return func() { e.known(s, func() { e.changeTo(p) }) }
	})
}

func (e *encryption) changeTo(p string) {
	st := e.desk.Store
	task.Long(e.desk.Window, "正在更换口令", func(context.Context, func(int, int)) (struct{}, error) {
		return struct{}{}, st.SetPassphrase(p)
	}, func(_ struct{}, err error) { e.finish(err, "口令已更换") })
}

// renew shows a new recovery key. It takes the place of the old one when it was written down.
func (e *encryption) renew() {
	text := "新的恢复密钥启用以后，以前打印的那张就不再有效。以前的备份仍用当时的恢复密钥打开。"
	e.form("换新的恢复密钥", text, "制作", []ui.Field{nowField()}, func(f *ui.Fields) func() {
		s := secretIn(f)
		return func() {
			e.known(s, func() {
				key := keys.NewRecoveryKey()
				e.show(key, "启用", func() {
					e.finish(e.desk.Store.SetRecoveryKey(key), "恢复密钥已更换，以前的那张不再有效")
				})
			})
		}
	})
}

func (e *encryption) askRemember() {
	text := "以后由 Windows 保管密钥：用当前账户登录这台电脑的人，打开工作区时不再询问口令。换一台电脑或换一个账户仍要口令。"
	e.form("本机打开时不再询问", text, "不再询问", []ui.Field{nowField()}, func(f *ui.Fields) func() {
		s := secretIn(f)
		return func() { e.known(s, func() { e.remember(true) }) }
	})
}

func (e *encryption) remember(yes bool) {
	e.finish(e.desk.Store.Remember(yes), "已更改本机打开的方式")
}

// end asks for the passphrase before everything can be read again.
func (e *encryption) end() {
	text := "取消以后，能使用这台电脑的人不经过本软件也能读到工作区里的内容。加密的那一份移到旁边另存，不会删除。"
	e.form("取消加密", text, "取消加密", []ui.Field{nowField()}, func(f *ui.Fields) func() {
		s := secretIn(f)
		return func() { e.known(s, func() { e.desk.Decrypt(s) }) }
	})
}

func (e *encryption) finish(err error, text string) {
	if err != nil {
		e.desk.Fail(err)
		return
	}
	e.reload()
	e.desk.Notice(look.Good, text)
}
