package store

import "testing"

// TestErasingBesideEncryption encrypts a workspace with people in it, erases one, and takes the encryption off again.
func TestErasingBesideEncryption(t *testing.T) {
	s := open(t, t.TempDir())
	o := newBureau(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	encrypt(t, s.Dir())
	s = unlocked(t, s.Dir())
	if s.Name(o.contact.ID) != herName {
		t.Fatal("encrypting lost her")
	}
	eraseNow(t, s, herName)
	o.gone(t, s)
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Decrypt(t.Context(), s.Dir(), ResealOptions{Unlock: knowing(passphrase)}); err != nil {
		t.Fatal(err)
	}
	s = open(t, s.Dir())
	o.gone(t, s)
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	nowhere(t, s.Dir(), herName, herPhone, herMail)
}
