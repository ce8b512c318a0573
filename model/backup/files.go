package backup

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chainatlas/model/store"
)

// FileCount is how many files of records come back with the backup and those before it.
func (m *Manifest) FileCount() int { return len(m.files()) }

// files are the names of the records' files that the backup and those before it hold.
func (m *Manifest) files() []string {
	out := slices.Clone(m.Earlier)
	for _, p := range m.Parts {
		if p.kept() {
			out = append(out, p.Name)
		}
	}
	return out
}

// fileBytes is how much of the backup are files of records.
func (m *Manifest) fileBytes() (n int64) {
	for _, p := range m.Parts {
		if p.kept() {
			n += p.Size
		}
	}
	return n
}

// kept tells whether the part is a file of records.
func (p Part) kept() bool { return strings.HasPrefix(p.Name, "files/") }

// holdsAll tells whether the files are in the backup or those before it.
func (m *Manifest) holdsAll(names []string) bool {
	held := setOf(m.files())
	for _, name := range names {
		if !held[name] {
			return false
		}
	}
	return true
}

func setOf(names []string) map[string]bool {
	out := make(map[string]bool, len(names))
	for _, name := range names {
		out[name] = true
	}
	return out
}

// chooseFiles takes those that the earlier backup lacks. It comes after the stretch of the journal was taken: a file is
// there before the frame that mentions it.
func (w *writer) chooseFiles(from Source, since *Backup) error {
	all, err := from.Files()
	if err != nil {
		return err
	}
	if since != nil {
		w.manifest.Earlier = since.files()
	}
	held := setOf(w.manifest.Earlier)
	for _, f := range all {
		if !held[f.Name] {
			w.files = append(w.files, f)
		}
	}
	return nil
}

// file packs a file of records. One that is damaged (which for a sealed one only the open workspace can tell) or cannot be
// read is left out and named: the records must not go without a backup because of a photo, and an earlier backup may
// still have it whole.
func (w *writer) file(f store.KeptFile) error {
	b, ok := w.readFile(f)
	if !ok {
		w.manifest.Lost = append(w.manifest.Lost, f.Name)
		return nil
	}
	return w.part(Part{Name: f.Name, Size: f.Size, Raw: w.manifest.Encrypted}, bytes.NewReader(b))
}

// maxStored is more than any file takes on the disk; what is larger is none that was added.
const maxStored = 2 * store.MaxFile

func (w *writer) readFile(f store.KeptFile) (b []byte, whole bool) {
	if f.Size > maxStored {
		return nil, false
	}
	b, err := os.ReadFile(filepath.Join(w.dir, filepath.FromSlash(f.Name)))
	if err != nil || int64(len(b)) != f.Size {
		return nil, false
	}
	return b, f.Whole(b)
}

// lost tells of the files that were left out; the backup is good all the same.
func (w *writer) lost() error {
	if len(w.manifest.Lost) == 0 {
		return nil
	}
	return &LostFiles{w.manifest.Lost}
}
