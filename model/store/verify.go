package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/maphash"

	"github.com/dgraph-io/badger/v4"

	"chainatlas/model"
)

// Report is what Verify found. No problem means that the database holds exactly what the journal says.
type Report struct {
	Frames   int
	Records  map[model.Kind]int // live
	Problems []string           // in the user's words: what a library says of its files helps nobody
}

// Verify walks the journal's chain, replays it, and compares every record of the database with the result.
// It may take seconds; the store can be read meanwhile. An error means that it could not be done, not what it found.
func (s *Store) Verify(ctx context.Context, progress func(done, total int)) (Report, error) {
	s.writer.Lock()
	defer s.writer.Unlock()
	if err := s.ready(); err != nil {
		return Report{}, err
	}
	v := &verifier{seed: maphash.MakeSeed(), sums: make(map[model.ID]uint64), report: Report{Records: make(map[model.Kind]int)}}
	total := len(s.journal.frames) + 1
	v.walk(ctx, s.journal, func(done int) {
		if progress != nil {
			progress(done, total)
		}
	})
	err := s.view(func(txn *badger.Txn, _ map[model.ID]*state) error { return v.compare(ctx, txn) })
	if ctx.Err() != nil {
		return v.report, ctx.Err()
	}
	if err != nil {
		v.problem("数据库无法读取")
	}
	v.counts(s.shelf)
	v.checksums(s.engine.db)
	if progress != nil {
		progress(total, total)
	}
	return v.report, nil
}

// walk reads the whole journal again, as it is on the disk now.
func (v *verifier) walk(ctx context.Context, j *journal, progress func(done int)) {
	_, torn, err := scan(j.dir, func(seq uint64, payload []byte) error {
		progress(int(seq))
		if err := ctx.Err(); err != nil {
			return err
		}
		return v.frame(payload)
	})
	if err != nil {
		v.problem("日志第 %d 帧之后无法读取", v.report.Frames)
	}
	if torn != nil || v.report.Frames < len(j.frames) {
		v.problem("日志不完整：应有 %d 帧，读到 %d 帧", len(j.frames), v.report.Frames)
	}
}

// verifier sums up the cells of each record: adding a frame takes the old cells out of its sum and the new ones in.
type verifier struct {
	seed   maphash.Seed
	sums   map[model.ID]uint64
	report Report
	buffer []byte
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
		sum := v.sums[e.Record]
		for _, c := range e.Fields {
			if !c.Base.isZero() {
				sum ^= v.sum(c.Key, cell{c.Old, c.Base, c.originBefore()})
			}
			sum ^= v.sum(c.Key, cell{c.New, f.stamp(), c.originAfter(f.stamp())})
		}
		v.sums[e.Record] = sum
	}
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
	err := eachState(txn, func(id model.ID, st *state) error {
		if st.alive() {
			v.report.Records[st.Kind]++
		}
		var sum uint64
		for key, c := range st.Cells {
			if !ownStamp(key) {
				sum ^= v.sum(key, c)
			}
		}
		want, ok := v.sums[id]
		if !ok {
			v.problem("记录 %s 不在日志中", id)
		} else if sum != want {
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

func (v *verifier) counts(s *shelf) {
	for _, k := range model.Kinds() {
		if s.count(k) != v.report.Records[k] {
			v.problem("%s：列表 %d 条，数据库 %d 条", k.Label(), s.count(k), v.report.Records[k])
		}
	}
}

// checksums lets Badger read its tables; it panics on some kinds of damage.
func (v *verifier) checksums(db *badger.DB) {
	defer func() {
		if r := recover(); r != nil {
			v.problem("数据库文件损坏")
		}
	}()
	if err := db.VerifyChecksum(); err != nil {
		v.problem("数据库文件损坏")
	}
}
