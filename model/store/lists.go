package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"chainatlas/model"
	"chainatlas/model/keys"
)

// lists is the file lists.bin: the lists in memory as they were after one frame, and where the frames lie, so that a start
// reads neither all records nor the whole journal. It holds nothing that cannot be made again; one that is damaged, of
// another program or of another journal is passed by.
type lists struct {
	seq     uint64
	head    hash
	clock   uint64
	form    string // of the journal's segments
	segment int    // where the journal went on
	size    int64  // how long that segment was
	frames  []position
	batches []Batch
	shelf   *shelf
	reread  []model.ID // records that are read from the database instead
}

const (
	listsFile  = "lists.bin"
	listsMagic = "CALIST01"
)

// listsLag is how many events the file may lag behind: reading that many records takes a start a moment, and writing all
// of them at every exit would take longer.
const listsLag = 512

// readAgain tells kinds that are not in the file: all of a contact is personal, and chains are kept whole.
func readAgain(k model.Kind) bool { return k == model.KindContact || k == model.KindChain }

// listsMark differs between programs that may make different rows of the same records.
var listsMark = sync.OnceValue(func() string {
	mark := fmt.Sprint(shelfKeys())
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if strings.HasPrefix(s.Key, "vcs.") {
				mark += s.Value
			}
		}
	}
	return mark
})

// code is the order of the file. What a reader meets goes where it belongs.
func (l *lists) code(c coder) (sameProgram bool) {
	mark := listsMark()
	if c.text(&mark); mark != listsMark() {
		return false
	}
	amount(c, &l.seq)
	head := string(l.head[:])
	c.text(&head)
	copy(l.head[:], head)
	amount(c, &l.clock)
	c.text(&l.form)
	amount(c, &l.segment)
	c.number(&l.size)
	l.frames = list(c, l.frames, codePosition)
	l.batches = list(c, l.batches, codeBatch)
	l.codeShelf(c)
	l.reread = list(c, l.reread, coder.id)
	return true
}

func codeBatch(c coder, b *Batch) {
	choice(c, &b.ID)
	c.text(&b.Label)
	c.text(&b.By)
	c.text(&b.Station)
	at := b.At.UnixMilli()
	c.number(&at)
	b.At = time.UnixMilli(at)
	amount(c, &b.Records)
	c.flag(&b.Undone)
	choice(c, &b.UndoOf)
	choice(c, &b.UndoOfEvent)
	c.flag(&b.Seed)
	c.flag(&b.Erasure)
}

func (l *lists) codeShelf(c coder) {
	for _, k := range model.StoredKinds() {
		if readAgain(k) {
			continue
		}
		t, n := l.shelf.live[k], l.shelf.names[k]
		t.rows = list(c, t.rows, codeRow)
		for i := range t.rows {
			if t.rows[i].Kind == "" {
				t.rows[i].Kind = k
			}
		}
		t.count = len(t.rows)
		n.loaded = list(c, n.loaded, codeLabel)
	}
	var trash []model.Row
	for _, row := range l.shelf.trash {
		if !readAgain(row.Kind) {
			trash = append(trash, row)
		}
	}
	trash = list(c, trash, func(c coder, r *model.Row) { choice(c, &r.Kind); codeRow(c, r) })
	for _, row := range trash {
		l.shelf.trash[row.ID] = row
	}
	l.shelf.links.loaded = list(c, l.shelf.links.loaded, codeLink)
}

// list codes how many there are, and each.
func list[T any](c coder, all []T, each func(coder, *T)) []T {
	n, reads := c.length(len(all))
	if reads {
		all = make([]T, n)
		for i := range all {
			each(c, &all[i])
		}
		return all
	}
	for _, v := range all { // a copy: rows are shared with whoever has a list on the screen
		each(c, &v)
	}
	return all
}

// readLists returns nil when there is no file that can be used.
func (s *Store) readLists() *lists {
	b, err := s.disk.readFile(filepath.Join(s.dir, listsFile))
	end := len(b) - 4
	if err != nil || end < len(listsMagic) || string(b[:len(listsMagic)]) != listsMagic || crc32.Checksum(b[:end], castagnoli) != binary.LittleEndian.Uint32(b[end:]) {
		return nil
	}
	body, err := s.openBytes(keys.Snapshot, listsFile, b[len(listsMagic):end])
	if err != nil {
		return nil
	}
	l, e := &lists{shelf: newShelf()}, newEye(body, s.persons.showText)
	if e.bad || !l.code(e) || e.bad || len(e.rest) > 0 || uint64(len(l.frames)) != l.seq || uint64(len(l.batches)) != l.seq {
		return nil
	}
	return l
}

// writeLists keeps the lists for the next start, unless the file lags a little only. The journal is closed and whole.
func (s *Store) writeLists() error {
	if s.suspect.Load() {
		return s.dropLists()
	}
	if s.unlisted <= listsLag && s.listed {
		return nil
	}
	p := newPen(s.persons.hideText)
	if s.listsNow().code(p); p.bad {
		return s.dropLists() // the next start makes them of the records
	}
	b := append([]byte(listsMagic), s.sealBytes(keys.Snapshot, listsFile, p.bytes())...)
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
	if err := writeWhole(s.disk, filepath.Join(s.dir, listsFile), b); err != nil {
		return fmt.Errorf("keep lists: %w", err)
	}
	return nil
}

func (s *Store) dropLists() error {
	if err := s.disk.remove(filepath.Join(s.dir, listsFile)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (s *Store) listsNow() *lists {
	l := &lists{seq: s.journal.seq(), head: s.journal.head, clock: s.clock.last, form: s.journal.form, segment: s.journal.segment, size: s.journal.size,
		frames: s.journal.frames, batches: s.batches, shelf: newShelf()}
	for k, t := range s.shelf.live {
		rows := t.snapshot()
		if readAgain(k) {
			for i := range rows {
				l.reread = append(l.reread, rows[i].ID)
			}
			continue
		}
		l.shelf.live[k].rows, l.shelf.names[k].loaded = rows, s.shelf.names[k].now()
	}
	for id, row := range s.shelf.trash {
		if readAgain(row.Kind) {
			l.reread = append(l.reread, id)
		}
	}
	slices.SortFunc(l.reread, compareID)
	l.shelf.trash, l.shelf.links.loaded = s.shelf.trash, s.shelf.links.now()
	return l
}

// journal is the journal as it was when the lists were written.
func (l *lists) journal(d disk, dir string) *journal {
	return &journal{disk: d, dir: dir, limit: segmentSize, form: l.form, segment: l.segment, size: l.size, frames: l.frames, head: l.head}
}

// partOf tells whether the lists were written after a frame of this journal.
func (l *lists) partOf(j *journal) bool {
	if l.seq == 0 || l.seq > j.seq() {
		return false
	}
	h, err := j.hashAt(l.seq)
	return err == nil && h == l.head
}

// hideText is a personal text as it stands with its record; false when it has no key, which every one of ours has.
func (p *persons) hideText(text string) (string, bool) {
	if text == "" {
		return "", true
	}
	plain, err := encoding.Marshal(text)
	if err != nil {
		return "", false
	}
	one, ok := p.known(subjectOf(model.KindProject, model.ID{}, plain))
	if !ok {
		return "", false
	}
	sealed, err := one.seal(plain)
	return string(sealed), err == nil
}

// showText is what hideText hid; nothing when it was erased.
func (p *persons) showText(sealed string) (text string) {
	if plain := p.open([]byte(sealed)); plain != nil {
		_ = decoding.Unmarshal(plain, &text) // what cannot be read is nothing
	}
	return text
}
