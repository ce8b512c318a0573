package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// PersonTable reads the keys of a workspace, which another program may have open, as one copy of the table; nil when there
// are none. A backup keeps them with the journal. Those of an encrypted workspace stay sealed: that needs no key.
func PersonTable(dir string) ([]byte, error) {
	ring, err := readKeyring(realDisk{}, dir)
	if err != nil {
		return nil, err
	}
	p := newPersons(realDisk{}, dir)
	if ring != nil {
		p.form = personsForm{magic: personsMagicSealed}
	}
	files, err := p.files()
	if err != nil {
		return nil, err
	}
	copies := p.form.copiesOf(files[0], files[1])
	if copies[0].form != copies[1].form { // sealing was interrupted between them, and both are whole
		for i, c := range copies {
			if c.form != p.form {
				copies[i] = tableCopy{form: p.form}
			}
		}
	}
	p.form = copies[0].form
	p.merge(copies)
	if len(p.entries) == 0 {
		return nil, nil
	}
	return p.encode(p.form), nil
}

// TwinPersons makes the second copy of the table of persons' keys, of which a backup holds one.
func (f Folder) TwinPersons() error {
	b, err := os.ReadFile(filepath.Join(string(f), PersonFiles[0]))
	if err == nil {
		err = writeWhole(realDisk{}, filepath.Join(string(f), PersonFiles[1]), b)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("copy keys of persons: %w", err)
	}
	return nil
}
