package system

import (
	"errors"
	"fmt"
	"strings"
)

// ErrNoGraphics is returned when the computer cannot draw the window: its OpenGL is absent or older than 2.1.
var ErrNoGraphics = errors.New("no OpenGL 2.1")

// Card is what draws the window, in the words of its driver.
type Card struct {
	Version  string // of OpenGL, such as 4.6.0
	Renderer string
}

// enough tells whether a version is 2.1 or newer; what cannot be read is not.
func enough(version string) bool {
	var major, minor int
	version = strings.TrimPrefix(version, "OpenGL ES ")
	if _, err := fmt.Sscanf(version, "%d.%d", &major, &minor); err != nil {
		return false
	}
	return major > 2 || major == 2 && minor >= 1
}
