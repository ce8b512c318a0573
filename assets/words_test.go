package assets_test

import (
	"bytes"
	"regexp"
	"testing"
	"unicode/utf8"

	"chainatlas/assets"
)

func TestTranslationsAreFlat(t *testing.T) {
	key := regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)+$`)
	for k, text := range read[map[string]string](t, assets.Translations()) {
		if !key.MatchString(k) || text == "" {
			t.Errorf("%q: %q", k, text)
		}
	}
}

// The window shows the manual with its own face, so every character must be in it.
func TestManualCanBeShown(t *testing.T) {
	if !utf8.Valid(assets.Manual()) || !bytes.HasPrefix(assets.Manual(), []byte("# 招商链图")) {
		t.Fatal("the manual does not begin with its title")
	}
	for _, face := range faces(t) {
		for _, r := range string(assets.Manual()) {
			if r != '\n' && glyph(t, face.font, r) == 0 {
				t.Errorf("%s: no glyph for %c (%U)", face.name, r, r)
			}
		}
	}
}
