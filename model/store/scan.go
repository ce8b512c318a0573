package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
)

// tail is what follows the last whole frame: the rest of a write that a crash interrupted, or damage.
type tail struct {
	segment int
	offset  int64
	bytes   []byte
}

// scan reads every frame of the journal and checks lengths, checksums and the chain of hashes. It changes nothing.
// What is broken at the very end is returned as a tail; broken in the middle is ErrDamaged.
func scan(dir string, visit func(seq uint64, payload []byte) error) (*journal, *tail, error) {
	j := &journal{dir: dir}
	n, err := countSegments(dir)
	if err != nil {
		return nil, nil, err
	}
	for i := 1; i <= n; i++ {
		b, err := os.ReadFile(segmentPath(dir, i))
		if err != nil {
			return nil, nil, fmt.Errorf("read journal: %w", err)
		}
		end, err := j.scanSegment(i, b, visit)
		if err != nil {
			return nil, nil, err
		}
		if end > 0 && end == int64(len(b)) {
			j.segment, j.size = i, end
			continue
		}
		if i < n || wholeFrameIn(b[end:]) {
			return nil, nil, fmt.Errorf("journal segment %d at byte %d, frame %d: %w", i, end, j.seq()+1, ErrDamaged)
		}
		if end > 0 {
			j.segment, j.size = i, end
		}
		return j, &tail{i, end, b[end:]}, nil
	}
	return j, nil, nil
}

// countSegments makes sure that no segment in between is missing.
func countSegments(dir string) (int, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil {
		return 0, err
	}
	for i := 1; i <= len(names); i++ {
		if _, err := os.Stat(segmentPath(dir, i)); errors.Is(err, fs.ErrNotExist) {
			return 0, fmt.Errorf("journal segment %d is missing: %w", i, ErrDamaged)
		}
	}
	return len(names), nil
}

// scanSegment returns where the whole frames of a segment end; 0 when its header is not whole.
func (j *journal) scanSegment(n int, b []byte, visit func(uint64, []byte) error) (int64, error) {
	if len(b) < segmentHeader {
		return 0, nil
	}
	if !bytes.Equal(b[:segmentHeader], j.header()) {
		return 0, headerFault(n, b)
	}
	at := segmentHeader
	for {
		payload := wholeFrame(b[at:])
		if payload == nil {
			return int64(at), nil
		}
		if prev, ok := prevOf(payload); !ok || prev != j.head {
			return 0, fmt.Errorf("journal frame %d does not follow frame %d: %w", j.seq()+1, j.seq(), ErrDamaged)
		}
		j.frames = append(j.frames, position{n, int64(at + frameHeader), len(payload)})
		j.head = hashOf(payload)
		if visit != nil {
			if err := visit(j.seq(), payload); err != nil {
				return 0, err
			}
		}
		at += frameHeader + len(payload)
	}
}

func headerFault(n int, b []byte) error {
	head := b[:segmentHeader]
	sum := crc32.Checksum(head[:segmentHeader-4], castagnoli)
	if sum == binary.LittleEndian.Uint32(head[segmentHeader-4:]) && !bytes.HasPrefix(head, []byte(segmentMagic)) {
		return fmt.Errorf("journal segment %d: %w", n, ErrNewer)
	}
	return fmt.Errorf("journal segment %d has a wrong header: %w", n, ErrDamaged)
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
	if err := writeWhole(kept, t.bytes); err != nil {
		return fmt.Errorf("keep interrupted write: %w", err)
	}
	path := segmentPath(j.dir, t.segment)
	if t.offset == 0 {
		return os.Remove(path)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("cut interrupted write: %w", err)
	}
	return errors.Join(f.Truncate(t.offset), f.Sync(), f.Close())
}

// open makes the scanned journal writable.
func (j *journal) open() error {
	if j.segment == 0 {
		return nil
	}
	f, err := os.OpenFile(segmentPath(j.dir, j.segment), os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("open journal: %w", err)
	}
	j.file = f
	return nil
}
