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

// PersonFiles are the names of the two copies of the table of persons' keys in a workspace.
//
// A copy is a header (magic, the table's secret) and then entries (state, number, tag, key), 64 bytes each with a CRC-32C
// at the end. Entries are added at the end, and overwritten in place when they are erased; they never move. 64 bytes lie
// in one sector, which a disk writes whole or not at all.
var PersonFiles = [2]string{"persons.bin", "persons-copy.bin"}

const (
	personsMagic = "CAPERS01"
	personSize   = 64
	personSum    = personSize - crc32.Size
	personLives  = 1
	personErased = 2
)

// PersonTable reads the keys of a workspace, which another program may have open, as one copy of the table; nil when there
// are none. A backup keeps them with the journal.
func PersonTable(dir string) ([]byte, error) {
	p := newPersons(realDisk{}, dir)
	if err := p.read(); err != nil || len(p.entries) == 0 {
		return nil, err
	}
	return p.encode(), nil
}

func (p *persons) path(copy int) string { return filepath.Join(p.dir, PersonFiles[copy]) }

// read takes the table from the two copies. What is damaged in one is taken from the other, and what was erased in one is
// erased. It changes nothing: mend does.
func (p *persons) read() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	var copies [2][]byte
	for i := range copies {
		b, err := p.disk.readFile(p.path(i))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("read keys of persons: %w", err)
		}
		copies[i] = b
	}
	p.merge(copies[0], copies[1])
	p.saved = len(p.entries)
	if len(copies[0])+len(copies[1]) == 0 {
		return nil
	}
	whole := p.encode()
	for i, b := range copies {
		if p.stale[i] = !bytes.Equal(b, whole); p.stale[i] {
			p.mended = fmt.Sprintf("个人信息密钥文件 %s 不完整", PersonFiles[i])
		}
	}
	return nil
}

// merge fills the table from two copies, place by place.
func (p *persons) merge(a, b []byte) {
	for _, c := range [][]byte{b, a} {
		if secret, ok := headerOf(c); ok {
			p.secret = secret
		}
	}
	for at := personSize; at < max(len(a), len(b)); at += personSize {
		x, okX := personAt(a, at)
		y, okY := personAt(b, at)
		switch {
		case okX && okY && x.id == y.id && y.erased, !okX && okY:
			p.take(y)
		case okX && okY && x.id != y.id:
			p.take(x)
			p.take(y)
		case okX:
			p.take(x)
		}
	}
}

// take adds an entry of a file, unless it is there; erased is erased.
func (p *persons) take(one person) {
	i, ok := p.byID[one.id]
	if !ok {
		p.add(one)
	} else if one.erased && !p.entries[i].erased {
		delete(p.byTag, p.entries[i].tag)
		p.entries[i] = one
	}
}

func headerOf(b []byte) (secret [32]byte, ok bool) {
	if !summed(b, 0) || !bytes.HasPrefix(b, []byte(personsMagic)) {
		return secret, false
	}
	copy(secret[:], b[len(personsMagic):])
	return secret, true
}

func personAt(b []byte, at int) (one person, ok bool) {
	if !summed(b, at) {
		return one, false
	}
	b = b[at : at+personSize]
	one.erased = b[0] == personErased
	at = 4
	at += copy(one.id[:], b[at:])
	at += copy(one.tag[:], b[at:])
	copy(one.key[:], b[at:])
	return one, b[0] == personLives || one.erased
}

// summed tells whether an entry is there and whole.
func summed(b []byte, at int) bool {
	return len(b) >= at+personSize && crc32.Checksum(b[at:at+personSum], castagnoli) == binary.LittleEndian.Uint32(b[at+personSum:])
}

// record is an entry, or the header, with its checksum.
func record(parts ...[]byte) []byte {
	b := make([]byte, 0, personSize)
	for _, part := range parts {
		b = append(b, part...)
	}
	b = b[:personSum]
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

func (one *person) encode() []byte {
	if one.erased {
		return record([]byte{personErased, 0, 0, 0}, one.id[:])
	}
	return record([]byte{personLives, 0, 0, 0}, one.id[:], one.tag[:], one.key[:])
}

func (p *persons) encode() []byte {
	b := record([]byte(personsMagic), p.secret[:])
	for i := range p.entries {
		b = append(b, p.entries[i].encode()...)
	}
	return b
}

// save brings new keys to the disk. It comes before the frame that uses them.
func (p *persons) save() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.append(); err != nil {
		return fmt.Errorf("save keys of persons: %w", err)
	}
	return nil
}

func (p *persons) append() error {
	fresh := p.entries[p.saved:]
	if len(fresh) == 0 {
		return nil
	}
	if p.saved == 0 {
		err := p.rewrite([2]bool{true, true})
		if err == nil {
			p.saved = len(p.entries)
		}
		return err
	}
	var b []byte
	for i := range fresh {
		b = append(b, fresh[i].encode()...)
	}
	for i := range PersonFiles {
		if err := p.write(i, func(f diskFile) error { return writeAt(f, b, p.saved) }); err != nil {
			return err
		}
	}
	p.saved = len(p.entries)
	return nil
}

// overwrite puts the entries at these places over what the files have there.
func (p *persons) overwrite(places []int) error {
	if len(places) == 0 {
		return nil
	}
	for i := range PersonFiles {
		err := p.write(i, func(f diskFile) (err error) {
			for _, n := range places {
				err = errors.Join(err, writeAt(f, p.entries[n].encode(), n))
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func writeAt(f diskFile, b []byte, place int) error {
	_, err := f.WriteAt(b, int64(personSize*(1+place)))
	return err
}

func (p *persons) write(copy int, work func(diskFile) error) error {
	f, err := p.disk.open(p.path(copy), os.O_RDWR)
	if err != nil {
		return err
	}
	return errors.Join(work(f), f.Sync(), f.Close())
}

// mend writes the copies anew that are not what the table is.
func (p *persons) mend() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.rewrite(p.stale); err != nil {
		return fmt.Errorf("mend keys of persons: %w", err)
	}
	p.stale = [2]bool{}
	return nil
}

func (p *persons) rewrite(copies [2]bool) error {
	b := p.encode()
	for i, wanted := range copies {
		if !wanted {
			continue
		}
		if err := writeWhole(p.disk, p.path(i), b); err != nil {
			return err
		}
	}
	return nil
}
