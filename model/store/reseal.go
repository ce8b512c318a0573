package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"chainatlas/model"
	"chainatlas/model/keys"
)

// ResealOptions for Encrypt and Decrypt. The zero value works.
type ResealOptions struct {
	User     string
	Now      func() time.Time                 // time.Now when nil
	Unlock   func() (keys.Secret, error)      // see Options
	Free     func(dir string) (uint64, error) // of a disk; FreeBytes when nil
	Progress func(done, total int)            // may be nil
}

// Resealed says what Encrypt or Decrypt made.
type Resealed struct {
	Aside   string // where the workspace that was there is now, readable as it was
	Frames  int
	Records map[model.Kind]int // live
}

// resealReached is called where a crash would be most unwelcome; tests end the process there.
var resealReached = func(point string) {}

// Encrypt makes an encrypted workspace of one that is not. Everything is written once more beside it, under the new key:
// every frame of the journal in a new chain, with the same actions, times and names; then that is opened and compared, and
// takes the old one's place as a restore does. Interrupted before, the old workspace is as it was. The one set aside is
// as readable as ever, and so are older backups. It returns ErrEncrypted, and what Open returns.
func Encrypt(ctx context.Context, dir string, f *keys.File, m *keys.Master, o ResealOptions) (*Resealed, error) {
	out, err := reseal(ctx, dir, &keyring{File: f, master: m}, o)
	if err != nil {
		return nil, fmt.Errorf("encrypt %s: %w", dir, err)
	}
	return out, nil
}

// Decrypt makes a plain workspace of an encrypted one, in the way that Encrypt does it. It returns ErrNotEncrypted.
func Decrypt(ctx context.Context, dir string, o ResealOptions) (*Resealed, error) {
	out, err := reseal(ctx, dir, nil, o)
	if err != nil {
		return nil, fmt.Errorf("decrypt %s: %w", dir, err)
	}
	return out, nil
}

// resealing is one under way.
type resealing struct {
	ctx  context.Context
	o    ResealOptions
	from *Store   // the old workspace: locked, its journal read, its database not opened
	to   *keyring // nil makes a plain one
	dir  string   // the new one, until it is whole
	new  *journal
	size int64 // bytes of the old journal
	done int
}

func reseal(ctx context.Context, dir string, to *keyring, o ResealOptions) (*Resealed, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Free == nil {
		o.Free = freeBytes
	}
	dir, err := filepath.Abs(dir)
	if err == nil {
		err = Settle(dir)
	}
	if err == nil {
		err = errors.Join(mayOpen(dir, true), suits(dir))
	}
	if err != nil {
		return nil, err
	}
	x := &resealing{ctx: ctx, o: o, to: to, dir: dir + "-encrypting"}
	x.from = newStore(dir, Options{User: o.User, Now: o.Now, Unlock: o.Unlock})
	if x.from.lock, err = lock(dir, o.User, o.Now()); err != nil {
		return nil, err
	}
	out, err := x.run()
	return out, errors.Join(err, x.from.release())
}

func (x *resealing) run() (*Resealed, error) {
	if err := x.begin(); err != nil {
		return nil, err
	}
	ready := Ready(x.from.dir)
	if err := errors.Join(os.RemoveAll(x.dir), os.RemoveAll(ready)); err != nil { // of one that was interrupted
		return nil, err
	}
	report, err := x.make()
	if err == nil {
		err = errors.Join(os.Rename(x.dir, ready), syncDir(filepath.Dir(ready)))
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(x.dir))
	}
	resealReached("ready")
	swap := Swap{Dir: x.from.dir, User: x.o.User, Now: x.o.Now(), Reached: resealReached, held: x.from.lock, same: x.untouched}
	aside, err := swap.Do()
	x.from.lock = nil // Do has let go of it
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(ready))
	}
	return &Resealed{Aside: aside, Frames: report.Frames, Records: report.Records}, nil
}

// begin reads the old journal from end to end. An older format is for Open to bring up to date first.
func (x *resealing) begin() error {
	s := x.from
	w, err := readWorkspace(s.disk, s.dir)
	if err == nil && w.fault == "" && w.Format < newestFormat() {
		err = errNoBackup
	}
	if err == nil {
		err = s.unlock()
	}
	switch {
	case err != nil:
		return err
	case x.to != nil && s.ring != nil:
		return ErrEncrypted
	case x.to == nil && s.ring == nil:
		return ErrNotEncrypted
	}
	if _, err := s.readJournal(); err != nil { // a write that was cut off stays with the old one
		return err
	}
	return x.room()
}

// room is for a journal, for the database that is made from it, and for what lies beside.
func (x *resealing) room() (err error) {
	if x.size, err = bytesIn(x.from.journalDir()); err != nil {
		return err
	}
	files, err := bytesIn(filepath.Join(x.from.dir, filesFolder))
	if err != nil {
		return err
	}
	free, err := x.o.Free(x.from.dir)
	if need := uint64(3*x.size+files) + MinFree; err == nil && free < need {
		err = fmt.Errorf("%d MB free, %d MB needed: %w", free>>20, need>>20, ErrNoSpace)
	}
	return err
}

// make writes the new workspace, proves it, and closes it.
func (x *resealing) make() (Report, error) {
	if err := makeAll(filepath.Join(x.dir, "journal")); err != nil {
		return Report{}, err
	}
	if x.to != nil {
		if err := writeKeys(realDisk{}, x.dir, x.to.File); err != nil {
			return Report{}, err
		}
	}
	resealReached("begun")
	if err := x.frames(); err != nil {
		return Report{}, err
	}
	resealReached("journal")
	if err := x.carry(); err != nil {
		return Report{}, err
	}
	resealReached("carried")
	if err := x.compare(); err != nil {
		return Report{}, err
	}
	return x.prove()
}

// frames writes every frame into the new chain.
func (x *resealing) frames() error {
	j := &journal{disk: realDisk{}, dir: filepath.Join(x.dir, "journal"), limit: x.from.journal.limit, lazy: true, form: segmentMagic}
	if x.to != nil {
		j.form, j.sealer = sealedMagic, &sealer{x.to.master.Sub(keys.Journal)}
	}
	x.new = j
	err := j.open() // its first segment
	for seq := uint64(1); err == nil && seq <= x.from.journal.seq(); seq++ {
		if err = x.tell(); err == nil {
			err = x.frame(seq)
		}
	}
	return errors.Join(err, j.sync(), j.close())
}

func (x *resealing) frame(seq uint64) error {
	plain, err := x.plain(seq)
	if err == nil {
		err = x.new.append(following(x.new.head, plain))
	}
	if err != nil {
		return fmt.Errorf("action %d: %w", seq, err)
	}
	return nil
}

// plain is a payload of the old journal, unsealed.
func (x *resealing) plain(seq uint64) ([]byte, error) {
	payload, err := x.from.journal.payload(seq)
	if err != nil {
		return nil, err
	}
	return x.from.journal.unsealed(payload)
}

// compare reads the new journal from the disk: frame by frame it must hold what the old one holds.
func (x *resealing) compare() error {
	again, torn, err := scan(realDisk{}, x.new.dir, func(seq uint64, payload []byte) error {
		if err := x.tell(); err != nil {
			return err
		}
		got, err := x.new.unsealed(payload)
		if err != nil {
			return err
		}
		want, err := x.plain(seq)
		if err != nil {
			return err
		}
		if prev, _ := prevOf(payload); !bytes.Equal(got, following(prev, want)) {
			return fmt.Errorf("action %d differs: %w", seq, ErrDamaged)
		}
		return nil
	})
	if err == nil && (torn != nil || again.seq() != x.from.journal.seq()) {
		err = fmt.Errorf("%d actions of %d: %w", again.seq(), x.from.journal.seq(), ErrDamaged)
	}
	if err != nil {
		return fmt.Errorf("compare new journal: %w", err)
	}
	return nil
}

// prove opens the new workspace, which makes its database, and verifies it.
func (x *resealing) prove() (Report, error) {
	o := Options{User: x.o.User, Now: x.o.Now, MustExist: true}
	if x.to != nil {
		o.master = x.to.master
	}
	s, err := Open(x.dir, o)
	if err != nil {
		return Report{}, fmt.Errorf("open new workspace: %w", err)
	}
	resealReached("opened")
	r, err := s.Verify(x.ctx, nil)
	if err == nil && len(r.Problems) > 0 {
		err = fmt.Errorf("new workspace: %s: %w", r.Problems[0], ErrDamaged)
	}
	return r, errors.Join(err, s.Close())
}

// untouched makes sure that nobody wrote into the old workspace between the copy and its new name.
func (x *resealing) untouched(aside string) error {
	size, err := bytesIn(filepath.Join(aside, "journal"))
	if err == nil && size != x.size {
		err = ErrInUse
	}
	return err
}

func (x *resealing) tell() error {
	x.done++
	if x.o.Progress != nil {
		x.o.Progress(x.done, 2*int(x.from.journal.seq()))
	}
	return x.ctx.Err()
}
