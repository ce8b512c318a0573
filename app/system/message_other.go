//go:build !windows

package system

import (
	"fmt"
	"os"
)

// Message tells what cannot be told in a window.
func Message(title, text string) { fmt.Fprintf(os.Stderr, "%s\n%s\n", title, text) }
