package system

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// A program that draws its own text has to tell the input method where it goes; else the characters to choose from stand in a
// corner. Chinese input methods look at the system's caret, the others at the composition window (IMM32); both are told.
var (
	imm32                   = windows.NewLazySystemDLL("imm32.dll")
	immGetContext           = imm32.NewProc("ImmGetContext")
	immReleaseContext       = imm32.NewProc("ImmReleaseContext")
	immSetCompositionWindow = imm32.NewProc("ImmSetCompositionWindow")
	immSetCandidateWindow   = imm32.NewProc("ImmSetCandidateWindow")
	createCaret             = user32.NewProc("CreateCaret")
	setCaretPos             = user32.NewProc("SetCaretPos")
	destroyCaret            = user32.NewProc("DestroyCaret")
	setWindowLongPtr        = user32.NewProc("SetWindowLongPtrW")
	callWindowProc          = user32.NewProc("CallWindowProcW")
)

const (
	gwlpWndProc           = ^uintptr(3) // -4
	wmIMEStartComposition = 0x010D
	wmIMEEndComposition   = 0x010E
	cfsPoint              = 0x02
	cfsExclude            = 0x80
)

type point struct{ x, y int32 }

type rect struct{ left, top, right, bottom int32 }

// compositionForm is COMPOSITIONFORM.
type compositionForm struct {
	style uint32
	at    point
	_     rect
}

// candidateForm is CANDIDATEFORM; the list keeps clear of the area.
type candidateForm struct {
	index, style uint32
	at           point
	area         rect
}

// followed is a window whose messages are looked at first. Windows and messages belong to one thread.
type followed struct {
	next  uintptr // that handles its messages
	caret func() (Caret, bool)
}

var (
	follow     = map[uintptr]followed{}
	followProc = windows.NewCallback(heard)
)

// FollowCaret keeps the input method's windows at the caret of a window of this thread. caret is asked when the user begins to
// compose, and says false when nothing takes text.
func FollowCaret(window uintptr, caret func() (Caret, bool)) {
	if f, ok := follow[window]; ok {
		follow[window] = followed{f.next, caret}
		return
	}
	if next, _, _ := setWindowLongPtr.Call(window, gwlpWndProc, followProc); next != 0 {
		follow[window] = followed{next, caret}
	}
}

// heard is the window procedure.
func heard(window, message, w, l uintptr) uintptr {
	f := follow[window]
	switch message {
	case wmIMEStartComposition:
		if c, ok := f.caret(); ok {
			compose(window, c)
		}
	case wmIMEEndComposition:
		_, _, _ = destroyCaret.Call()
	}
	answer, _, _ := callWindowProc.Call(f.next, window, message, w, l)
	return answer
}

// compose tells where text goes. What an input method does not want to know it passes over.
func compose(window uintptr, c Caret) {
	x, y, height := int32(c.X), int32(c.Y), int32(c.Height)
	_, _, _ = createCaret.Call(window, 0, 1, uintptr(height)) // it is not shown
	_, _, _ = setCaretPos.Call(uintptr(x), uintptr(y))
	context, _, _ := immGetContext.Call(window)
	if context == 0 {
		return // no input method
	}
	defer immReleaseContext.Call(window, context)
	at := compositionForm{style: cfsPoint, at: point{x, y}}
	_, _, _ = immSetCompositionWindow.Call(context, uintptr(unsafe.Pointer(&at)))
	list := candidateForm{style: cfsExclude, at: point{x, y}, area: rect{x, y, x + 1, y + height}}
	_, _, _ = immSetCandidateWindow.Call(context, uintptr(unsafe.Pointer(&list)))
}
