package desk

import (
	"errors"
	"os"
	"strings"
	"testing"

	"chainatlas/model"
)

func TestCopiesAreReadOnlyAndGo(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("LocalAppData", t.TempDir())
	path, err := WriteCopy(model.Attachment{Name: "../现状?.jpg"}, strings.NewReader("照片"))
	if err != nil || !strings.HasPrefix(path, copiesFolder()) || !strings.HasSuffix(path, "_现状_.jpg") {
		t.Fatalf("%s %v", path, err)
	}
	info, err := os.Stat(path)
	if b, reading := os.ReadFile(path); err != nil || reading != nil || string(b) != "照片" || info.Mode().Perm()&0o222 != 0 {
		t.Errorf("%v %v %q", err, reading, b)
	}
	ForgetCopies()
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("still there: %v", err)
	}
}

func TestProgramsAreNotOpened(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("LocalAppData", t.TempDir())
	for _, name := range []string{"安装.exe", "现状.jpg.lnk", "脚本.BAT", "无扩展名", "网页.html", "a.jpg\u202e.scr"} {
		if _, err := WriteCopy(model.Attachment{Name: name}, strings.NewReader("")); !errors.Is(err, ErrNotOpened) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
