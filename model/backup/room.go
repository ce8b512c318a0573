package backup

import (
	"fmt"

	"chainatlas/model/store"
)

// room tells whether the disk has room for more, and still enough that the store can go on: it writes nothing below that.
func room(free func(string) (uint64, error), dir string, more int64) error {
	if free == nil {
		free = store.FreeBytes
	}
	n, err := free(dir)
	if err != nil {
		return fmt.Errorf("look for room: %w", err)
	}
	if need := uint64(more) + store.MinFree; n < need {
		return fmt.Errorf("%d MB free in %s, %d MB needed: %w", n>>20, dir, need>>20, store.ErrNoSpace)
	}
	return nil
}
