package store

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// returnPages gives back what reading all tables of a database brought into memory. Badger maps them, so that a check of
// everything leaves everything there. The advice drops pages and never contents: whoever reads them gets them from the
// disk again, and where it is not known nothing happens.
func returnPages(database string) {
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return
	}
	for line := range strings.Lines(string(maps)) {
		at := strings.Index(line, database+"/")
		if at < 0 || !strings.HasSuffix(strings.TrimSpace(line), ".sst") {
			continue
		}
		var from, to uintptr
		if _, err := fmt.Sscanf(line, "%x-%x", &from, &to); err == nil && from < to {
			_, _, _ = unix.Syscall(unix.SYS_MADVISE, from, to-from, unix.MADV_PAGEOUT)
		}
	}
}
