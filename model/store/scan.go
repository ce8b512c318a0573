package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// tail is what follows the last whole frame: the rest of a write that a crash interrupted, or damage.
type tail struct {
	segment int
	offset  int64
	bytes   []byte
}

// scan reads every frame of the journal and checks lengths, checksums and the chain of hashes. It changes nothing.
// What is broken at the very end is returned as a tail; broken in the middle is Damage.
func scan(d disk, dir string, visit func(seq uint64, payload []byte) error) (*journal, *tail, error) {
	j := &journal{disk: d, dir: dir, limit: segmentSize}
	torn, err := j.scan(visit)
	if err != nil {
		return nil, nil, err
	}
	return j, torn, nil
}

// scan goes on where the journal is known to.
func (j *journal) scan(visit func(seq uint64, payload []byte) error) (*tail, error) {
	n, err := j.countSegments()
	if err != nil {
		return nil, err
	}
	known := j.size
	for i := max(1, j.segment); i <= n; i++ {
		b, err := j.segmentFrom(i, known)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, j.damage(i, 0, "the segment is missing")
		}
		if err != nil {
			return nil, fmt.Errorf("read journal: %w", err)
		}
		end, err := j.scanSegment(i, known, b, visit)
		if err != nil {
			return nil, err
		}
		rest := b[end-known:]
		if end > 0 && len(rest) == 0 {
			j.segment, j.size, known = i, end, 0
			continue
		}
		if i < n || wholeFrameIn(rest) {
			return nil, j.damage(i, end, "the frame is not whole")
		}
		if end > 0 {
			j.segment, j.size = i, end
		}
		return &tail{i, end, rest}, nil
	}
	return nil, nil
}

// segmentFrom is what a segment holds from a place on.
func (j *journal) segmentFrom(n int, known int64) ([]byte, error) {
	if known == 0 {
		return j.disk.readFile(segmentPath(j.dir, n))
	}
	f, err := j.disk.open(segmentPath(j.dir, n), os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.NewSectionReader(f, known, math.MaxInt64-known))
	return b, errors.Join(err, f.Close())
}

func (j *journal) damage(segment int, offset int64, what string) *Damage {
	return &Damage{File: filepath.Base(segmentPath(j.dir, segment)), Offset: offset, What: what, Readable: j.seq()}
}

// countSegments is the number of the last segment; one in between may be missing.
func (j *journal) countSegments() (last int, err error) {
	names, err := j.disk.list(j.dir)
	if err != nil {
		return 0, fmt.Errorf("read journal: %w", err)
	}
	for _, name := range names {
		number, isSegment := strings.CutSuffix(name, ".log")
		if n, err := strconv.Atoi(number); isSegment && err == nil {
			last = max(last, n)
		}
	}
	return last, nil
}

// scanSegment returns where the whole frames of a segment end; 0 when its header is not whole. What is known of it, its
// header too, does not stand in b.
func (j *journal) scanSegment(n int, known int64, b []byte, visit func(uint64, []byte) error) (int64, error) {
	at := 0
	if known == 0 {
		if len(b) < segmentHeader {
			return 0, nil
		}
		if j.form == "" {
			j.form = formOf(b)
		}
		if !bytes.Equal(b[:segmentHeader], headerAfter(j.form, j.seq(), j.head)) {
			return 0, j.headerFault(n, b)
		}
		at = segmentHeader
	}
	for {
		payload := wholeFrame(b[at:])
		if payload == nil {
			return known + int64(at), nil
		}
		if prev, ok := prevOf(payload); !ok || prev != j.head {
			return 0, j.damage(n, known+int64(at), "the frame does not follow the one before")
		}
		j.frames = append(j.frames, position{n, known + int64(at+frameHeader), len(payload)})
		j.head = hashOf(payload)
		if visit != nil {
			if err := visit(j.seq(), payload); err != nil {
				return 0, err
			}
		}
		at += frameHeader + len(payload)
	}
}

// headerFault says what a wrong header means. A file that grew before its bytes came holds zeros after a power cut: no
// fault then, but a header that is not whole.
func (j *journal) headerFault(n int, b []byte) error {
	head := b[:segmentHeader]
	sum := crc32.Checksum(head[:segmentHeader-4], castagnoli)
	whole := sum == binary.LittleEndian.Uint32(head[segmentHeader-4:])
	switch {
	case whole && formOf(head) == "":
		return fmt.Errorf("journal segment %d: %w", n, ErrNewer)
	case whole:
		return j.damage(n, 0, "the segment does not follow the one before")
	}
	return nil
}

// formOf is the magic that a segment begins with, or "" for one that is not known.
func formOf(b []byte) string {
	for _, form := range []string{segmentMagic, sealedMagic} {
		if bytes.HasPrefix(b, []byte(form)) {
			return form
		}
	}
	return ""
}

// wholeFrame returns the payload that b begins with, or nil.
func wholeFrame(b []byte) []byte {
	if len(b) < frameHeader {
		return nil
	}
	size := binary.LittleEndian.Uint32(b)
	if size == 0 || int64(size) > int64(len(b)-frameHeader) {
		return nil
	}
	payload := b[frameHeader : frameHeader+int(size)]
	if frameCRC(b[:4], payload) != binary.LittleEndian.Uint32(b[4:]) {
		return nil
	}
	return payload
}

// wholeFrameIn tells whether a whole frame lies anywhere behind the fault: then the fault is no interrupted write.
func wholeFrameIn(b []byte) bool {
	for at := 0; ; {
		i := bytes.Index(b[at:], payloadStart)
		if i < 0 {
			return false
		}
		at += i + 1
		if start := at - 2 - frameHeader; start > 0 && wholeFrame(b[start:]) != nil {
			return true
		}
	}
}

// repair cuts off an interrupted write. The bytes are kept beside the journal, in case somebody wants to look.
func (j *journal) repair(t *tail) error {
	if t == nil {
		return nil
	}
	kept := filepath.Join(j.dir, fmt.Sprintf("cut-%08d-%d.bin", t.segment, t.offset))
	if err := writeWhole(j.disk, kept, t.bytes); err != nil {
		return fmt.Errorf("keep interrupted write: %w", err)
	}
	path := segmentPath(j.dir, t.segment)
	if t.offset == 0 {
		return j.disk.remove(path)
	}
	f, err := j.disk.open(path, os.O_RDWR)
	if err != nil {
		return fmt.Errorf("cut interrupted write: %w", err)
	}
	return errors.Join(f.Truncate(t.offset), f.Sync(), f.Close())
}

// open makes the scanned journal writable. A new one gets its first segment, so that a workspace never lacks one.
func (j *journal) open() error {
	if j.segment == 0 {
		return j.rotate()
	}
	f, err := j.disk.open(segmentPath(j.dir, j.segment), os.O_RDWR)
	if err != nil {
		return fmt.Errorf("open journal: %w", err)
	}
	j.file = f
	return nil
}
