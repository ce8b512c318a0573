package system

import "testing"

// A window that is none is refused by the shell and by nothing else: the object is there and its methods are where they were.
func TestProgressIsAsked(t *testing.T) {
	if taskbar() == nil {
		t.Fatal("the shell has no taskbar list")
	}
	for _, c := range [][2]int{{0, 0}, {3, 10}, {-1, 0}} {
		Progress(0, c[0], c[1])
	}
}
