package store

import (
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"chainatlas/model"
)

// Mark is a place in the journal: a frame and its hash. The zero Mark is the place before the first frame.
type Mark struct {
	Frame uint64 `json:"frame"`
	Hash  string `json:"hash"` // hexadecimal
}

// Stretch is what the journal holds after one mark, up to another. Its bytes never change again.
type Stretch struct {
	Since, Head Mark
	Pieces      []Piece
	Keys        []byte             // keys.json of an encrypted workspace; nil for another
	Counts      map[model.Kind]int // live records at the head as the lists know them; nil when the workspace is not open here
}

// Piece is a run of bytes of one file of the journal.
type Piece struct {
	Name     string // in the workspace, with slashes
	From, To int64
}

// Folder is a workspace that is not open here, or could not be opened. Its journal can be read while another program
// appends to it.
type Folder string

// Dir is the workspace's folder.
func (f Folder) Dir() string { return string(f) }

// Stretch reads the whole journal to find what stands after the mark; that needs no key. It returns ErrApart, ErrDamaged or
// keys.ErrDamaged.
func (f Folder) Stretch(since Mark) (Stretch, error) {
	ring, err := readKeyring(realDisk{}, string(f))
	if err != nil {
		return Stretch{}, err
	}
	j, _, err := scan(realDisk{}, filepath.Join(string(f), "journal"), nil)
	if err != nil {
		return Stretch{}, err
	}
	if ring == nil && j.form == sealedMagic {
		return Stretch{}, errKeyless
	}
	out, err := j.stretch(since)
	out.Keys = ring.bytes()
	return out, err
}

// MarkWhole says that a workspace without a database was left so on purpose: it is made when the workspace is opened.
func (f Folder) MarkWhole(at Mark) error {
	b, err := withSum(seal{Seq: at.Frame, Hash: at.Hash})
	if err == nil {
		err = writeWhole(realDisk{}, filepath.Join(string(f), sealFile), b)
	}
	return err
}

// Stretch tells what stands in the journal after the mark. It returns ErrApart for a mark of another journal.
func (s *Store) Stretch(since Mark) (Stretch, error) {
	s.writer.Lock()
	defer s.writer.Unlock()
	if err := s.ready(); err != nil {
		return Stretch{}, err
	}
	out, err := s.journal.stretch(since)
	s.mu.RLock()
	defer s.mu.RUnlock()
	out.Counts, out.Keys = s.shelf.counts(), s.ring.bytes()
	return out, err
}

func (j *journal) stretch(since Mark) (Stretch, error) {
	if err := j.holds(since); err != nil {
		return Stretch{}, err
	}
	out := Stretch{Since: since, Head: markOf(j.seq(), j.head)}
	segment, from := 1, int64(0)
	if since.Frame > 0 {
		p := j.frames[since.Frame-1]
		segment, from = p.segment, p.offset+int64(p.size)
	}
	for ; segment <= j.segment; segment, from = segment+1, 0 {
		to, err := j.endOf(segment)
		if err != nil {
			return Stretch{}, err
		}
		if to > from {
			out.Pieces = append(out.Pieces, Piece{"journal/" + filepath.Base(segmentPath(j.dir, segment)), from, to})
		}
	}
	return out, nil
}

func (j *journal) holds(m Mark) error {
	if m.Frame == 0 {
		return nil
	}
	if m.Frame > j.seq() {
		return fmt.Errorf("frame %d, journal ends at %d: %w", m.Frame, j.seq(), ErrApart)
	}
	h, err := j.hashAt(m.Frame)
	if err == nil && markOf(m.Frame, h) != m {
		err = fmt.Errorf("frame %d is another one: %w", m.Frame, ErrApart)
	}
	return err
}

// endOf is where the frames of a segment end; only the last segment may have a rest of a write behind it.
func (j *journal) endOf(segment int) (int64, error) {
	if segment == j.segment {
		return j.size, nil
	}
	info, err := os.Stat(segmentPath(j.dir, segment))
	if err != nil {
		return 0, fmt.Errorf("measure journal: %w", err)
	}
	return info.Size(), nil
}

func markOf(seq uint64, h hash) Mark {
	if seq == 0 {
		return Mark{}
	}
	return Mark{Frame: seq, Hash: hex.EncodeToString(h[:])}
}
