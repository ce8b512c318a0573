package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// rehearse puts a migration into the list that makes two files, and may be interrupted between them.
func rehearse(t *testing.T, interrupted *bool) {
	t.Helper()
	old := migrations
	t.Cleanup(func() { migrations = old })
	migrations = append(migrations[:len(migrations):len(migrations)], func(dir string) error {
		if err := os.WriteFile(filepath.Join(dir, "first"), []byte("1"), 0o600); err != nil {
			return err
		}
		if *interrupted {
			return errInterrupted
		}
		return os.WriteFile(filepath.Join(dir, "second"), []byte("2"), 0o600)
	})
}

var errInterrupted = errors.New("power cut")

func TestMigrationIsRestartable(t *testing.T) {
	dir, fresh := filled(t, 2), newestFormat()
	interrupted := true
	rehearse(t, &interrupted)
	rehearse(t, new(bool))
	backups := 0
	o := Options{BeforeMigration: func(of string) error {
		if _, err := os.Stat(filepath.Join(of, "first")); backups == 0 && err == nil {
			t.Error("changed before the backup")
		}
		backups++
		return nil
	}}
	if _, err := Open(dir, Options{}); !errors.Is(err, errNoBackup) {
		t.Errorf("without a backup: %v", err)
	}
	if _, err := Open(dir, o); !errors.Is(err, errInterrupted) {
		t.Fatal(err)
	}
	if w := workspaceIn(t, dir); w.Format != fresh {
		t.Errorf("half done counts as format %d", w.Format)
	}
	interrupted = false
	for range 2 {
		s, err := Open(dir, o)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if w := workspaceIn(t, dir); w.Format != fresh+2 || w.Station == "" || backups != 2 || string(read(t, filepath.Join(dir, "second"))) != "2" {
		t.Errorf("%+v, %d backups", w, backups)
	}
	migrations = migrations[:len(migrations)-2]
	if _, err := Open(dir, o); !errors.Is(err, ErrNewer) {
		t.Errorf("an older program: %v", err)
	}
}

func TestNoMigrationWithoutItsBackup(t *testing.T) {
	dir, full := filled(t, 1), errors.New("stick is full")
	rehearse(t, new(bool))
	if _, err := Open(dir, Options{BeforeMigration: func(string) error { return full }}); !errors.Is(err, full) {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "first")); err == nil {
		t.Error("migrated all the same")
	}
}

func workspaceIn(t *testing.T, dir string) workspace {
	t.Helper()
	w, err := readWorkspace(realDisk{}, dir)
	if err != nil {
		t.Fatal(err)
	}
	return w
}
