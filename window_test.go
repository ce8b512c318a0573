package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// user sits at the real window: keys and clicks go through the X server, and every answer is an event that the program
// prints. There are no pauses: each step waits for what it waits for.
type user struct {
	t      *testing.T
	window string // its number in X
	events chan string
	seen   []string
}

// patience is how long one event may take on a busy machine.
const patience = 60 * time.Second

// sit starts a window manager and the program on a fresh demo workspace.
func sit(t *testing.T, workspace string) *user {
	t.Helper()
	manager := exec.Command("openbox")
	if err := manager.Start(); err != nil {
		t.Fatalf("openbox: %v", err)
	}
	t.Cleanup(func() { _ = manager.Process.Kill(); _ = manager.Wait() })
	cmd := exec.Command(program(t), "--workspace", workspace, "--demo", "--events", "--user", "测试员")
	cmd.Env = append(os.Environ(), "HOME="+t.TempDir())
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	u := &user{t: t, events: make(chan string, 1000)}
	ended := make(chan error, 1)
	go func() {
		for s := bufio.NewScanner(out); s.Scan(); {
			u.events <- s.Text()
		}
		ended <- cmd.Wait()
		close(u.events)
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-ended
	})
	u.wait("started")
	u.window = u.x("search", "--sync", "--onlyvisible", "--limit", "1", "--name", "招商链图")
	return u
}

// x calls xdotool.
func (u *user) x(args ...string) string {
	u.t.Helper()
	out, err := exec.Command("xdotool", args...).CombinedOutput()
	if err != nil {
		u.t.Fatalf("xdotool %v: %v %s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// wait returns what follows the event's name.
func (u *user) wait(event string) string {
	u.t.Helper()
	late := time.After(patience)
	for {
		select {
		case line, ok := <-u.events:
			u.seen = append(u.seen, line)
			if name, rest, _ := strings.Cut(line, " "); name == event {
				return rest
			}
			if !ok {
				u.t.Fatalf("the program ended before %q:\n%s", event, strings.Join(u.seen, "\n"))
			}
		case <-late:
			u.t.Fatalf("%q did not happen:\n%s", event, strings.Join(u.seen, "\n"))
		}
	}
}

func (u *user) waitFor(event, what string) {
	u.t.Helper()
	for got := u.wait(event); !strings.Contains(got, what); got = u.wait(event) {
	}
}

func (u *user) key(keys ...string) {
	u.t.Helper()
	u.x(append([]string{"key", "--window", "0", "--delay", "60"}, keys...)...)
}

// click takes logical pixels of the window at its first size.
func (u *user) click(x, y int) {
	u.t.Helper()
	u.x("mousemove", "--sync", "--window", u.window, fmt.Sprint(x), fmt.Sprint(y))
	u.x("click", "1")
}

// Where things stand in the window at its first size, 1440×900.
const (
	railX, railImport, railProjects = 53, 278, 62
	sampleX, sampleY                = 829, 493
	actionX, actionY                = 1380, 25
)

// TestWindow works with the real window as an officer does: find, present, import, undo, close, and all is kept.
func TestWindow(t *testing.T) {
	workspace := filepath.Join(t.TempDir(), "办公 工作区")
	u := sit(t, workspace)
	u.wait("searchable")

	u.key("ctrl+k")
	u.wait("palette")
	u.key("j", "p", "g")
	u.waitFor("found", "jpg")
	u.key("Return")
	u.waitFor("screen", "chains")

	u.key("F5")
	u.wait("check") // what to know before visitors look, the first time
	u.key("Return")
	u.wait("present")
	u.x("search", "--sync", "--onlyvisible", "--name", "^招商链图$")
	u.key("Escape")
	u.wait("presented")

	u.click(railX, railImport)
	u.waitFor("screen", "import")
	u.click(sampleX, sampleY)
	u.waitFor("plan", "Added:10")
	u.click(actionX, actionY)
	u.waitFor("notice", "已导入 10 条记录")
	u.click(railX, railProjects)
	u.waitFor("screen", "projects")
	u.key("ctrl+z")
	u.waitFor("notice", "已撤销：导入")
	u.key("ctrl+y")
	u.waitFor("notice", "已重做：导入")

	u.key("alt+F4")
	for range u.events { // until the program has ended
	}
	out, err := exec.Command(program(t), "--workspace", workspace, "list", "project", "--where", "虚构=是", "--fields", "name", "--json").Output()
	if err != nil {
		t.Fatalf("list after closing: %v", err)
	}
	if n := strings.Count(string(out), `"name"`); n != 250 {
		t.Errorf("%d invented projects are kept, want 240 and the 10 imported ones", n)
	}
}
