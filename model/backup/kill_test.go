package backup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/model"
	"chainatlas/model/store"
)

// The test program calls itself to be killed: what it does, and at which point it dies.
const (
	envWork  = "CABAK_WORK"
	envPoint = "CABAK_POINT"
)

func TestMain(m *testing.M) {
	if work := os.Getenv(envWork); work != "" {
		os.Exit(victim(work, os.Getenv(envPoint)))
	}
	os.Exit(m.Run())
}

// victim works until it reaches the point, and is killed there.
func victim(work, point string) int {
	reached = func(at string) {
		if at == point {
			self, _ := os.FindProcess(os.Getpid())
			_ = self.Kill()
			select {}
		}
	}
	args := strings.Split(work, "\n")
	var err error
	switch args[0] {
	case "make":
		_, err = Make(context.Background(), store.Folder(args[1]), args[2], Options{})
	case "restore":
		_, err = Restore(context.Background(), args[2], args[1], RestoreOptions{})
	}
	fmt.Fprintln(os.Stderr, err)
	return 0
}

// killed runs work in a process of its own, which must die at the point.
func killed(t *testing.T, point string, work ...string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), envWork+"="+strings.Join(work, "\n"), envPoint+"="+point)
	out, err := cmd.CombinedOutput()
	var died *exec.ExitError
	if !errors.As(err, &died) {
		t.Fatalf("%s was not reached: %v %s", point, err, out)
	}
}

func TestKilledBackupLeavesNoHalfFile(t *testing.T) {
	o := newOffice(t, 3)
	good := o.back("好", nil)
	path := filepath.Join(o.folder, "断"+Ext)
	for _, point := range []string{"part", "written", "checked"} {
		killed(t, point, "make", o.Dir(), path)
		if _, err := os.Stat(path); !os.IsNotExist(err) {
			t.Errorf("%s: %v", point, err)
		}
		if list, broken := List(o.folder); len(list) != 1 || len(broken) != 0 || list[0].Path != good.Path {
			t.Errorf("%s: %v %v", point, list, broken)
		}
	}
	if _, err := Make(t.Context(), o, path, Options{}); err != nil {
		t.Error(err)
	}
}

func TestKilledRestoreLeavesAUsableWorkspace(t *testing.T) {
	for point, want := range map[string]int{"verified": 5, "unpacked": 5, "ready": 5, "aside": 3, "swapped": 3} {
		t.Run(point, func(t *testing.T) {
			o := newOffice(t, 3)
			b := o.back("好", nil)
			o.add(2)
			o.close()
			killed(t, point, "restore", o.Dir(), b.Path)
			s, err := store.Open(o.Dir(), store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if n := len(s.Rows(model.KindEnterprise)); n != want {
				t.Errorf("%d records, want %d", n, want)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if _, err := Restore(t.Context(), b.Path, o.Dir(), RestoreOptions{}); err != nil {
				t.Fatalf("once more: %v", err)
			}
			if n := len(openOffice(t, o.Dir()).Rows(model.KindEnterprise)); n != 3 {
				t.Errorf("%d records after another restore", n)
			}
			aside, _ := filepath.Glob(o.Dir() + "-aside-*")
			if len(aside) == 0 {
				t.Error("nothing was set aside")
			}
		})
	}
}
