// Package awake keeps the screen from going dark while somebody presents.
package awake

// Hold keeps screen and computer awake until release is called; only the first call of release counts. Both are called on
// the window's own thread: Windows remembers the wish of the thread that made it. Where the system offers no such wish,
// nothing happens and Able is false.
func Hold() (release func()) {
	wish(true)
	held := true
	return func() {
		if held {
			held = false
			wish(false)
		}
	}
}
