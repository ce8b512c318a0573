package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestWhatMayBecomeAWorkspace(t *testing.T) {
	cases := []struct {
		name    string
		holds   []string // files; a slash at the end is a folder
		must    error    // with MustExist
		without error
	}{
		{"empty folder", nil, ErrNoWorkspace, nil},
		{"somebody's papers", []string{"台账.xlsx"}, ErrNoWorkspace, ErrForeign},
		{"somebody's journal", []string{"journal/", "日记.txt"}, ErrNoWorkspace, ErrForeign},
		{"a workspace that lost its name", []string{"journal/", "db/"}, nil, nil},
		{"begun and interrupted", []string{"journal/", "lock"}, ErrNoWorkspace, nil},
	}
	for _, c := range cases {
		for _, must := range []bool{true, false} {
			dir, want := t.TempDir(), c.without
			if must {
				want = c.must
			}
			for _, name := range c.holds {
				lay(t, dir, name)
			}
			s, err := Open(dir, Options{MustExist: must})
			if !errors.Is(err, want) {
				t.Errorf("%s, must exist %v: %v, want %v", c.name, must, err, want)
			}
			if s != nil {
				s.Close()
				continue
			}
			if left, _ := os.ReadDir(dir); len(left) != len(c.holds) {
				t.Errorf("%s, must exist %v: left %v", c.name, must, left)
			}
		}
	}
}

func lay(t *testing.T, dir, name string) {
	t.Helper()
	path := filepath.Join(dir, name)
	var err error
	if name[len(name)-1] == '/' {
		err = os.Mkdir(path, 0o700)
	} else {
		err = os.WriteFile(path, nil, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnAbsentFolderIsNotMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "没有")
	if _, err := Open(dir, Options{MustExist: true}); !errors.Is(err, ErrNoWorkspace) {
		t.Error(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Error("a folder was made")
	}
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if s, err = Open(dir, Options{MustExist: true}); err != nil {
		t.Fatal(err)
	}
	s.Close()
}
