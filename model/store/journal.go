package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"sync"

	"chainatlas/model/keys"
)

// A segment file is a header (magic, number of its first frame, hash of the frame before, CRC) and then frames.
// A frame is its payload's length, a CRC-32C over length and payload, and the payload.
const (
	segmentMagic  = "CAJRNL01"
	sealedMagic   = "CAJRNL02" // the frames are sealed
	segmentHeader = 8 + 8 + 32 + 4
	frameHeader   = 4 + 4
	maxPayload    = 1 << 30
	segmentSize   = 64 << 20
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// position is where a frame's payload lies.
type position struct {
	segment int // 1 is the first
	offset  int64
	size    int
}

// journal is the append-only log of frames. What append returned from is on the disk.
type journal struct {
	disk    disk
	dir     string
	limit   int64    // a segment that is larger gets no more frames
	file    diskFile // the last segment, open for writing
	segment int
	size    int64
	head    hash    // of the last frame
	form    string  // the magic of the segments; "" while there is none
	sealer  *sealer // nil while the workspace is locked, and when its frames are plain
	lazy    bool    // a journal that nobody relies on yet: only sync makes it last

	mu     sync.RWMutex // the writer appends while others read
	frames []position   // by frame number - 1
}

// now is the journal as it is between two actions.
func (j *journal) now() *journal {
	return &journal{disk: j.disk, dir: j.dir, limit: j.limit, segment: j.segment, size: j.size, head: j.head, form: j.form, sealer: j.sealer, frames: j.frames}
}

func (j *journal) seq() uint64 { return uint64(len(j.frames)) }

func segmentPath(dir string, n int) string { return filepath.Join(dir, fmt.Sprintf("%08d.log", n)) }

// append writes and syncs one frame, sealed when the journal is, or packed when it is large. On an error nothing was added, or the journal is not
// usable any more.
func (j *journal) append(payload []byte) error {
	payload, err := j.stored(payload)
	if err != nil {
		return fmt.Errorf("seal frame: %w", err)
	}
	if j.file == nil || j.size >= j.limit {
		if err := j.rotate(); err != nil {
			return fmt.Errorf("start journal segment: %w", err)
		}
	}
	head := binary.LittleEndian.AppendUint32(nil, uint32(len(payload)))
	head = binary.LittleEndian.AppendUint32(head, frameCRC(head, payload))
	if err := j.write(head, payload); err != nil {
		return fmt.Errorf("append to journal: %w", err)
	}
	j.know(position{j.segment, j.size + frameHeader, len(payload)})
	j.size += int64(frameHeader + len(payload))
	j.head = hashOf(payload)
	return nil
}

// write puts a frame at the end and syncs; after a failure it cuts it off again.
func (j *journal) write(head, payload []byte) error {
	_, err := j.file.WriteAt(head, j.size)
	if err == nil {
		_, err = j.file.WriteAt(payload, j.size+frameHeader)
	}
	if err == nil && !j.lazy {
		err = j.file.Sync()
	}
	if err != nil {
		return errors.Join(err, j.file.Truncate(j.size), j.file.Sync())
	}
	return nil
}

func (j *journal) rotate() error {
	path := segmentPath(j.dir, j.segment+1)
	f, err := j.disk.open(path, os.O_RDWR|os.O_CREATE|os.O_EXCL)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(j.header(), 0)
	if err = errors.Join(err, f.Sync(), j.disk.syncDir(j.dir)); err != nil {
		return errors.Join(err, f.Close(), j.disk.remove(path))
	}
	if err := errors.Join(j.sync(), j.close()); err != nil {
		return errors.Join(err, f.Close())
	}
	j.file, j.size = f, segmentHeader
	j.segment++
	return nil
}

func (j *journal) header() []byte {
	if j.form == "" {
		j.form = segmentMagic
	}
	return headerAfter(j.form, j.seq(), j.head)
}

// headerAfter begins a segment of a form after a frame.
func headerAfter(form string, seq uint64, h hash) []byte {
	b := append(make([]byte, 0, segmentHeader), form...)
	b = binary.LittleEndian.AppendUint64(b, seq+1)
	b = append(b, h[:]...)
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

func frameCRC(length, payload []byte) uint32 {
	return crc32.Update(crc32.Checksum(length, castagnoli), castagnoli, payload)
}

// read returns a frame by its number.
func (j *journal) read(seq uint64) (*frame, error) {
	payload, err := j.payload(seq)
	if err != nil {
		return nil, err
	}
	if payload, err = j.unsealed(payload); err != nil {
		return nil, err
	}
	return decodeFrame(payload)
}

// stored is what the journal keeps of a plain payload.
func (j *journal) stored(payload []byte) ([]byte, error) {
	if j.sealer != nil {
		return j.sealer.seal(payload)
	}
	return pack(payload)
}

// unsealed is the payload of a plain frame, whatever form the journal has. Without the key it is keys.ErrLocked.
func (j *journal) unsealed(payload []byte) ([]byte, error) {
	switch {
	case j.form != sealedMagic:
		return unpack(payload)
	case j.sealer == nil:
		return nil, keys.ErrLocked
	}
	return j.sealer.open(payload)
}

// know adds a frame.
func (j *journal) know(p position) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.frames = append(j.frames, p)
}

func (j *journal) at(seq uint64) position {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.frames[seq-1]
}

// payload reads a frame while others may be appended.
func (j *journal) payload(seq uint64) ([]byte, error) {
	payload, err := j.payloadAt(j.at(seq))
	if err != nil {
		return nil, fmt.Errorf("read frame %d: %w", seq, err)
	}
	return payload, nil
}

func (j *journal) payloadAt(p position) ([]byte, error) {
	f, err := j.disk.open(segmentPath(j.dir, p.segment), os.O_RDONLY)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	payload := make([]byte, p.size)
	if _, err := f.ReadAt(payload, p.offset); err != nil {
		return nil, err
	}
	return payload, nil
}

// bytes is about how large the journal is.
func (j *journal) bytes() int64 { return int64(max(0, j.segment-1))*j.limit + j.size }

// sync makes last what a lazy journal was given.
func (j *journal) sync() error {
	if j.file == nil || !j.lazy {
		return nil
	}
	return j.file.Sync()
}

func (j *journal) close() error {
	if j.file == nil {
		return nil
	}
	f := j.file
	j.file = nil
	return f.Close()
}

// hashAt is the hash of a frame by its number.
func (j *journal) hashAt(seq uint64) (h hash, err error) {
	if seq == j.seq() {
		return j.head, nil
	}
	payload, err := j.payload(seq)
	if err != nil {
		return h, err
	}
	return hashOf(payload), nil
}
