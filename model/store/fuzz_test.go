package store

import (
	"os"
	"path/filepath"
	"testing"
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
