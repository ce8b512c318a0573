package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// lockfile keeps a second program out. The operating system frees it when the process ends, however it ends.
type lockfile struct{ file *os.File }

var errLocked = errors.New("locked")

func lock(dir, user string, now time.Time) (*lockfile, error) {
	path := filepath.Join(dir, "lock")
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock workspace: %w", readOnly(err))
	}
	if err := tryLock(f); err != nil {
		f.Close()
		if errors.Is(err, errLocked) {
			return nil, owner(path)
		}
		return nil, fmt.Errorf("lock workspace: %w", err)
	}
	return &lockfile{f}, sign(f, user, now)
}

// sign writes who holds the lock, for the message that the next one gets.
func sign(f *os.File, user string, now time.Time) error {
	host, _ := os.Hostname()
	b, err := json.Marshal(InUse{Host: host, User: user, PID: os.Getpid(), Since: now})
	if err == nil {
		err = f.Truncate(0)
	}
	if err == nil {
		_, err = f.WriteAt(b, 0)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("sign lock: %w", err), f.Close())
	}
	return nil
}

func owner(path string) error {
	who := new(InUse)
	if b, err := os.ReadFile(path); err != nil || json.Unmarshal(b, who) != nil {
		return ErrInUse
	}
	return who
}

func (l *lockfile) release() error { return errors.Join(unlock(l.file), l.file.Close()) }
