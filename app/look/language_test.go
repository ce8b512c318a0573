package look

import (
	"testing"

	"fyne.io/fyne/v2/lang"
)

func TestTheToolkitSpeaksChinese(t *testing.T) {
	for _, system := range []string{"C", "en_US.UTF-8", "de_DE.UTF-8", "zh_CN.UTF-8"} {
		t.Setenv("LANG", system)
		t.Setenv("LC_ALL", system)
		if err := SpeakChinese(); err != nil {
			t.Fatal(err)
		}
		for word, want := range map[string]string{"Cancel": "取消", "Open": "打开"} {
			if got := lang.L(word); got != want {
				t.Errorf("%s: %s is %s", system, word, got)
			}
		}
		if got := lang.X("file.parent", "Parent"); got != "上一级" {
			t.Errorf("%s: %s", system, got)
		}
	}
}
