package system

import (
	"path/filepath"
	"testing"
)

func TestProgramFolderIsTheSameFromTheSoftFolder(t *testing.T) {
	home := filepath.Join(t.TempDir(), "招商 链图")
	for _, exe := range []string{filepath.Join(home, "ChainAtlas.exe"), filepath.Join(home, "SoftGL", "ChainAtlas.exe")} {
		if got := installedIn(exe); got != home {
			t.Errorf("%s belongs to %s, want %s", exe, got, home)
		}
	}
}
