package store

import (
	"bytes"
	"hash/maphash"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"chainatlas/model"
)

// FuzzScan feeds a damaged segment: whatever it holds, it is read without a panic and never past what is whole.
func FuzzScan(f *testing.F) {
	b := read(f, firstSegment(filled(f, 2)))
	f.Add(b)
	f.Add(b[:len(b)-5])
	f.Add(b[:segmentHeader])
	f.Add([]byte(segmentMagic))
	f.Add([]byte{})
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := os.WriteFile(filepath.Join(dir, "00000001.log"), b, 0o600); err != nil {
			t.Fatal(err)
		}
		j, torn, err := scan(realDisk{}, dir, func(_ uint64, payload []byte) error {
			if fr, err := decodeFrame(payload); err == nil {
				fr.changes()
			}
			return nil
		})
		if err == nil && torn == nil && j.size != int64(len(b)) {
			t.Errorf("%d of %d bytes read without a word", j.size, len(b))
		}
	})
}

// FuzzDecodeFrame reads a payload whose checksum is right although a program gone wrong wrote it. What it claims to hold
// must not cost more memory than what it holds could.
func FuzzDecodeFrame(f *testing.F) {
	_, _, err := scan(realDisk{}, filepath.Join(filled(f, 2), "journal"), func(_ uint64, payload []byte) error {
		f.Add(bytes.Clone(payload))
		return nil
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte{0xa1, 11, 0x9b, 0, 0, 0, 0, 0x0f, 0xff, 0xff, 0xff})             // 268,435,455 events
	f.Add([]byte{0xa1, 11, 0x81, 0xa1, 5, 0x9a, 0x0f, 0xff, 0xff, 0xff})          // as many changes
	f.Add([]byte{0xa1, 1, 0x5b, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff, 0xff, 0, 0, 0})  // half a terabyte of hash
	f.Add([]byte{0xbb, 0, 0, 0, 0, 0, 0x0f, 0xff, 0xff, 1, 0x58, 32, 0, 0, 0, 0}) // a million entries
	f.Fuzz(func(t *testing.T, b []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		fr, err := decodeFrame(b)
		runtime.ReadMemStats(&after)
		if cost := after.TotalAlloc - before.TotalAlloc; cost > 1<<20+uint64(len(b))<<10 {
			t.Errorf("%d bytes for a payload of %d", cost, len(b))
		}
		if err != nil {
			return
		}
		v := &verifier{seed: maphash.MakeSeed(), sums: make(map[model.ID]uint64), files: make(mentions)}
		fr.changes()
		if err := v.frame(b); err != nil {
			t.Error(err)
		}
	})
}

// FuzzDecodeState reads states that Badger may return after damage.
func FuzzDecodeState(f *testing.F) {
	st := (*state)(nil).with(&event{Kind: "enterprise", Action: "created", Fields: []change{{Key: "name", New: []byte{0x61, 0x41}}, {Key: keyLife, New: alive}}}, stamp{Time: 1, Station: "a"}, nil)
	b, err := encodeState(st)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		st, err := decodeState(b)
		if err != nil {
			return
		}
		if _, err := encodeState(st); err != nil {
			t.Error(err)
		}
	})
}
