package system

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
)

func TestASecondProgramHandsItsFilesOver(t *testing.T) {
	workspace := filepath.Join(t.TempDir(), "办公 工作区")
	if err := Send(workspace, nil); !errors.Is(err, ErrNobody) {
		t.Fatalf("sent to nobody: %v", err)
	}
	p, err := Listen(workspace)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Listen(workspace); err == nil {
		t.Error("two listen for one workspace")
	}
	for _, files := range [][]string{{`台账 一.xlsx`, "b.csv"}, {}} {
		sent := make(chan error, 1)
		go func() { sent <- Send(workspace, files) }()
		got, err := p.Next()
		if err := errors.Join(err, <-sent); err != nil || !slices.Equal(got, files) {
			t.Errorf("heard %q of %q: %v", got, files, err)
		}
	}
	ended := make(chan error, 1)
	go func() {
		_, err := p.Next()
		ended <- err
	}()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if <-ended == nil {
		t.Error("a closed post goes on hearing")
	}
}

func TestWhatIsNoMessageIsPassedOver(t *testing.T) {
	workspace := t.TempDir()
	p, err := Listen(workspace)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	sent := make(chan error, 1)
	go func() {
		c, err := dial(postName(workspace))
		if err == nil {
			_, err = c.Write([]byte("GET / HTTP/1.1"))
			err = errors.Join(err, c.Close(), Send(workspace, []string{"a"}))
		}
		sent <- err
	}()
	got, err := p.Next()
	if err := errors.Join(err, <-sent); err != nil || !slices.Equal(got, []string{"a"}) {
		t.Errorf("heard %q: %v", got, err)
	}
}
