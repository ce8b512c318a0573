package diagnosis

import (
	"bytes"
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// Watch has the runtime write its last words into the folder, should it end by a crash, and tells whether the run before
// did: a program with a window has nowhere else to write them.
func Watch(dir string) (crashed bool, err error) {
	path := filepath.Join(dir, crashName)
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return false, err
	}
	defer f.Close() // the runtime has a handle of its own
	words, err := os.ReadFile(path)
	if err == nil && len(words) > 0 {
		crashed = true
		err = putAway(dir, f, words)
	}
	return crashed, errors.Join(err, debug.SetCrashOutput(f, debug.CrashOptions{}))
}

// putAway keeps the last words under a name of their own, and no more of the older ones than a few.
func putAway(dir string, f *os.File, words []byte) error {
	name := "crash-" + time.Now().Format("20060102-150405") + ".txt"
	if err := os.WriteFile(filepath.Join(dir, name), withoutValues(words), 0o644); err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(dir, "crash-*.txt"))
	if err != nil {
		return err
	}
	slices.SortFunc(old, func(a, b string) int { return cmp.Compare(b, a) })
	for _, path := range old[min(keptFalls, len(old)):] {
		err = errors.Join(err, os.Remove(path))
	}
	return errors.Join(err, f.Truncate(0))
}

// ours are the beginnings of lines that the runtime itself words; any other line before the goroutines may carry what somebody typed.
var ours = []string{"panic: runtime error: ", "fatal error: ", "runtime: ", "[signal ", "SIG", "Exception "}

// withoutValues leaves out of last words what a panic was about; where it was stays.
func withoutValues(words []byte) []byte {
	var out bytes.Buffer
	inHead := true
	for _, line := range strings.SplitAfter(string(words), "\n") {
		if strings.HasPrefix(line, "goroutine ") {
			inHead = false
		}
		known := slices.ContainsFunc(ours, func(start string) bool { return strings.HasPrefix(line, start) })
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
			inHead = true // the next crash in the same file
		}
		switch {
		case !inHead || known || strings.TrimSpace(line) == "":
			out.WriteString(line)
		default:
			out.WriteString("(left out)\n")
		}
	}
	return out.Bytes()
}
