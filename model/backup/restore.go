package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chainatlas/model/keys"
	"chainatlas/model/store"
)

// RestoreOptions for Restore. The zero value works.
type RestoreOptions struct {
	User     string
	Now      func() time.Time // time.Now when nil
	Free     func(dir string) (uint64, error)
	Progress func(done, total int)
	Unlock   func() (keys.Secret, error) // of an encrypted backup, see store.Options; without one it is put back locked
}

// Restored says what a restore did.
type Restored struct {
	Backup
	Files []string // the backups it was put together from, the full one first
	Aside string   // where the workspace that was there is now; "" when there was none
	Lost  []string // files of records that were damaged when the backup was made, in the user's words
}

// Restore puts the workspace of a backup in the place of dir. The backup and those it goes on from are checked first; then
// the workspace is made beside dir, opened and verified; then the old one is renamed to dir-aside-TIME and the new one to
// dir. Interrupted before, it leaves the old one as it was; between the two names, opening dir finishes it.
// An encrypted backup without Unlock is checked as far as that goes without the key; whoever opens it needs the passphrase.
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
	out := &Restored{Backup: *r.last(), Aside: aside, Lost: r.lost}
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
	lost  []string
	meter meter

	migrated bool // the backup is of an older format: the chain of hashes is another one now
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
	if err := r.prepare(); err != nil {
		return "", err
	}
	reached("ready")
	return r.swap().Do()
}

// free makes sure, before anything is done, that the place can be taken over: nobody works there, and it is a workspace.
func (r *restore) free() error {
	if err := store.MayOpen(r.dir); err != nil {
		return err
	}
	return r.swap().Free()
}

func (r *restore) swap() store.Swap {
	return store.Swap{Dir: r.dir, User: r.o.User, Now: r.o.Now(), Reached: func(at string) { reached(at) }}
}

// check reads every backup of the chain from end to end.
func (r *restore) check() error {
	var all, files, done int64
	for _, b := range r.chain {
		all += b.bytes()
		files += b.fileBytes()
	}
	for _, b := range r.chain {
		if _, err := Check(r.ctx, b.Path, func(n, _ int) { r.tell(done+int64(n), 2*all) }); err != nil {
			return err
		}
		done += b.bytes()
	}
	r.meter = meter{ctx: r.ctx, done: all, total: 2 * all, tell: r.o.Progress}
	return room(r.o.Free, filepath.Dir(r.dir), 3*(all-files)+files) // the journal, and the database that is made from it
}

func (r *restore) tell(done, total int64) {
	if r.o.Progress != nil {
		r.o.Progress(int(done), int(total))
	}
}

// prepare makes the workspace beside the old one. It has the name that lets it take the old one's place only when it was
// opened and verified.
func (r *restore) prepare() error {
	ready := store.Ready(r.dir)
	making := filepath.Clean(r.dir) + "-restoring"
	if err := errors.Join(os.RemoveAll(making), os.RemoveAll(ready)); err != nil { // of a restore that was interrupted
		return err
	}
	if err := os.MkdirAll(making, 0o700); err != nil {
		return err
	}
	err := r.unpack(making)
	if err == nil {
		err = r.prove(making)
	}
	if err == nil {
		err = errors.Join(os.Rename(making, ready), store.SyncDir(filepath.Dir(r.dir)))
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(making))
	}
	return nil
}

func (r *restore) unpack(to string) error {
	for _, b := range r.chain {
		if err := r.unpackOne(b.Path, to); err != nil {
			return err
		}
		reached("unpacked")
	}
	return errors.Join(store.Folder(to).TwinPersons(), store.SyncDir(to))
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
	if r.last().Encrypted && r.o.Unlock == nil {
		return r.proveLocked(dir)
	}
	kept := func(string) error { r.migrated = true; return nil } // it comes from a backup
	s, err := store.Open(dir, store.Options{User: r.o.User, Now: r.o.Now, MustExist: true, BeforeMigration: kept, Unlock: r.o.Unlock})
	if err != nil {
		return err
	}
	return errors.Join(r.compare(s), s.Close())
}

// proveLocked reads the new workspace as far as that goes without its key: every frame is there, whole and in its place.
// Whoever opens it has its database made.
func (r *restore) proveLocked(dir string) error {
	at, err := store.Folder(dir).Stretch(r.last().Head)
	if err != nil {
		return err
	}
	if at.Head != r.last().Head {
		return &Damage{r.last().Path, fmt.Sprintf("恢复出 %d 次操作，应为 %d 次", at.Head.Frame, r.last().Head.Frame), nil}
	}
	return store.Folder(dir).MarkWhole(at.Head)
}

func (r *restore) compare(s *store.Store) error {
	report, err := s.Verify(r.ctx, r.o.Progress)
	if err != nil {
		return err
	}
	if !report.Whole() { // a backup with keys missing is better than none
		return &Damage{r.last().Path, strings.Join(report.Problems, "；"), nil}
	}
	r.lost = report.Lost // a backup gives what it was given: a photo that was gone keeps no record back
	since := r.last().Head
	if r.migrated {
		since = store.Mark{}
	}
	at, err := s.Stretch(since)
	if err != nil {
		return err
	}
	records := 0
	for _, n := range report.Records {
		records += n
	}
	if r.migrated {
		at.Head.Hash = r.last().Head.Hash
	}
	if at.Head != r.last().Head || records != r.last().Records() {
		return &Damage{r.last().Path, fmt.Sprintf("恢复出 %d 次操作、%d 条记录，应为 %d 次、%d 条", at.Head.Frame, records, r.last().Head.Frame, r.last().Records()), nil}
	}
	return nil
}
