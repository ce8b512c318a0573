// Package diagnosis keeps what a maintainer needs when something went wrong: a log, what a crash left, and both in one zip.
//
// Nothing that somebody typed goes in, no name, no path: only what the program is, on what it runs, and what kind of error it was.
package diagnosis

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"

	"chainatlas/app/explain"
)

// What is in the folder of the log.
const (
	logName   = "log.txt"
	crashName = "crash.txt" // what the runtime writes when it ends; empty while all is well
	mostLog   = 512 << 10   // bytes of a log, after which another begins
	keptLogs  = 3
	keptFalls = 5
)

// Folder is where the log of a workspace's program stands: beside the usual workspace, which holds nothing else.
func Folder(workspace string) string { return workspace + "-log" }

// Log is a file of lines, one event each. A nil Log takes everything and keeps nothing.
type Log struct {
	mu   sync.Mutex
	dir  string
	file *os.File
	size int64
}

// Open goes on with the log in the folder.
func Open(dir string) (*Log, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	l := &Log{dir: dir}
	return l, l.open()
}

func (l *Log) open() error {
	f, err := os.OpenFile(filepath.Join(l.dir, logName), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return errors.Join(err, f.Close())
	}
	l.file, l.size = f, info.Size()
	return nil
}

// Note writes one line: when, what, and pairs of a key and a value. Logging never fails the work that it tells of.
func (l *Log) Note(event string, pairs ...any) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return
	}
	line := time.Now().Format("2006-01-02T15:04:05.000 ") + event
	for i := 0; i+1 < len(pairs); i += 2 {
		line += fmt.Sprintf(" %v=%q", pairs[i], fmt.Sprint(pairs[i+1]))
	}
	if l.size > mostLog {
		l.turn()
	}
	n, _ := fmt.Fprintln(l.file, line)
	l.size += int64(n)
}

// turn puts the full log away as log-1.txt, the one before as log-2.txt, and so on. What cannot be renamed is written on.
func (l *Log) turn() {
	_ = l.file.Close()
	for i := keptLogs - 1; i >= 1; i-- {
		_ = os.Rename(l.path(i-1), l.path(i))
	}
	if l.open() != nil {
		l.file = nil
	}
}

func (l *Log) path(i int) string {
	if i == 0 {
		return filepath.Join(l.dir, logName)
	}
	return filepath.Join(l.dir, fmt.Sprintf("log-%d.txt", i))
}

// Failed notes an error by its kind, and where a task of the window panicked.
func (l *Log) Failed(err error) {
	if err == nil {
		return
	}
	var panicked interface{ Stack() string }
	if errors.As(err, &panicked) {
		l.Note("panic", "at", panicked.Stack())
		return
	}
	l.Note("error", "kind", Kind(err))
}

// Close ends the log.
func (l *Log) Close() error {
	if l == nil || l.file == nil {
		return nil
	}
	return l.file.Close()
}

// Kind says what an error is without the names and values that it carries.
func Kind(err error) string {
	var words []string
	if known := explain.Known(err); known != nil {
		words = append(words, known.Error())
	}
	var code syscall.Errno
	if errors.As(err, &code) {
		words = append(words, fmt.Sprintf("%s error %d", runtime.GOOS, uintptr(code)))
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		words = append(words, at.Op)
	}
	return strings.Join(append(words, types(err)...), ", ")
}

// types are those of an error and of what it wraps, from outside in.
func types(err error) (out []string) {
	for ; err != nil; err = errors.Unwrap(err) {
		if t := fmt.Sprintf("%T", err); t != "*fmt.wrapError" && t != "*errors.errorString" {
			out = append(out, t)
		}
	}
	return out
}
