package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/dgraph-io/badger/v4"
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

// A process killed while it makes a workspace leaves one that the next start goes on with, wherever it was killed.
func TestAKillWhileAWorkspaceIsMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "工作区")
	left := ""
	o := Options{tune: func(*badger.Options) { left = leftBehind(t, dir) }}
	s, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(left, "db"), 0o700); err != nil {
		t.Fatal(err) // what Badger makes first
	}
	if s, err = Open(left, Options{}); err != nil {
		t.Fatalf("a workspace that was begun: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// leftBehind copies what a workspace consists of at this moment.
func leftBehind(t *testing.T, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "left")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}
