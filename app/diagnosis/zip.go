package diagnosis

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"chainatlas/app/system"
	"chainatlas/model/store"
)

// Facts are what the zip says beside the logs.
type Facts struct {
	Version string // of the program
	Report  store.Report
	Err     error // why there is no report, or no whole one
	Sealed  bool  // the workspace is encrypted
	Took    time.Duration
}

// Write puts facts and logs of the folder into a zip. A folder that is not there is no fault: the window never ran.
func Write(to io.Writer, dir string, f Facts) error {
	z := zip.NewWriter(to)
	err := errors.Join(add(z, "about.txt", strings.NewReader(about(f))), add(z, "check.txt", strings.NewReader(check(f))), addLogs(z, dir))
	return errors.Join(err, z.Close())
}

func add(z *zip.Writer, name string, from io.Reader) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Now()})
	if err == nil {
		_, err = io.Copy(w, from)
	}
	return err
}

func addLogs(z *zip.Writer, dir string) error {
	files, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for _, e := range files {
		f, opening := os.Open(filepath.Join(dir, e.Name()))
		if opening != nil {
			err = errors.Join(err, opening)
			continue
		}
		err = errors.Join(err, add(z, "log/"+e.Name(), f), f.Close())
	}
	return err
}

// about is the program and the computer.
func about(f Facts) string {
	var b strings.Builder
	line := func(key string, value any) { fmt.Fprintf(&b, "%s: %v\r\n", key, value) }
	line("program", f.Version)
	line("go", runtime.Version())
	line("system", system.Name()+" "+runtime.GOARCH)
	line("processors", runtime.NumCPU())
	line("time", time.Now().Format(time.RFC3339))
	card, err := system.Graphics()
	line("graphics", strings.TrimSpace(card.Version+" "+card.Renderer))
	if err != nil {
		line("graphics failed", err)
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			line("module", m.Path+" "+m.Version)
		}
	}
	return b.String()
}

// check is how the workspace is, in numbers.
func check(f Facts) string {
	var b strings.Builder
	line := func(key string, value any) { fmt.Fprintf(&b, "%s: %v\r\n", key, value) }
	if f.Err != nil {
		line("not checked", Kind(f.Err))
		return b.String()
	}
	line("encrypted", f.Sealed)
	line("actions", f.Report.Frames)
	for _, k := range slices.Sorted(maps.Keys(f.Report.Records)) {
		line("records "+string(k), f.Report.Records[k])
	}
	line("attachments", f.Report.Files)
	line("attachments lost", len(f.Report.Lost))
	line("problems", len(f.Report.Problems))
	line("took", f.Took.Round(time.Millisecond))
	return b.String()
}
