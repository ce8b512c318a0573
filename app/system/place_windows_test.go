package system

import (
	"runtime"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
)

func TestAWindowComesBackWhereItStood(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	class, err := windows.UTF16PtrFromString("STATIC")
	if err != nil {
		t.Fatal(err)
	}
	const framed, visible = 0x00CF0000, 0x10000000
	window, _, err := createWindowEx.Call(0, uintptr(unsafe.Pointer(class)), 0, framed|visible, 10, 20, 400, 300, 0, 0, 0, 0)
	if window == 0 {
		t.Fatal(err)
	}
	defer destroyWindow.Call(window)
	for _, step := range []struct {
		name     string
		to, want Place
	}{
		{"moved", Place{X: 120, Y: 80}, Place{X: 120, Y: 80}},
		{"maximised", Place{X: 130, Y: 90, Maximised: true}, Place{X: 130, Y: 90, Maximised: true}},
		{"and back", Place{X: 140, Y: 70}, Place{X: 140, Y: 70}},
		{"a screen that is gone", Place{X: -30000, Y: 5}, Place{X: 140, Y: 70}},
	} {
		PutWindow(window, step.to)
		p, ok := placed(window)
		if got, _ := WindowPlace(window); !ok || got != step.want {
			t.Errorf("%s: stands at %v, want %v", step.name, got, step.want)
		}
		if width := p.normal.right - p.normal.left; width != 400 {
			t.Errorf("%s: %d wide", step.name, width)
		}
	}
}
