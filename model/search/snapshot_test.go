package search

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math/rand/v2"
	"slices"
	"testing"

	"chainatlas/model"
)

func snapshot(t *testing.T, x *Index) []byte {
	t.Helper()
	var out bytes.Buffer
	n, err := x.WriteTo(&out)
	if err != nil || n != int64(out.Len()) {
		t.Fatal(n, out.Len(), err)
	}
	return out.Bytes()
}

// An index that was written and read finds the same, and goes on from there.
func TestSnapshot(t *testing.T) {
	chance := rand.New(rand.NewPCG(7, 7))
	x := New()
	x.limits = limits{batch: 30, read: 9, segments: 4, dead: 9}
	records := somePut(x, chance, 300)
	y, err := Read(bytes.NewReader(snapshot(t, x)))
	if err != nil || y.Len() != len(records) || y.Len() != x.Len() {
		t.Fatal(err)
	}
	for _, r := range records[:20] {
		y.Remove(r.Head().ID)
	}
	added := &model.Project{Base: model.Base{ID: model.NewID(), Name: "后来的重庆钢项目Ω"}}
	y.Put(added)
	after := append(slices.Clone(records[20:]), added)
	for _, q := range askedAlways {
		if got, want := x.Find(q, 20), plainFind(records, q, 20); !slices.Equal(got, want) {
			t.Errorf("%q, written: %v, want %v", q, got, want)
		}
		if got, want := y.Find(q, 0), plainFind(after, q, 0); !slices.Equal(got, want) {
			t.Errorf("%q, read: %v, want %v", q, got, want)
		}
	}
	if again := snapshot(t, y); len(again) == 0 {
		t.Error("what was read cannot be written")
	}
}

func TestSnapshotOfNothing(t *testing.T) {
	x, err := Read(bytes.NewReader(snapshot(t, New())))
	if err != nil || x.Len() != 0 || len(x.Find("示", 5)) != 0 {
		t.Error(err)
	}
}

// Of what was removed no word stays in a snapshot.
func TestSnapshotHoldsNothingRemoved(t *testing.T) {
	x := ledger()
	id := named(x, "secretname", nil)
	if !bytes.Contains(snapshot(t, x), []byte("secretname")) {
		t.Fatal("the test looks for the wrong thing")
	}
	x.Remove(id)
	if bytes.Contains(snapshot(t, x), []byte("secretname")) {
		t.Error("a removed name was written")
	}
}

func TestDamagedSnapshotsAreStale(t *testing.T) {
	good := snapshot(t, ledger())
	for at := 0; at < len(good); at += 1 + len(good)/97 {
		bad := slices.Clone(good)
		bad[at] ^= 0x40
		for _, b := range [][]byte{bad, good[:at]} {
			if _, err := Read(bytes.NewReader(b)); !errors.Is(err, ErrStale) {
				t.Fatalf("byte %d: %v", at, err)
			}
		}
		// One that ends too soon and has a checksum of its own.
		if at > len(snapshotMark) {
			short := binary.LittleEndian.AppendUint32(slices.Clone(good[:at]), crc32.Checksum(good[:at], castagnoli))
			if _, err := Read(bytes.NewReader(short)); !errors.Is(err, ErrStale) {
				t.Fatalf("cut at %d: %v", at, err)
			}
		}
	}
}
