package system

import (
	"errors"
	"io"
	"net"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// patience is how long a message may take, in milliseconds; it is written in one piece.
const patience = 2000

// pipe is a line of Windows: one named pipe, and one message at a time. Nothing in it waits longer than until close.
type pipe struct {
	handle windows.Handle
	stop   windows.Handle     // an event, set once the line is closed
	io     windows.Overlapped // of what is under way; the system writes into it, so that it must not be on a stack
	closed bool               // seen by next
}

func listen(name string) (line, error) {
	path, err := windows.UTF16PtrFromString(pipePath(name))
	if err != nil {
		return nil, err
	}
	h, err := windows.CreateNamedPipe(path, windows.PIPE_ACCESS_INBOUND|windows.FILE_FLAG_FIRST_PIPE_INSTANCE|windows.FILE_FLAG_OVERLAPPED,
		windows.PIPE_TYPE_BYTE|windows.PIPE_WAIT|windows.PIPE_REJECT_REMOTE_CLIENTS, 1, mostPost, mostPost, 0, nil)
	if err != nil {
		return nil, os.NewSyscallError("CreateNamedPipe", err)
	}
	p := &pipe{handle: h}
	var err2 error
	p.stop, err = windows.CreateEvent(nil, 1, 0, nil)
	p.io.HEvent, err2 = windows.CreateEvent(nil, 1, 0, nil)
	return p, errors.Join(err, err2)
}

func (p *pipe) next() (io.ReadCloser, error) {
	if p.closed {
		return nil, net.ErrClosed
	}
	_, err := p.finish(windows.ConnectNamedPipe(p.handle, &p.io), windows.INFINITE)
	switch {
	case errors.Is(err, net.ErrClosed):
		p.closed = true
		return nil, errors.Join(err, windows.CloseHandle(p.handle), windows.CloseHandle(p.io.HEvent))
	case err != nil && !errors.Is(err, windows.ERROR_PIPE_CONNECTED):
		return nil, os.NewSyscallError("ConnectNamedPipe", err)
	}
	return connection{p}, nil
}

// finish waits for what was begun, for some milliseconds, or until the line is closed, and returns the bytes moved.
func (p *pipe) finish(begun error, patience uint32) (int, error) {
	var n uint32
	if !errors.Is(begun, windows.ERROR_IO_PENDING) {
		return 0, begun
	}
	what, err := windows.WaitForMultipleObjects([]windows.Handle{p.io.HEvent, p.stop}, false, patience)
	if what != windows.WAIT_OBJECT_0 {
		_ = windows.CancelIoEx(p.handle, &p.io)
	}
	result := windows.GetOverlappedResult(p.handle, &p.io, &n, true)
	switch {
	case err != nil:
		return 0, err
	case what == windows.WAIT_OBJECT_0+1:
		return 0, net.ErrClosed
	case what != windows.WAIT_OBJECT_0:
		return 0, os.ErrDeadlineExceeded
	}
	return int(n), result
}

func (p *pipe) close() error { return windows.SetEvent(p.stop) }

// connection is one caller on the pipe.
type connection struct{ *pipe }

func (c connection) Read(b []byte) (int, error) {
	var done uint32
	err := windows.ReadFile(c.handle, b, &done, &c.io)
	n := int(done)
	if err != nil {
		n, err = c.finish(err, patience)
	}
	if errors.Is(err, windows.ERROR_BROKEN_PIPE) || err == nil && n == 0 {
		return 0, io.EOF
	}
	return n, err
}

func (c connection) Close() error { return windows.DisconnectNamedPipe(c.handle) }

// mostTries is how often a caller may lose the pipe to another one.
const mostTries = 5

var waitNamedPipe = kernel32.NewProc("WaitNamedPipeW")

// dial waits while the pipe serves another caller: it has one place.
func dial(name string) (io.WriteCloser, error) {
	path, err := windows.UTF16PtrFromString(pipePath(name))
	if err != nil {
		return nil, err
	}
	for range mostTries {
		var f *os.File
		if f, err = os.OpenFile(pipePath(name), os.O_WRONLY, 0); err == nil {
			return f, nil
		}
		if !errors.Is(err, windows.ERROR_PIPE_BUSY) {
			return nil, err
		}
		_, _, _ = waitNamedPipe.Call(uintptr(unsafe.Pointer(path)), patience)
	}
	return nil, err
}

func pipePath(name string) string { return `\\.\pipe\` + name }
