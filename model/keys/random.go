package keys

import (
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

// ReaderAt reads a sealed stream at any place. It is safe for several goroutines when what it reads from is.
type ReaderAt struct {
	from   io.ReaderAt
	stream stream
	sealed int64 // bytes of the stream
	chunks int64
}

// NewReaderAt opens a sealed stream of so many bytes. The last chunk is read at once, so that a stream that was cut off is
// ErrForged before anything of it is used.
func (k *Key) NewReaderAt(r io.ReaderAt, size int64, name string) (*ReaderAt, error) {
	s, err := k.begin(io.NewSectionReader(r, 0, size), name)
	if err != nil {
		return nil, err
	}
	body := size - int64(streamHead)
	out := &ReaderAt{from: r, stream: s, sealed: size, chunks: (body + sealedChunk - 1) / sealedChunk}
	if out.chunks == 0 {
		return nil, ErrForged
	}
	_, err = out.chunk(out.chunks - 1)
	return out, err
}

// Size is how many plain bytes the stream holds.
func (r *ReaderAt) Size() int64 {
	return r.sealed - int64(streamHead) - r.chunks*chacha20poly1305.Overhead
}

// ReadAt implements io.ReaderAt.
func (r *ReaderAt) ReadAt(b []byte, at int64) (n int, err error) {
	if at < 0 {
		return 0, fmt.Errorf("read at %d: %w", at, io.ErrUnexpectedEOF)
	}
	for n < len(b) {
		if at >= r.Size() {
			return n, io.EOF
		}
		plain, err := r.chunk(at / chunkSize)
		if err != nil {
			return n, err
		}
		m := copy(b[n:], plain[at%chunkSize:])
		n, at = n+m, at+int64(m)
	}
	return n, nil
}

func (r *ReaderAt) chunk(i int64) ([]byte, error) {
	from := int64(streamHead) + i*sealedChunk
	sealed := make([]byte, min(sealedChunk, r.sealed-from))
	if n, err := r.from.ReadAt(sealed, from); n < len(sealed) {
		return nil, err
	}
	return r.stream.open(uint64(i), i == r.chunks-1, sealed)
}
