package unlock

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chainatlas/app/look"
	"chainatlas/model/keys"
)

func TestMain(m *testing.M) {
	test.NewApp().Settings().SetTheme(look.Light())
	m.Run()
}

// shown is the page in a window; tried is what it last tried.
func shown(t *testing.T) (p *Page, tried *keys.Secret) {
	t.Helper()
	p, tried = New("D:/招商/工作区"), new(keys.Secret)
	p.Try = func(s keys.Secret) { *tried = s }
	p.Quit = func() {}
	w := test.NewTempWindow(t, p.Content())
	w.Resize(fyne.NewSize(900, 600))
	p.Shown(w.Canvas())
	return p, tried
}

func TestPassphrase(t *testing.T) {
	p, tried := shown(t)
	p.try()
	if p.trying {
		t.Error("tries nothing")
	}
	test.Type(p.entry, "wrong one")
	p.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if tried.Passphrase != "wrong one" || !p.open.Disabled() {
		t.Errorf("%+v", tried)
	}
	p.Refuse("口令不对")
	if p.open.Disabled() || p.said.Hidden || p.said.Text != "口令不对" || !p.entry.Password {
		t.Error("does not ask again")
	}
	test.Type(p.entry, "right") // over what was typed
	test.Tap(p.open)
	if tried.Passphrase != "right" || !p.said.Hidden {
		t.Errorf("%+v %q", tried, p.said.Text)
	}
}

func TestRecoveryKey(t *testing.T) {
	p, tried := shown(t)
	f, m, err := keys.New("钢城区招商局2026", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	key := f.SetRecovery(m, time.Now())
	test.Tap(p.other)
	test.Type(p.entry, strings.ToLower(key[1:]))
	test.Tap(p.open)
	if tried.Recovery != "" || !strings.Contains(p.said.Text, "28") {
		t.Errorf("tries a mistyped key: %+v", tried)
	}
	p.entry.SetText(strings.ToLower(key))
	test.Tap(p.open)
	if keys.CheckRecovery(tried.Recovery) != nil {
		t.Errorf("%+v", tried)
	}
	p.Refuse("不是这个")
	if test.Tap(p.other); p.byKey || p.entry.Text != "" {
		t.Error("does not ask for the passphrase again")
	}
}
