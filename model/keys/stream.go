package keys

import (
	"bufio"
	"bytes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

// A sealed stream is a magic, 32 random bytes and then chunks of 64 KiB, each sealed by itself; the last may be shorter,
// and is empty only when everything is. The key is derived from the random bytes and from what the stream is called; the
// nonce counts the chunks and marks the last. So a stream that was cut, added to, mixed up or renamed does not open.
const (
	streamMagic = "CASEAL01"
	saltSize    = 32
	streamHead  = len(streamMagic) + saltSize
	chunkSize   = 64 << 10
	sealedChunk = chunkSize + chacha20poly1305.Overhead
)

// stream seals and opens the chunks of one stream.
type stream struct{ aead cipher.AEAD }

func (k *Key) stream(salt []byte, name string) stream {
	key := derive(k.key[:], salt, "stream "+name)
	a, err := chacha20poly1305.New(key[:])
	if err != nil {
		panic(err) // only for a key of another length
	}
	return stream{a}
}

func nonceOf(chunk uint64, last bool) []byte {
	n := make([]byte, chacha20poly1305.NonceSize)
	binary.BigEndian.PutUint64(n[3:], chunk)
	if last {
		n[len(n)-1] = 1
	}
	return n
}

func (s stream) seal(chunk uint64, last bool, plain []byte) []byte {
	return s.aead.Seal(nil, nonceOf(chunk, last), plain, nil)
}

func (s stream) open(chunk uint64, last bool, sealed []byte) ([]byte, error) {
	plain, err := s.aead.Open(nil, nonceOf(chunk, last), sealed, nil)
	if err != nil || len(plain) == 0 && chunk > 0 {
		return nil, fmt.Errorf("chunk %d: %w", chunk, ErrForged)
	}
	return plain, nil
}

// StreamSize is how many bytes a stream of that many plain bytes takes.
func StreamSize(plain int64) int64 {
	chunks := max(1, (plain+chunkSize-1)/chunkSize)
	return int64(streamHead) + plain + chunks*chacha20poly1305.Overhead
}

// NewWriter seals a stream of any length into w. It opens only under the same name, which is not stored. The stream is
// whole after Close, which leaves w open.
func (k *Key) NewWriter(w io.Writer, name string) (io.WriteCloser, error) {
	head := append(make([]byte, 0, streamHead), streamMagic...)
	head = head[:streamHead]
	rand.Read(head[len(streamMagic):]) // never fails
	if _, err := w.Write(head); err != nil {
		return nil, err
	}
	return &writer{to: w, stream: k.stream(head[len(streamMagic):], name)}, nil
}

type writer struct {
	to     io.Writer
	stream stream
	chunk  uint64
	held   []byte // what may be the last chunk
	failed error
}

func (w *writer) Write(b []byte) (n int, err error) {
	for n < len(b) && w.failed == nil {
		if len(w.held) == chunkSize {
			w.flush(false)
		}
		m := min(chunkSize-len(w.held), len(b)-n)
		w.held = append(w.held, b[n:n+m]...)
		n += m
	}
	return n, w.failed
}

func (w *writer) flush(last bool) {
	_, w.failed = w.to.Write(w.stream.seal(w.chunk, last, w.held))
	w.chunk++
	w.held = w.held[:0]
}

var errStreamClosed = errors.New("sealed stream is closed")

func (w *writer) Close() error {
	if w.failed == nil {
		if w.flush(true); w.failed == nil {
			w.failed = errStreamClosed
			return nil
		}
	}
	if errors.Is(w.failed, errStreamClosed) {
		return nil
	}
	return w.failed
}

// NewReader opens a stream. It returns ErrForged for one that is not whole, not ours or called otherwise; what was read
// before that is what was sealed.
func (k *Key) NewReader(r io.Reader, name string) (io.Reader, error) {
	in := bufio.NewReaderSize(r, sealedChunk+1)
	s, err := k.begin(in, name)
	if err != nil {
		return nil, err
	}
	return &reader{from: in, stream: s}, nil
}

// begin reads the head of a stream.
func (k *Key) begin(r io.Reader, name string) (stream, error) {
	head := make([]byte, streamHead)
	_, err := io.ReadFull(r, head)
	switch {
	case err == io.EOF, err == io.ErrUnexpectedEOF:
		return stream{}, ErrForged
	case err != nil:
		return stream{}, err
	case !bytes.HasPrefix(head, []byte(streamMagic)):
		return stream{}, ErrForged
	}
	return k.stream(head[len(streamMagic):], name), nil
}

type reader struct {
	from   *bufio.Reader
	stream stream
	chunk  uint64
	plain  []byte
	err    error // io.EOF after the last chunk
}

func (r *reader) Read(b []byte) (int, error) {
	for len(r.plain) == 0 && r.err == nil {
		r.next()
	}
	n := copy(b, r.plain)
	r.plain = r.plain[n:]
	if n == 0 && len(b) > 0 {
		return 0, r.err
	}
	return n, nil
}

// next opens one chunk; it is the last when nothing follows.
func (r *reader) next() {
	sealed := make([]byte, sealedChunk)
	n, err := io.ReadFull(r.from, sealed)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		r.err = err
		return
	}
	_, err = r.from.Peek(1)
	if err != nil && err != io.EOF {
		r.err = err
		return
	}
	last := err == io.EOF
	if r.plain, r.err = r.stream.open(r.chunk, last, sealed[:n]); r.err == nil && last {
		r.err = io.EOF
	}
	r.chunk++
}
