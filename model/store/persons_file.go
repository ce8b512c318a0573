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
	"time"
)

// PersonFiles are the names of the two copies of the table of persons' keys in a workspace.
//
// A copy is a header (magic, the table's secret) and then entries (state, number, tag, key), 64 bytes each with a CRC-32C
// at the end. Entries are added at the end, and overwritten in place when they are erased; they never move. 64 bytes lie
// in one sector, which a disk writes whole or not at all. In an encrypted workspace secret, tags and keys are masked.
var PersonFiles = [2]string{"persons.bin", "persons-copy.bin"}

const (
	personSize   = 64
	personSum    = personSize - crc32.Size
	personOpen   = 4 + len(personID{}) // where the secret part of an entry begins
	personLives  = 1
	personErased = 2
)

func (p *persons) path(copy int) string { return filepath.Join(p.dir, PersonFiles[copy]) }

// files reads both; nothing of one that is not there.
func (p *persons) files() (out [2][]byte, err error) {
	for i := range out {
		out[i], err = p.disk.readFile(p.path(i))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return out, fmt.Errorf("read keys of persons: %w", err)
		}
	}
	return out, nil
}

// read takes the table from the two copies. What is damaged in one is taken from the other, and what was erased in one is
// erased. It changes nothing: mend does.
func (p *persons) read() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	files, err := p.files()
	if err != nil {
		return err
	}
	copies := p.form.copiesOf(files[0], files[1])
	p.merge(copies)
	p.saved = len(p.entries)
	if len(files[0])+len(files[1]) == 0 {
		return nil
	}
	for i, c := range copies {
		p.foreign[i] = c.foreign
		p.stale[i] = c.form != p.form || !bytes.Equal(c.bytes, p.encode(p.form))
		switch {
		case c.foreign:
			p.mended = fmt.Sprintf("个人信息密钥文件 %s 不是本工作区的，已另存，并重写了一份", PersonFiles[i])
		case !bytes.Equal(c.bytes, p.encode(c.form)):
			p.mended = fmt.Sprintf("个人信息密钥文件 %s 不完整，已按另一份补齐", PersonFiles[i])
		}
	}
	return nil
}

// merge fills the table from two copies, place by place.
func (p *persons) merge(copies [2]tableCopy) {
	for _, c := range []tableCopy{copies[1], copies[0]} {
		if c.whole {
			p.takeHead(c)
		}
	}
	a, b := copies[0], copies[1]
	for at := personSize; at < max(len(a.bytes), len(b.bytes)); at += personSize {
		x, okX := a.personAt(at)
		y, okY := b.personAt(at)
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

// takeHead takes the table's secret from a whole header.
func (p *persons) takeHead(c tableCopy) {
	secret, _ := c.form.secret(c.head)
	if c.form == p.form {
		p.head = c.head
	} else if secret != p.secret {
		p.head = p.form.head(secret)
	}
	p.secret = secret
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

func (c tableCopy) personAt(at int) (one person, ok bool) {
	if !summed(c.bytes, at) {
		return one, false
	}
	b := c.bytes[at : at+personSize]
	one.erased = b[0] == personErased
	copy(one.id[:], b[4:])
	if one.erased {
		return one, true
	}
	secret := c.form.mask(one.id, b[personOpen:personSum])
	copy(one.key[:], secret[copy(one.tag[:], secret):])
	return one, b[0] == personLives
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

func (f personsForm) encode(one *person) []byte {
	if one.erased {
		return record([]byte{personErased, 0, 0, 0}, one.id[:])
	}
	return record([]byte{personLives, 0, 0, 0}, one.id[:], f.mask(one.id, append(one.tag[:len(one.tag):len(one.tag)], one.key[:]...)))
}

// encode is a file with the whole table.
func (p *persons) encode(f personsForm) []byte {
	head := p.head
	if f != p.form {
		head = f.head(p.secret)
	}
	b := record([]byte(f.magic), head[:])
	for i := range p.entries {
		b = append(b, f.encode(&p.entries[i])...)
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
		b = append(b, p.form.encode(&fresh[i])...)
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
				err = errors.Join(err, writeAt(f, p.form.encode(&p.entries[n]), n))
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

// mend writes the copies anew that are not what the table is. What is of another workspace is kept beside them.
func (p *persons) mend() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, foreign := range p.foreign {
		if !foreign {
			continue
		}
		if err := p.disk.rename(p.path(i), asidePath(p.path(i), time.Now())); err != nil {
			return fmt.Errorf("set foreign keys of persons aside: %w", err)
		}
	}
	if err := p.rewrite(p.stale); err != nil {
		return fmt.Errorf("mend keys of persons: %w", err)
	}
	p.stale, p.foreign = [2]bool{}, [2]bool{}
	return nil
}

func (p *persons) rewrite(copies [2]bool) error {
	b := p.encode(p.form)
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
