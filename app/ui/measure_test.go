package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"chainatlas/app/look"
)

func TestFit(t *testing.T) {
	show(t, NewEmpty("", "", nil), 100, 100)
	a := advancesOf(look.TextBody, false)
	s := "新能源汽车电池及关键材料 Battery 2025"
	for room := float32(0); room < 400; room += 7 {
		got := a.fit(s, room)
		if got == s {
			if a.width(s) > room {
				t.Errorf("whole text of %v in %v", a.width(s), room)
			}
			continue
		}
		if !strings.HasSuffix(got, ellipsis) || room > 20 && a.width(got) > room {
			t.Errorf("%q is %v wide in %v", got, a.width(got), room)
		}
	}
	if drawn := fyne.MeasureText(s, look.TextBody, fyne.TextStyle{}).Width; drawn-a.width(s) > 1 || a.width(s)-drawn > 1 {
		t.Errorf("we say %v, Fyne draws %v", a.width(s), drawn)
	}
}
