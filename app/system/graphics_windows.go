package system

import (
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Fyne does not come back where OpenGL is missing; so it is tried first, with a window that nobody sees.
var (
	opengl32          = windows.NewLazyDLL("opengl32.dll") // not the system's alone: SoftFolder has its own
	wglCreateContext  = opengl32.NewProc("wglCreateContext")
	wglMakeCurrent    = opengl32.NewProc("wglMakeCurrent")
	wglDeleteContext  = opengl32.NewProc("wglDeleteContext")
	glGetString       = opengl32.NewProc("glGetString")
	choosePixelFormat = gdi32.NewProc("ChoosePixelFormat")
	setPixelFormat    = gdi32.NewProc("SetPixelFormat")
	createWindowEx    = user32.NewProc("CreateWindowExW")
	destroyWindow     = user32.NewProc("DestroyWindow")
	getDC             = user32.NewProc("GetDC")
	releaseDC         = user32.NewProc("ReleaseDC")
)

const (
	glRenderer = 0x1F01
	glVersion  = 0x1F02
)

// pixelFormat is PIXELFORMATDESCRIPTOR.
type pixelFormat struct {
	size, version          uint16
	flags                  uint32
	kind, colour           byte
	_                      [13]byte
	depth, stencil, _, _   byte
	_                      byte
	_, visibleMask, damage uint32
}

// PFD_DRAW_TO_WINDOW, PFD_SUPPORT_OPENGL and PFD_DOUBLEBUFFER.
const wantedPixels = 0x4 | 0x20 | 0x1

// Graphics tries whether the window could be drawn, and says by what. The error is ErrNoGraphics, with the step that failed.
func Graphics() (Card, error) {
	runtime.LockOSThread() // a context belongs to a thread
	defer runtime.UnlockOSThread()
	if err := opengl32.Load(); err != nil {
		return Card{}, fmt.Errorf("%w: load opengl32.dll: %w", ErrNoGraphics, err)
	}
	class, err := windows.UTF16PtrFromString("STATIC")
	if err != nil {
		return Card{}, err
	}
	window, _, err := createWindowEx.Call(0, uintptr(unsafe.Pointer(class)), 0, 0, 0, 0, 16, 16, 0, 0, 0, 0)
	if window == 0 {
		return Card{}, fmt.Errorf("%w: make a window: %w", ErrNoGraphics, err)
	}
	defer destroyWindow.Call(window)
	dc, _, err := getDC.Call(window)
	if dc == 0 {
		return Card{}, fmt.Errorf("%w: get its canvas: %w", ErrNoGraphics, err)
	}
	defer releaseDC.Call(window, dc)
	return drawnBy(dc)
}

func drawnBy(dc uintptr) (Card, error) {
	f := pixelFormat{version: 1, flags: wantedPixels, colour: 32, depth: 24, stencil: 8}
	f.size = uint16(unsafe.Sizeof(f))
	n, _, err := choosePixelFormat.Call(dc, uintptr(unsafe.Pointer(&f)))
	if n == 0 {
		return Card{}, fmt.Errorf("%w: choose a pixel format: %w", ErrNoGraphics, err)
	}
	if ok, _, err := setPixelFormat.Call(dc, n, uintptr(unsafe.Pointer(&f))); ok == 0 {
		return Card{}, fmt.Errorf("%w: set the pixel format: %w", ErrNoGraphics, err)
	}
	context, _, err := wglCreateContext.Call(dc)
	if context == 0 {
		return Card{}, fmt.Errorf("%w: make a context: %w", ErrNoGraphics, err)
	}
	defer wglDeleteContext.Call(context)
	if ok, _, err := wglMakeCurrent.Call(dc, context); ok == 0 {
		return Card{}, fmt.Errorf("%w: use the context: %w", ErrNoGraphics, err)
	}
	defer wglMakeCurrent.Call(0, 0)
	c := Card{Version: glText(glVersion), Renderer: glText(glRenderer)}
	if !enough(c.Version) {
		return c, fmt.Errorf("%w: %s has %q", ErrNoGraphics, c.Renderer, c.Version)
	}
	return c, nil
}

// glText copies a text that the driver keeps.
func glText(name uintptr) string {
	p, _, _ := glGetString.Call(name)
	if p == 0 {
		return ""
	}
	return windows.BytePtrToString(*(**byte)(unsafe.Pointer(&p)))
}
