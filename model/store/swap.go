package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// Swap puts the workspace that waits in Ready(Dir) in the place of Dir.
type Swap struct {
	Dir, User string
	Now       time.Time
	Reached   func(point string) // may be nil; tests end the process there

	held *lockfile                // of the old workspace, when the caller has it; else it is taken
	same func(aside string) error // looks at the old one when nobody can write into it any more
}

// Do renames the old workspace, if any, to aside and the new one to Dir. A failure gives the old one its name back;
// between the two names, Settle finishes it at the next opening. It returns ErrInUse.
func (x Swap) Do() (aside string, err error) {
	if x.Reached == nil {
		x.Reached = func(string) {}
	}
	release, err := x.hold()
	if err != nil {
		return "", err
	}
	if runtime.GOOS == "windows" { // where a folder with an open file cannot be renamed
		if err := release(); err != nil {
			return "", err
		}
		release = func() error { return nil }
	}
	defer func() { err = errors.Join(err, release()) }()
	if aside, err = x.setAside(); err != nil {
		return "", err
	}
	x.Reached("aside")
	if x.same != nil && aside != "" {
		err = x.same(aside)
	}
	if err == nil {
		err = os.Rename(Ready(x.Dir), x.Dir)
	}
	if err != nil {
		if aside != "" {
			err = errors.Join(err, os.Rename(aside, x.Dir))
		}
		return "", err
	}
	x.Reached("swapped")
	return aside, syncDir(filepath.Dir(x.Dir))
}

// Free makes sure that the place can be taken over: nobody works there.
func (x Swap) Free() error {
	release, err := x.hold()
	if err != nil {
		return err
	}
	return release()
}

// hold keeps others out of the workspace that is there, if any.
func (x Swap) hold() (release func() error, err error) {
	if x.held != nil {
		return x.held.release, nil
	}
	if left, err := os.ReadDir(x.Dir); errors.Is(err, fs.ErrNotExist) || err == nil && len(left) == 0 {
		return func() error { return nil }, nil
	}
	l, err := lock(x.Dir, x.User, x.Now)
	if err != nil {
		return nil, err
	}
	return l.release, nil
}

// setAside renames the workspace that is there; an empty folder just goes.
func (x Swap) setAside() (aside string, err error) {
	left, err := os.ReadDir(x.Dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil:
		return "", err
	case len(left) == 0:
		return "", os.Remove(x.Dir)
	}
	aside = filepath.Clean(x.Dir) + "-aside-" + x.Now.Format("20060102-150405.000")
	if _, err := os.Lstat(aside); !errors.Is(err, fs.ErrNotExist) {
		return "", errors.Join(fmt.Errorf("%s: %w", aside, fs.ErrExist), err)
	}
	return aside, os.Rename(x.Dir, aside)
}
