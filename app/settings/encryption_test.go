package settings

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model/keys"
	"chainatlas/model/store"
)

var monday = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

const passphrase = "钢城区招商局2026"

// entries are those of the dialog on top, in their order.
func entries(t *testing.T, s *Screen) (out []*ui.Entry) {
	t.Helper()
	for _, o := range test.LaidOutObjects(s.desk.Window.Canvas().Overlays().Top()) {
		if e, ok := o.(*ui.Entry); ok {
			out = append(out, e)
		}
	}
	return out
}

// shows tells whether the dialog on top has a text.
func shows(s *Screen, text string) bool {
	top := s.desk.Window.Canvas().Overlays().Top()
	if top == nil {
		return false
	}
	for _, o := range test.LaidOutObjects(top) {
		if l, ok := o.(*ui.Line); ok && strings.Contains(l.Text, text) {
			return true
		}
	}
	return false
}

func TestEncryptInTheSettings(t *testing.T) {
	s, _ := screen(t)
	if got := s.secrets.fields.Value(fieldState); !strings.Contains(got, "没有加密") {
		t.Errorf("says %q", got)
	}
	var made *keys.File
	s.desk.Encrypt = func(k *keys.File, _ *keys.Master, _ keys.Secret) { made = k }
	s.secrets.begin()
	e := entries(t, s)
	e[0].SetText("kurz")
	tap(t, s, "下一步")
	if !shows(s, "太简单") {
		t.Error("takes a weak passphrase")
	}
	e[0].SetText(passphrase)
	e[1].SetText(passphrase + "x")
	tap(t, s, "下一步")
	if !shows(s, "两次输入的不同") {
		t.Error("takes two different ones")
	}
	e[1].SetText(passphrase)
	tap(t, s, "下一步")
	task.Wait()
	if !shows(s, "恢复密钥") {
		t.Fatal("shows no recovery key")
	}
	entries(t, s)[0].SetText("0000")
	tap(t, s, "加密")
	if made != nil {
		t.Fatal("goes on although nobody wrote the key down")
	}
}

// encryptedScreen shows an encrypted workspace.
func encryptedScreen(t *testing.T) (s *Screen, said *string, recovery string) {
	t.Helper()
	s, said = screen(t)
	dir := s.desk.Store.Dir()
	if err := s.desk.Store.Close(); err != nil {
		t.Fatal(err)
	}
	k, m, err := keys.New(passphrase, monday)
	if err != nil {
		t.Fatal(err)
	}
	recovery = k.SetRecovery(m, monday)
	if _, err := store.Encrypt(t.Context(), dir, k, m, store.ResealOptions{}); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(dir, store.Options{Unlock: func() (keys.Secret, error) { return keys.Secret{Passphrase: passphrase}, nil }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	s.desk.Store = st
	s.secrets.reload()
	return s, said, recovery
}

func TestChangeThePassphraseInTheSettings(t *testing.T) {
	s, said, recovery := encryptedScreen(t)
	if got := s.secrets.fields.Value(fieldState); !strings.Contains(got, "已加密") {
		t.Errorf("says %q", got)
	}
	for _, c := range []struct{ now, says string }{{"wrong one", "口令不对"}, {passphrase, "口令已更换"}, {recovery, "口令已更换"}} {
		s.secrets.change()
		e := entries(t, s)
		e[0].SetText(c.now)
		e[1].SetText("另一个口令2026")
		e[2].SetText("另一个口令2026")
		tap(t, s, "更换")
		task.Wait()
		if !strings.Contains(*said, c.says) {
			t.Errorf("%s: says %q", c.now, *said)
		}
	}
	if err := s.desk.Store.Knows(keys.Secret{Passphrase: "另一个口令2026"}); err != nil {
		t.Error(err)
	}
}

func TestDecryptAsksForThePassphrase(t *testing.T) {
	s, said, _ := encryptedScreen(t)
	asked := 0
	s.desk.Decrypt = func(keys.Secret) { asked++ }
	for _, p := range []string{"wrong one", passphrase} {
		s.secrets.end()
		entries(t, s)[0].SetText(p)
		tap(t, s, "取消加密")
		task.Wait()
	}
	if asked != 1 || !strings.Contains(*said, "口令不对") {
		t.Errorf("asked %d times, says %q", asked, *said)
	}
}

func TestRecoverySheet(t *testing.T) {
	text := printed("ABCD-EFGH", `D:\招商\工作区`, monday)
	if !strings.Contains(text, "ABCD-EFGH\r\n") || !strings.Contains(text, "2026-11-23") || !strings.HasPrefix(text, "\ufeff") {
		t.Error(text)
	}
}
