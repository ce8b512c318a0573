package system

// Caret is where text goes in a window, in pixels from its inner upper left corner.
type Caret struct {
	X, Y   int
	Height int // of a line
}
