package geofile

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// meter is a reader that ends with its context and says how far it is.
type meter struct {
	ctx         context.Context
	r           io.Reader
	done, total int64
	tell        func(done, total int64) // or nil
}

// Read implements io.Reader.
func (m *meter) Read(b []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.r.Read(b)
	m.done += int64(n)
	if m.tell != nil {
		m.tell(m.done, max(m.total, m.done))
	}
	return n, err
}

// damaged makes of an end that comes too early, or of a wrong checksum, a damaged file; an error of the disk and the end of a context stay
// what they are.
func damaged(err error, format string, args ...any) error {
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf(format+": %w", append(args, ErrDamaged)...)
	}
	return fmt.Errorf(format+": %w", append(args, err)...)
}
