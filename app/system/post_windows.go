package system

import (
	"errors"
	"io"
	"net"
	"os"
	"sync/atomic"

	"golang.org/x/sys/windows"
)

// pipe is a line of Windows: one named pipe, and one message at a time.
type pipe struct {
	name   string
	handle windows.Handle
	closed atomic.Bool
}

func listen(name string) (line, error) {
	path, err := windows.UTF16PtrFromString(pipePath(name))
	if err != nil {
		return nil, err
	}
	h, err := windows.CreateNamedPipe(path, windows.PIPE_ACCESS_INBOUND|windows.FILE_FLAG_FIRST_PIPE_INSTANCE,
		windows.PIPE_TYPE_BYTE|windows.PIPE_WAIT|windows.PIPE_REJECT_REMOTE_CLIENTS, 1, mostPost, mostPost, 0, nil)
	if err != nil {
		return nil, os.NewSyscallError("CreateNamedPipe", err)
	}
	return &pipe{name: name, handle: h}, nil
}

func (p *pipe) next() (io.ReadCloser, error) {
	err := windows.ConnectNamedPipe(p.handle, nil)
	if p.closed.Load() {
		return nil, errors.Join(net.ErrClosed, windows.CloseHandle(p.handle))
	}
	if err != nil && !errors.Is(err, windows.ERROR_PIPE_CONNECTED) {
		return nil, os.NewSyscallError("ConnectNamedPipe", err)
	}
	return connection{p.handle}, nil
}

// close wakes a Next that waits by calling itself: closing the handle under it would wait for it.
func (p *pipe) close() error {
	p.closed.Store(true)
	c, err := dial(p.name)
	if err != nil {
		return nil // a Next that reads a message sees it afterwards
	}
	return c.Close()
}

// connection is one caller on the pipe.
type connection struct{ handle windows.Handle }

func (c connection) Read(b []byte) (int, error) {
	n, err := windows.Read(c.handle, b)
	if errors.Is(err, windows.ERROR_BROKEN_PIPE) || err == nil && n == 0 {
		return 0, io.EOF
	}
	return n, err
}

func (c connection) Close() error { return windows.DisconnectNamedPipe(c.handle) }

func dial(name string) (io.WriteCloser, error) { return os.OpenFile(pipePath(name), os.O_WRONLY, 0) }

func pipePath(name string) string { return `\\.\pipe\` + name }
