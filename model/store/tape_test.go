package store

import (
	"bytes"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// tape is a disk in memory that keeps every step, so that the power can be cut after any of them: what was not synced by
// then is there, or is not, each step for itself.
type tape struct {
	mu    sync.Mutex
	root  *inode
	steps []step
}

// inode is a file or a folder, whatever it is called.
type inode struct {
	content []byte
	entries map[string]*inode // nil for a file
	first   *inode            // what it was when the tape began; nil when it was not
}

func (n *inode) clone() *inode {
	return &inode{content: bytes.Clone(n.content), entries: maps.Clone(n.entries)}
}

// step is something that was done to an inode: a new content for a part of it, a name in it, or a sync of it.
type step struct {
	of     *inode
	synced bool
	offset int64
	bytes  []byte // nil cuts the file at offset
	names  map[string]*inode
}

func newTape() *tape { return &tape{root: newFolder()} }

func newFolder() *inode { return &inode{entries: make(map[string]*inode)} }

func (t *tape) do(s step) {
	t.steps = append(t.steps, s)
	s.apply(s.of)
}

// apply does the step to an inode, or to what the power left of it.
func (s step) apply(to *inode) {
	switch {
	case s.synced:
	case s.names != nil:
		for name, n := range s.names {
			if to.entries[name] = n; n == nil {
				delete(to.entries, name)
			}
		}
	case s.bytes == nil:
		to.grow(s.offset)
		to.content = to.content[:s.offset]
	default:
		to.grow(s.offset + int64(len(s.bytes)))
		copy(to.content[s.offset:], s.bytes)
	}
}

func (n *inode) grow(size int64) {
	if more := size - int64(len(n.content)); more > 0 {
		n.content = append(n.content, make([]byte, more)...)
	}
}

// cut is the disk after the power went before step n.
func (t *tape) cut(n int, chance *rand.Rand) *tape {
	left := make(map[*inode]*inode)
	return &tape{root: t.survivor(t.root, n, chance, left)}
}

// survivor is what is left of an inode and of all that it names.
func (t *tape) survivor(of *inode, n int, chance *rand.Rand, left map[*inode]*inode) *inode {
	if out := left[of]; out != nil {
		return out
	}
	out := &inode{}
	if of.first != nil {
		out = of.first.clone()
	} else if of.entries != nil {
		out = newFolder()
	}
	left[of] = out
	safe := t.lastSync(of, n)
	for i, s := range t.steps[:n] {
		if s.of != of {
			continue
		}
		if i < safe || chance.IntN(2) == 0 {
			s.apply(out)
		} else if len(s.bytes) > 0 && chance.IntN(2) == 0 {
			s.torn(chance).apply(out)
		}
	}
	for name, e := range out.entries {
		out.entries[name] = t.survivor(e, n, chance, left)
	}
	out.first = out.clone()
	return out
}

func (t *tape) lastSync(of *inode, n int) int {
	for i := n - 1; i >= 0; i-- {
		if t.steps[i].of == of && t.steps[i].synced {
			return i
		}
	}
	return -1
}

// torn is a write of which the size came, and the bytes up to some place.
func (s step) torn(chance *rand.Rand) step {
	b := make([]byte, len(s.bytes))
	copy(b, s.bytes[:chance.IntN(len(b))])
	s.bytes = b
	return s
}

// save writes what is on the disk into a real folder.
func (t *tape) save(dir string) error { return t.root.save(dir) }

func (n *inode) save(path string) error {
	if n.entries == nil {
		return os.WriteFile(path, n.content, 0o600)
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return err
	}
	for name, e := range n.entries {
		if err := e.save(filepath.Join(path, name)); err != nil {
			return err
		}
	}
	return nil
}

// find returns the folder of a path, and the inode there, or nil. The last two names of a path are in a folder called
// journal or directly in the workspace.
func (t *tape) find(path string) (in *inode, name string, at *inode) {
	in, name = t.root, filepath.Base(path)
	if filepath.Base(filepath.Dir(path)) == "journal" {
		in = t.root.entries["journal"]
	}
	if in == nil {
		return nil, name, nil
	}
	return in, name, in.entries[name]
}

func (t *tape) open(path string, flag int) (diskFile, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	in, name, n := t.find(path)
	switch {
	case n == nil && (in == nil || flag&os.O_CREATE == 0):
		return nil, fs.ErrNotExist
	case n != nil && flag&os.O_EXCL != 0:
		return nil, fs.ErrExist
	case n == nil:
		n = &inode{}
		t.do(step{of: in, names: map[string]*inode{name: n}})
	case flag&os.O_TRUNC != 0:
		t.do(step{of: n})
	}
	return tapeFile{t, n}, nil
}

func (t *tape) readFile(path string) ([]byte, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, _, n := t.find(path)
	if n == nil {
		return nil, fs.ErrNotExist
	}
	return bytes.Clone(n.content), nil
}

func (t *tape) list(string) (names []string, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if j := t.root.entries["journal"]; j != nil {
		names = slices.Collect(maps.Keys(j.entries))
	}
	return names, nil
}

func (t *tape) makeDir(path string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, name, n := t.find(path); n == nil {
		t.do(step{of: t.root, names: map[string]*inode{name: newFolder()}})
	}
	return nil
}

func (t *tape) rename(from, to string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	in, old, n := t.find(from)
	if n == nil {
		return fs.ErrNotExist
	}
	t.do(step{of: in, names: map[string]*inode{old: nil, filepath.Base(to): n}})
	return nil
}

func (t *tape) remove(path string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	in, name, n := t.find(path)
	if n == nil {
		return fs.ErrNotExist
	}
	t.do(step{of: in, names: map[string]*inode{name: nil}})
	return nil
}

func (t *tape) syncDir(dir string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := t.root
	if filepath.Base(dir) == "journal" {
		n = t.root.entries["journal"]
	}
	t.do(step{of: n, synced: true})
	return nil
}

type tapeFile struct {
	tape *tape
	of   *inode
}

func (f tapeFile) ReadAt(b []byte, at int64) (int, error) {
	f.tape.mu.Lock()
	defer f.tape.mu.Unlock()
	return bytes.NewReader(f.of.content).ReadAt(b, at)
}

func (f tapeFile) WriteAt(b []byte, at int64) (int, error) {
	f.tape.mu.Lock()
	defer f.tape.mu.Unlock()
	f.tape.do(step{of: f.of, offset: at, bytes: bytes.Clone(b)})
	return len(b), nil
}

func (f tapeFile) Truncate(size int64) error {
	f.tape.mu.Lock()
	defer f.tape.mu.Unlock()
	f.tape.do(step{of: f.of, offset: size})
	return nil
}

func (f tapeFile) Sync() error {
	f.tape.mu.Lock()
	defer f.tape.mu.Unlock()
	f.tape.do(step{of: f.of, synced: true})
	return nil
}

func (f tapeFile) Close() error { return nil }
