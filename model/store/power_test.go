package store

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/model"
)

// promise is what the store had told somebody when it had taken so many steps.
type promise struct {
	steps int
	named bool // the workspace was open
	seq   uint64
	head  hash
}

// working runs random updates in one workspace that is closed and opened again, on a tape.
func working(t *testing.T, chance *rand.Rand) (*tape, []promise) {
	t.Helper()
	d, dir := newTape(), filepath.Join(t.TempDir(), "工作区")
	promises := []promise{{}}
	for range 3 {
		s, err := Open(dir, Options{User: "李某", Station: "甲", disk: d, segment: 1 << 10, tune: tiny})
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, workspaceFile), nil) // on the tape it is; the folder is to look like a workspace
		for range 1 + chance.IntN(5) {
			promises = append(promises, promise{len(d.steps), true, s.journal.seq(), s.journal.head})
			must(t, s, "导入", func(tx *Tx) error { return putBatch(tx, int(s.journal.seq()+1), 1+chance.IntN(4)) })
		}
		promises = append(promises, promise{len(d.steps), true, s.journal.seq(), s.journal.head})
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return d, promises
}

// putBatch puts firms that say which batch they belong to, and how many it has.
func putBatch(tx *Tx, batch, size int) error {
	for i := range size {
		e := firm(fmt.Sprintf("%d批%d号共%d", batch, i, size))
		e.Street = strings.Repeat("长", 10*min(size, 5))
		if err := tx.Put(e); err != nil {
			return err
		}
	}
	return nil
}

// wholeBatches fails when one is half there, and returns how many there are.
func wholeBatches(t testing.TB, s *Store) int {
	t.Helper()
	found, size := make(map[int]int), make(map[int]int)
	for _, r := range s.Rows(model.KindEnterprise) {
		var batch, i, n int
		if _, err := fmt.Sscanf(r.Name, "%d批%d号共%d", &batch, &i, &n); err != nil {
			t.Fatalf("%s: %v", r.Name, err)
		}
		found[batch]++
		size[batch] = n
	}
	for batch, n := range found {
		if n != size[batch] {
			t.Errorf("batch %d: %d of %d records", batch, n, size[batch])
		}
	}
	return len(found)
}

// TestPowerCut cuts the power before and after every sync, loses some of what was not synced by then, and reads what is left.
func TestPowerCut(t *testing.T) {
	t.Parallel()
	chance := rand.New(rand.NewPCG(1, 2))
	for range 4 {
		d, promises := working(t, chance)
		for n := 1; n <= len(d.steps); n++ {
			if !d.steps[n-1].synced && (n == len(d.steps) || !d.steps[n].synced) {
				continue
			}
			for range 12 {
				survives(t, d.cut(n, chance), kept(promises, n), chance)
			}
			if chance.IntN(20) == 0 || n < promises[1].steps && chance.IntN(3) == 0 {
				reopens(t, d.cut(n, chance), kept(promises, n))
			}
		}
	}
}

// kept is the last promise that was given before step n.
func kept(promises []promise, n int) (last promise) {
	for _, p := range promises {
		if p.steps <= n {
			last = p
		}
	}
	return last
}

// survives reads a journal after a power cut, and again after another cut during its repair.
func survives(t *testing.T, d *tape, p promise, chance *rand.Rand) {
	t.Helper()
	torn := readable(t, d, p)
	j, _, err := scan(d, "journal", nil)
	if err == nil && d.root.entries["journal"] != nil {
		err = j.repair(torn)
		if err == nil {
			err = j.open()
		}
	}
	if err != nil {
		t.Fatalf("repair: %v", err)
	}
	for range 3 {
		readable(t, d.cut(chance.IntN(len(d.steps)+1), chance), p)
	}
}

func readable(t *testing.T, d *tape, p promise) *tail {
	t.Helper()
	j, torn, err := scan(d, "journal", func(_ uint64, payload []byte) error {
		_, err := decodeFrame(payload)
		return err
	})
	if err != nil || j.seq() < p.seq {
		t.Fatalf("promised %d actions: %v", p.seq, err)
	}
	if p.seq > 0 {
		if h, err := j.hashAt(p.seq); err != nil || h != p.head {
			t.Fatalf("action %d is another: %v", p.seq, err)
		}
	}
	if err := readSeal(d, "").agrees(j); err != nil {
		t.Fatalf("seal: %v", err)
	}
	if w, err := readWorkspace(d, ""); err != nil || p.named && w.fault != "" || w.fault == "workspace.json 已损坏" {
		t.Fatalf("workspace: %+v %v", w, err)
	} else if w.summed && j.segment == 0 && torn == nil {
		t.Fatal("workspace.json came before its journal")
	}
	return torn
}

// reopens opens what a power cut left, database gone, and works on in it.
func reopens(t *testing.T, d *tape, p promise) {
	t.Helper()
	dir := t.TempDir()
	if err := d.save(dir); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir, Options{tune: tiny})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n := wholeBatches(t, s); uint64(n) < p.seq || n != int(s.journal.seq()) {
		t.Errorf("%d batches, promised %d, %d frames", n, p.seq, s.journal.seq())
	}
	must(t, s, "再来", func(tx *Tx) error { return putBatch(tx, int(s.journal.seq()+1), 2) })
	sound(t, s)
}
