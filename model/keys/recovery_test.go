package keys

import (
	"errors"
	"testing"

	"pgregory.net/rapid"
)

func TestRecoveryKeyRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := recoveryKey(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "key"))
		got, err := parseRecoveryKey(r.String())
		if err != nil || got != r {
			t.Fatalf("%s: %v", r, err)
		}
	})
}

// TestRecoveryTypos makes every mistake of one character and every change of two neighbours.
func TestRecoveryTypos(t *testing.T) {
	key := newRecoveryKey().String()
	chars := plainRecovery(key)
	if len(chars) != 28 || len(key) != 34 {
		t.Fatal(key)
	}
	for i := range chars {
		for _, c := range alphabet {
			typed := chars[:i] + string(c) + chars[i+1:]
			if err := CheckRecovery(typed); typed != chars && !errors.Is(err, ErrTypo) {
				t.Errorf("%s for %s: %v", typed, chars, err)
			}
		}
		if i > 0 {
			typed := chars[:i-1] + chars[i:i+1] + chars[i-1:i] + chars[i+1:]
			if err := CheckRecovery(typed); typed != chars && !errors.Is(err, ErrTypo) {
				t.Errorf("%s for %s: %v", typed, chars, err)
			}
		}
	}
	for _, typed := range []string{"", chars[:27], chars + "0", "汉" + chars[1:], chars[:27] + "U"} {
		if err := CheckRecovery(typed); !errors.Is(err, ErrTypo) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

func TestRecoveryLookAlikes(t *testing.T) {
	r, err := parseRecoveryKey(recoveryKey{}.String())
	if err != nil || r != (recoveryKey{}) {
		t.Fatal(err)
	}
	if err := CheckRecovery(" oOo0 oooo—oooo–oooo.oooo_ＯＯＯＯ　oooo "); err != nil {
		t.Error(err)
	}
	if !LastGroup("0000-ABCD", "abcd ") || LastGroup("0000-ABCD", "abce") || LastGroup("", "") {
		t.Error("last group")
	}
}
