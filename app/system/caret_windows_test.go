package system

import (
	"runtime"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
)

// A window of the system's own stands for the program's, a message for the first key of an input method.
func TestTheInputMethodHearsWhereTheCaretIs(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	class, err := windows.UTF16PtrFromString("STATIC")
	if err != nil {
		t.Fatal(err)
	}
	const popup, visible = 0x80000000, 0x10000000
	window, _, err := createWindowEx.Call(0, uintptr(unsafe.Pointer(class)), 0, popup|visible, 0, 0, 400, 300, 0, 0, 0, 0)
	if window == 0 {
		t.Fatal(err)
	}
	defer destroyWindow.Call(window)
	user32.NewProc("SetFocus").Call(window)

	typing := false
	FollowCaret(window, func() (Caret, bool) { return Caret{}, false })
	FollowCaret(window, func() (Caret, bool) { return Caret{X: 123, Y: 45, Height: 20}, typing })
	send := user32.NewProc("SendMessageW")
	begin := func() (composition, caret point) {
		send.Call(window, wmIMEStartComposition, 0, 0)
		context, _, _ := immGetContext.Call(window)
		defer immReleaseContext.Call(window, context)
		var f compositionForm
		imm32.NewProc("ImmGetCompositionWindow").Call(context, uintptr(unsafe.Pointer(&f)))
		user32.NewProc("GetCaretPos").Call(uintptr(unsafe.Pointer(&caret)))
		return f.at, caret
	}
	if composition, _ := begin(); composition != (point{}) {
		t.Errorf("without a field the composition moved to %v", composition)
	}
	typing = true
	if composition, caret := begin(); composition != (point{123, 45}) || caret != (point{123, 45}) {
		t.Errorf("the composition is at %v, the caret at %v", composition, caret)
	}
	send.Call(window, wmIMEEndComposition, 0, 0)
	if length, _, _ := send.Call(window, 0x000E, 0, 0); length != 0 { // WM_GETTEXTLENGTH goes on to the window
		t.Errorf("the window says a text of %d", length)
	}
}
