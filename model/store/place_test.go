package store

import (
	"errors"
	"path/filepath"
	"testing"
)

func TestFoldersInACloud(t *testing.T) {
	env := map[string]string{"OneDrive": `C:\Users\li\OneDrive`, "OneDriveCommercial": `D:\OneDrive - 招商局\`}
	getenv := func(name string) string { return env[name] }
	cases := []struct {
		dir  string
		want string
	}{
		{`C:\Users\li\OneDrive`, env["OneDrive"]},
		{`c:\users\li\onedrive\招商\工作区`, env["OneDrive"]},
		{`D:/OneDrive - 招商局/data`, env["OneDriveCommercial"]},
		{`C:\Users\li\OneDrive2\data`, ""},
		{`C:\Users\li\AppData\Local\ChainAtlas`, ""},
	}
	for _, c := range cases {
		if got := inCloud(c.dir, getenv); got != c.want {
			t.Errorf("%s: %q", c.dir, got)
		}
	}
}

func TestPathsOnOtherComputers(t *testing.T) {
	cases := map[string]bool{
		`\\server\share\data`: true, `//server/share`: true, `\\?\UNC\server\share`: true,
		`\\?\C:\data`: false, `\\.\C:\data`: false, `C:\data`: false, `/home/li`: false,
	}
	for path, want := range cases {
		if isUNC(path) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
}

func TestACloudFolderIsRefusedBeforeItIsMade(t *testing.T) {
	root := t.TempDir()
	t.Setenv("OneDrive", root)
	dir := filepath.Join(root, "工作区")
	if _, err := Open(dir, Options{}); !errors.Is(err, ErrCloud) {
		t.Error(err)
	}
	if nearest(dir) != root {
		t.Error("a folder was made")
	}
}
