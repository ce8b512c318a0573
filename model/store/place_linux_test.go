package store

import (
	"errors"
	"testing"
)

// Not even an administrator writes into /sys.
func TestAFolderThatCannotBeWritten(t *testing.T) {
	if err := writable("/sys"); !errors.Is(err, ErrReadOnly) {
		t.Error(err)
	}
	if _, err := Open("/sys/工作区", Options{}); !errors.Is(err, ErrReadOnly) {
		t.Error(err)
	}
}
