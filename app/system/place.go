package system

// Place is where a window stands among the screens, in the system's pixels.
type Place struct {
	X, Y      int
	Maximised bool
}
