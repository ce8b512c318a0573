package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/maphash"

	"github.com/dgraph-io/badger/v4"

	"chainatlas/model"
)

// Report is what Verify found. No problem means that the database holds exactly what the journal says, and that every
// personal value in it can be read unless it was erased.
type Report struct {
	Frames   int
	Records  map[model.Kind]int // live
	Problems []string           // in the user's words: what a library says of its files helps nobody
	Personal Personal
	Files    int      // that records have or had
	Lost     []string // which of them are missing or damaged, and whose; the records are whole

	database bool // there is a problem that making the database anew may solve
}

// Verify walks the journal's chain, replays it, and compares every record and every action of the database with the
// result; and it reads the files of the records. It may take seconds; the store can be read and written meanwhile, and
// the answer is about the moment of the call.
// An error means that it could not be done, not what it found. When it finds problems, the next opening repairs them.
func (s *Store) Verify(ctx context.Context, progress func(done, total int)) (Report, error) {
	return s.verify(ctx, true, progress)
}

// verify reads the files of the records only when it is thorough; else it looks whether they are there.
func (s *Store) verify(ctx context.Context, thorough bool, progress func(done, total int)) (Report, error) {
	p, err := s.picture()
	if err != nil {
		return Report{}, err
	}
	defer p.drop()
	if progress == nil {
		progress = func(int, int) {}
	}
	total := len(p.journal.frames) + 1
	v := &verifier{seed: maphash.MakeSeed(), persons: s.persons, sums: make(map[model.ID]uint64), files: make(mentions), report: Report{Records: make(map[model.Kind]int)}}
	v.walk(ctx, p.journal, func(done int) { progress(done, total) })
	err = v.compare(ctx, p.txn)
	if ctx.Err() != nil {
		return v.report, ctx.Err()
	}
	if err != nil {
		v.problem("数据库无法读取")
	}
	v.counts(p.counts)
	if err := checkTables(p.db); err != nil {
		v.problem("数据库文件损坏")
	}
	v.report.database = len(v.report.Problems) > 0
	if v.report.database {
		s.suspect.Store(true) // a lost file is no fault of the database
	}
	v.personal()
	progress(total, total+len(v.files))
	v.report.Files = len(v.files)
	v.report.Lost, err = s.checkFiles(ctx, v.files, thorough, func(done int) { progress(total+done, total+len(v.files)) })
	return v.report, err
}

// checkBeside is the full check that opening does not wait for.
func (s *Store) checkBeside() {
	if s.options.OnChecked == nil {
		return
	}
	go func() {
		if wait := s.options.CheckAfter; wait != nil {
			select {
			case <-wait:
			case <-s.life.Done():
			}
		}
		r, err := s.verify(s.life, false, nil)
		if s.life.Err() != nil {
			return
		}
		returnPages(s.databaseDir())
		if err == nil && len(r.Problems) == 0 {
			err = s.tidy()
		}
		s.options.OnChecked(r, err)
	}()
}

// picture is the store at one moment between two actions. Close waits until it is dropped.
type picture struct {
	journal *journal
	db      *badger.DB
	txn     *badger.Txn
	counts  map[model.Kind]int
	drop    func()
}

func (s *Store) picture() (*picture, error) {
	s.writer.Lock()
	defer s.writer.Unlock()
	if err := s.ready(); err != nil {
		return nil, err
	}
	s.using.RLock()
	p := &picture{journal: s.journal.now(), db: s.engine.db, txn: s.engine.db.NewTransaction(false)}
	s.mu.RLock()
	p.counts = s.shelf.counts()
	s.mu.RUnlock()
	p.drop = func() { p.txn.Discard(); s.using.RUnlock() }
	return p, nil
}

// errEnough ends a walk at the last frame of the picture: what follows is still being written.
var errEnough = errors.New("enough")

// walk reads the whole journal again, as it is on the disk now.
func (v *verifier) walk(ctx context.Context, j *journal, progress func(done int)) {
	if j.seq() == 0 {
		return
	}
	again, _, err := scan(j.disk, j.dir, func(seq uint64, payload []byte) error {
		progress(int(seq))
		payload, err := j.unsealed(payload)
		if err == nil {
			err = errors.Join(ctx.Err(), v.frame(payload))
		}
		if err == nil && seq == j.seq() {
			err = errEnough
		}
		return err
	})
	if err != nil && !errors.Is(err, errEnough) {
		v.problem("日志第 %d 帧之后无法读取", v.report.Frames)
	}
	if v.report.Frames < len(j.frames) {
		v.problem("日志不完整：应有 %d 帧，读到 %d 帧", len(j.frames), v.report.Frames)
	} else if again != nil && again.head != j.head {
		v.problem("日志与打开时不一致")
	}
}

// verifier sums up the cells of each record: adding a frame takes the old cells out of its sum and the new ones in.
// The entries of all actions share one sum.
type verifier struct {
	seed    maphash.Seed
	persons *persons
	sums    map[model.ID]uint64
	files   mentions
	log     uint64
	report  Report
	buffer  []byte
}

const maxProblems = 100

func (v *verifier) problem(format string, args ...any) {
	if len(v.report.Problems) < maxProblems {
		v.report.Problems = append(v.report.Problems, fmt.Sprintf(format, args...))
	}
}

func (v *verifier) frame(payload []byte) error {
	f, err := decodeFrame(payload)
	if err != nil {
		return err
	}
	v.report.Frames++
	for _, e := range f.Events {
		if err := v.files.see(&e); err != nil {
			v.problem("记录 %s 的附件无法读取", e.Record)
		}
		sum := v.sums[e.Record]
		for _, c := range e.Fields {
			if !c.Base.isZero() {
				sum ^= v.sum(c.Key, cell{c.Old, c.Base, c.originBefore()})
			}
			sum ^= v.sum(c.Key, cell{c.New, f.stamp(), c.originAfter(f.stamp())})
			v.unseal(c.New)
		}
		v.sums[e.Record] = sum
	}
	return putFrame(v.logged, f)
}

// logged takes an entry of an action into the sum, or out of it again.
func (v *verifier) logged(key, value []byte) error {
	b := append(binary.AppendUvarint(v.buffer[:0], uint64(len(key))), key...)
	v.buffer = append(b, value...)
	v.log ^= maphash.Bytes(v.seed, v.buffer)
	return nil
}

func (v *verifier) sum(key string, c cell) uint64 {
	b := v.buffer[:0]
	for _, part := range []string{key, string(c.Value), c.Stamp.Station, c.Origin.Station} {
		b = append(binary.AppendUvarint(b, uint64(len(part))), part...)
	}
	b = binary.BigEndian.AppendUint64(b, c.Stamp.Time)
	v.buffer = binary.BigEndian.AppendUint64(b, c.Origin.Time)
	return maphash.Bytes(v.seed, v.buffer)
}

func (v *verifier) compare(ctx context.Context, txn *badger.Txn) error {
	if err := v.compareStates(ctx, txn); err != nil {
		return err
	}
	for _, prefix := range []byte{prefixBatch, prefixHistory} {
		if err := v.compareLog(ctx, txn, prefix); err != nil {
			return err
		}
	}
	if v.log != 0 {
		v.problem("历史记录与日志不一致")
	}
	return nil
}

func (v *verifier) compareStates(ctx context.Context, txn *badger.Txn) error {
	err := eachState(txn, func(id model.ID, st *state) error {
		if st.alive() {
			v.report.Records[st.Kind]++
		}
		if sum, ok := v.sums[id]; !ok {
			v.problem("记录 %s 不在日志中", id)
		} else if sum != v.sumOf(st) {
			v.problem("记录 %s 与日志不一致", id)
		}
		delete(v.sums, id)
		return ctx.Err()
	})
	if err == nil {
		for id := range v.sums {
			v.problem("记录 %s 在日志中，数据库中没有", id)
		}
	}
	return err
}

func (v *verifier) sumOf(st *state) (sum uint64) {
	for key, c := range st.Cells {
		if !ownStamp(key) {
			sum ^= v.sum(key, c)
		}
	}
	return sum
}

func (v *verifier) compareLog(ctx context.Context, txn *badger.Txn, prefix byte) error {
	o := badger.DefaultIteratorOptions
	o.Prefix = []byte{prefix}
	it := txn.NewIterator(o)
	defer it.Close()
	for it.Rewind(); it.Valid() && ctx.Err() == nil; it.Next() {
		if err := it.Item().Value(func(b []byte) error { return v.logged(it.Item().Key(), b) }); err != nil {
			return err
		}
	}
	return ctx.Err()
}

func (v *verifier) counts(shown map[model.Kind]int) {
	for _, k := range model.StoredKinds() {
		if shown[k] != v.report.Records[k] {
			v.problem("%s：列表 %d 条，数据库 %d 条", k.Label(), shown[k], v.report.Records[k])
		}
	}
}

// checkTables lets Badger read its tables; it panics on some kinds of damage.
func checkTables(db *badger.DB) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errDatabase, r)
		}
	}()
	if err := db.VerifyChecksum(); err != nil {
		return fmt.Errorf("%w: %w", errDatabase, err)
	}
	return nil
}
