package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"chainatlas/model"
	"chainatlas/model/store"
)

// Source is what is backed up: a *store.Store, or a store.Folder that is not open here.
type Source interface {
	Dir() string
	Stretch(since store.Mark) (store.Stretch, error)
	Files() ([]store.KeptFile, error)
}

// Options for Make. The zero value makes a full backup.
type Options struct {
	Program  string           // version, for the manifest
	Now      func() time.Time // time.Now when nil
	Since    *Backup          // go on from this one; nil makes a full one
	Free     func(dir string) (uint64, error)
	Progress func(done, total int)
}

// unfinishedExt is what files end with that are not backups yet; what a crash leaves of them is in nobody's way.
const unfinishedExt = ".cabak-part"

// Make writes a backup of everything up to the head at its start; the workspace may be written to meanwhile. The file
// gets its name when it is whole, synced and was read back. Make returns ErrExists, store.ErrNoSpace, store.ErrApart (the
// earlier backup is of another journal), or store.ErrDamaged. When Good tells so of the error, the backup is good all the
// same.
func Make(ctx context.Context, from Source, path string, o Options) (*Backup, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	w, err := newWriter(ctx, from, o)
	if err == nil {
		err = w.make(path, o)
	}
	if err != nil {
		return nil, fmt.Errorf("back up %s: %w", from.Dir(), err)
	}
	return &Backup{path, w.manifest}, errors.Join(w.compare(), w.lost())
}

func newWriter(ctx context.Context, from Source, o Options) (*writer, error) {
	w := &writer{dir: from.Dir(), manifest: Manifest{Format: plainVersion, Program: o.Program, Time: o.Now().UTC().Truncate(time.Second)}}
	var since store.Mark
	var counts map[model.Kind]int
	if o.Since != nil {
		w.manifest.Since = o.Since.base()
		since, counts = o.Since.Head, o.Since.Counts
	}
	var err error
	if w.workspace, err = os.ReadFile(filepath.Join(w.dir, workspaceName)); err != nil {
		return nil, err
	}
	if w.manifest.Station, err = stationOf(w.workspace); err != nil {
		return nil, err
	}
	if w.stretch, err = from.Stretch(since); err != nil {
		return nil, err
	}
	if w.stretch.Keys != nil {
		w.manifest.Format, w.manifest.Encrypted = formatVersion, true
	}
	if w.persons, err = store.PersonTable(w.dir); err != nil { // a key is there before the frame that uses it
		return nil, err
	}
	if err := w.chooseFiles(from, o.Since); err != nil {
		return nil, err
	}
	w.walker = store.NewWalker(since, counts)
	w.meter = meter{ctx: ctx, total: w.size(), tell: o.Progress}
	return w, nil
}

// stationOf reads the workspace's name from its file.
func stationOf(workspace []byte) (string, error) {
	var is struct{ Station string }
	if err := json.Unmarshal(workspace, &is); err != nil {
		return "", fmt.Errorf("read %s: %w: %w", workspaceName, store.ErrDamaged, err)
	}
	return is.Station, nil
}

// make writes under another name, and renames what was found good.
func (w *writer) make(path string, o Options) error {
	dir := filepath.Dir(path)
	if err := errors.Join(vacant(path), room(o.Free, dir, w.size())); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "new-*"+unfinishedExt)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing is left of it once it was renamed
	if err := errors.Join(w.write(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	reached("written")
	if _, err := Check(w.meter.ctx, f.Name(), nil); err != nil {
		return fmt.Errorf("read back: %w", err)
	}
	reached("checked")
	if err := vacant(path); err != nil {
		return err
	}
	return errors.Join(os.Rename(f.Name(), path), store.SyncDir(dir))
}

func vacant(path string) error {
	_, err := os.Lstat(path)
	switch {
	case err == nil:
		return fmt.Errorf("%s: %w", path, ErrExists)
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return err
}

// compare looks whether the lists of an open workspace are what its journal says.
func (w *writer) compare() error {
	if w.stretch.Counts == nil {
		return nil
	}
	for _, k := range model.StoredKinds() {
		if w.stretch.Counts[k] != w.manifest.Counts[k] {
			return fmt.Errorf("%s: %d listed, %d in the journal: %w", k, w.stretch.Counts[k], w.manifest.Counts[k], ErrCounts)
		}
	}
	return nil
}

// open gives the bytes of one piece of the journal.
func (w *writer) open(p store.Piece) (io.Reader, io.Closer, error) {
	f, err := os.Open(filepath.Join(w.dir, filepath.FromSlash(p.Name)))
	if err != nil {
		return nil, nil, err
	}
	return io.NewSectionReader(f, p.From, p.To-p.From), f, nil
}
