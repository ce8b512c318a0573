package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"chainatlas/model/store"
)

// RestoreOptions for Restore. The zero value works.
type RestoreOptions struct {
	User     string
	Now      func() time.Time // time.Now when nil
	Free     func(dir string) (uint64, error)
	Progress func(done, total int)
}

// Restored says what a restore did.
type Restored struct {
	Backup
	Files []string // the backups it was put together from, the full one first
	Aside string   // where the workspace that was there is now; "" when there was none
}

// Restore puts the workspace of a backup in the place of dir. The backup and those it goes on from are checked first; then
// the workspace is made beside dir, opened and verified; then the old one is renamed to dir-aside-TIME and the new one to
// dir. Interrupted before, it leaves the old one as it was; between the two names, opening dir finishes it.
// Restore returns ErrDamaged, ErrNewer, ErrMissing, store.ErrInUse, store.ErrForeign, store.ErrNewer or store.ErrNoSpace;
// then the old workspace is in its place.
func Restore(ctx context.Context, path, dir string, o RestoreOptions) (*Restored, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("restore %s: %w", path, err)
	}
	r := &restore{ctx: ctx, dir: dir, o: o}
	aside, err := r.run(path)
	if err != nil {
		return nil, fmt.Errorf("restore %s: %w", path, err)
	}
	out := &Restored{Backup: *r.last(), Aside: aside}
	for _, b := range r.chain {
		out.Files = append(out.Files, b.Path)
	}
	return out, nil
}

// restore is one under way.
type restore struct {
	ctx   context.Context
	dir   string
	o     RestoreOptions
	chain []*Backup
	meter meter
}

func (r *restore) last() *Backup { return r.chain[len(r.chain)-1] }

func (r *restore) run(path string) (aside string, err error) {
	if err := store.Settle(r.dir); err != nil {
		return "", err
	}
	if err := r.free(); err != nil {
		return "", err
	}
	if r.chain, err = Chain(path); err != nil {
		return "", err
	}
	if err := r.check(); err != nil {
		return "", err
	}
	reached("verified")
	ready, err := r.prepare()
	if err != nil {
		return "", err
	}
	reached("ready")
	return r.swap(ready)
}

// free makes sure, before anything is done, that the place can be taken over: nobody works there, and it is a workspace.
func (r *restore) free() error {
	if err := store.MayOpen(r.dir); err != nil {
		return err
	}
	release, err := r.hold()
	if err != nil {
		return err
	}
	return release()
}

// hold keeps others out of the workspace that is there, if any.
func (r *restore) hold() (release func() error, err error) {
	if left, err := os.ReadDir(r.dir); errors.Is(err, fs.ErrNotExist) || err == nil && len(left) == 0 {
		return func() error { return nil }, nil
	}
	return store.Hold(r.dir, r.o.User, r.o.Now())
}

// check reads every backup of the chain from end to end.
func (r *restore) check() error {
	var all, done int64
	for _, b := range r.chain {
		all += b.bytes()
	}
	for _, b := range r.chain {
		if _, err := Check(r.ctx, b.Path, func(n, _ int) { r.tell(done+int64(n), 2*all) }); err != nil {
			return err
		}
		done += b.bytes()
	}
	r.meter = meter{ctx: r.ctx, done: all, total: 2 * all, tell: r.o.Progress}
	return room(r.o.Free, filepath.Dir(r.dir), 3*all) // the journal, and the database that is made from it
}

func (r *restore) tell(done, total int64) {
	if r.o.Progress != nil {
		r.o.Progress(int(done), int(total))
	}
}

// prepare makes the workspace beside the old one. It has the name that lets it take the old one's place only when it was
// opened and verified.
func (r *restore) prepare() (ready string, err error) {
	ready = store.Ready(r.dir)
	making := filepath.Clean(r.dir) + "-restoring"
	if err := errors.Join(os.RemoveAll(making), os.RemoveAll(ready)); err != nil { // of a restore that was interrupted
		return "", err
	}
	if err := os.MkdirAll(making, 0o700); err != nil {
		return "", err
	}
	err = r.unpack(making)
	if err == nil {
		err = r.prove(making)
	}
	if err == nil {
		err = errors.Join(os.Rename(making, ready), store.SyncDir(filepath.Dir(r.dir)))
	}
	if err != nil {
		return "", errors.Join(err, os.RemoveAll(making))
	}
	return ready, nil
}

func (r *restore) unpack(to string) error {
	for _, b := range r.chain {
		if err := r.unpackOne(b.Path, to); err != nil {
			return err
		}
		reached("unpacked")
	}
	return store.SyncDir(to)
}

func (r *restore) unpackOne(path, to string) error {
	f, err := open(path)
	if err != nil {
		return err
	}
	defer f.from.Close()
	walker := f.walker()
	for _, p := range f.Parts {
		target, err := p.create(to)
		if err != nil {
			return err
		}
		err = f.unpack(p, walker, &r.meter, target)
		if err = errors.Join(err, target.Sync(), target.Close(), store.SyncDir(filepath.Dir(target.Name()))); err != nil {
			return err
		}
	}
	return nil
}

// create opens the file that a part goes on with; one that begins anew takes the place of what an earlier backup had.
func (p Part) create(dir string) (*os.File, error) {
	if !p.local() {
		return nil, fmt.Errorf("%s: %w", p.Name, ErrDamaged)
	}
	path := filepath.Join(dir, filepath.FromSlash(p.Name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	end, err := f.Seek(0, io.SeekEnd)
	switch {
	case err == nil && p.Offset == 0:
		err = f.Truncate(0)
		_, seek := f.Seek(0, io.SeekStart)
		err = errors.Join(err, seek)
	case err == nil && end != p.Offset:
		err = fmt.Errorf("%s goes on at byte %d, the earlier backup ends at %d: %w", p.Name, p.Offset, end, ErrDamaged)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// prove opens the new workspace, which makes its database, and verifies that it holds what the backup says.
func (r *restore) prove(dir string) error {
	kept := func(string) error { return nil } // it comes from a backup
	s, err := store.Open(dir, store.Options{User: r.o.User, Now: r.o.Now, MustExist: true, BeforeMigration: kept})
	if err != nil {
		return err
	}
	return errors.Join(r.compare(s), s.Close())
}

func (r *restore) compare(s *store.Store) error {
	report, err := s.Verify(r.ctx, r.o.Progress)
	if err != nil {
		return err
	}
	if len(report.Problems) > 0 {
		return &Damage{r.last().Path, strings.Join(report.Problems, "；"), nil}
	}
	at, err := s.Stretch(r.last().Head)
	if err != nil {
		return err
	}
	records := 0
	for _, n := range report.Records {
		records += n
	}
	if at.Head != r.last().Head || records != r.last().Records() {
		return &Damage{r.last().Path, fmt.Sprintf("恢复出 %d 次操作、%d 条记录，应为 %d 次、%d 条", at.Head.Frame, records, r.last().Head.Frame, r.last().Records()), nil}
	}
	return nil
}

// swap gives the new workspace the old one's name. A failure gives the old one its name back.
func (r *restore) swap(ready string) (aside string, err error) {
	release, err := r.hold()
	if err != nil {
		return "", err
	}
	if runtime.GOOS == "windows" { // where a folder with an open file cannot be renamed
		if err := release(); err != nil {
			return "", err
		}
		release = func() error { return nil }
	}
	defer func() { err = errors.Join(err, release()) }()
	if aside, err = r.setAside(); err != nil {
		return "", err
	}
	reached("aside")
	if err := os.Rename(ready, r.dir); err != nil {
		if aside != "" {
			err = errors.Join(err, os.Rename(aside, r.dir))
		}
		return "", err
	}
	reached("swapped")
	return aside, store.SyncDir(filepath.Dir(r.dir))
}

// setAside renames the workspace that is there; an empty folder just goes.
func (r *restore) setAside() (aside string, err error) {
	left, err := os.ReadDir(r.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil:
		return "", err
	case len(left) == 0:
		return "", os.Remove(r.dir)
	}
	aside = filepath.Clean(r.dir) + "-aside-" + r.o.Now().Format("20060102-150405.000")
	if err := vacant(aside); err != nil {
		return "", err
	}
	return aside, os.Rename(r.dir, aside)
}
