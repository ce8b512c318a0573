package system

import "unsafe"

var (
	getWindowPlacement = user32.NewProc("GetWindowPlacement")
	setWindowPlacement = user32.NewProc("SetWindowPlacement")
	monitorFromPoint   = user32.NewProc("MonitorFromPoint")
)

// What placement.show says and asks for.
const (
	swNormal   = 1
	swMaximise = 3
)

// titlePixels lies within the title bar, by which a window is moved.
const titlePixels = 16

// placement is WINDOWPLACEMENT; its rectangle does not count the task bar, and so is good for nothing else.
type placement struct {
	length, flags, show uint32
	_, _                point
	normal              rect
}

func placed(window uintptr) (p placement, ok bool) {
	p.length = uint32(unsafe.Sizeof(p))
	answer, _, _ := getWindowPlacement.Call(window, uintptr(unsafe.Pointer(&p)))
	return p, answer != 0
}

// WindowPlace says where a window stands; for one that is maximised or put away, where it stood before.
func WindowPlace(window uintptr) (Place, bool) {
	p, ok := placed(window)
	return Place{X: int(p.normal.left), Y: int(p.normal.top), Maximised: p.show == swMaximise}, ok
}

// PutWindow moves a window, keeping its size, and maximises it if so. It stays where it is when the place is on no screen any more.
func PutWindow(window uintptr, to Place) {
	p, ok := placed(window)
	if !ok {
		return
	}
	if x, y := int32(to.X), int32(to.Y); onScreen(x+titlePixels, y+titlePixels) {
		p.normal = rect{x, y, x + p.normal.right - p.normal.left, y + p.normal.bottom - p.normal.top}
	}
	p.show = swNormal
	if to.Maximised {
		p.show = swMaximise
	}
	_, _, _ = setWindowPlacement.Call(window, uintptr(unsafe.Pointer(&p)))
}

// onScreen asks with a POINT, which goes by value in one register.
func onScreen(x, y int32) bool {
	screen, _, _ := monitorFromPoint.Call(uintptr(uint32(x))|uintptr(uint32(y))<<32, 0) // 0: no other will do
	return screen != 0
}
