package keys

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestSeal(t *testing.T) {
	m := newMaster()
	k := m.Sub(Journal)
	sealed := k.Seal([]byte("颜庄街道"), []byte("7"))
	if got, err := k.Open(sealed, []byte("7")); err != nil || string(got) != "颜庄街道" {
		t.Fatal(err)
	}
	if _, err := k.Open(sealed, []byte("8")); !errors.Is(err, ErrForged) {
		t.Errorf("in another place: %v", err)
	}
	if _, err := m.Sub(Files).Open(sealed, []byte("7")); !errors.Is(err, ErrForged) {
		t.Errorf("with another label: %v", err)
	}
	for i := range sealed {
		c := bytes.Clone(sealed)
		c[i] ^= 1
		if _, err := k.Open(c, []byte("7")); !errors.Is(err, ErrForged) {
			t.Errorf("byte %d: %v", i, err)
		}
		if _, err := k.Open(sealed[:i], []byte("7")); !errors.Is(err, ErrForged) {
			t.Errorf("cut at %d: %v", i, err)
		}
	}
	if again, err := MasterOf(m.Bytes()); err != nil || *again != *m {
		t.Error(err)
	}
	if _, err := MasterOf(nil); !errors.Is(err, ErrLocked) {
		t.Error(err)
	}
}

// sealedStream writes in pieces of uneven sizes.
func sealedStream(t testing.TB, k *Key, name string, plain []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := k.NewWriter(&out, name)
	if err != nil {
		t.Fatal(err)
	}
	for rest := plain; len(rest) > 0; {
		n := min(len(rest), 1+rand.IntN(100<<10))
		if _, err := w.Write(rest[:n]); err != nil {
			t.Fatal(err)
		}
		rest = rest[n:]
	}
	if err := errors.Join(w.Close(), w.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("late")); err == nil {
		t.Error("a closed stream takes more")
	}
	return out.Bytes()
}

func noise(n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{1}).Read(b)
	return b
}

var sizes = []int{0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 3 * chunkSize, 3*chunkSize + 100}

func TestStream(t *testing.T) {
	k := newMaster().Sub(Files)
	for _, n := range sizes {
		plain := noise(n)
		sealed := sealedStream(t, k, "files/a", plain)
		if int64(len(sealed)) != StreamSize(int64(n)) {
			t.Errorf("%d bytes: %d sealed, said %d", n, len(sealed), StreamSize(int64(n)))
		}
		r, err := k.NewReader(bytes.NewReader(sealed), "files/a")
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes: %d read, %v", n, len(got), err)
		}
		at, err := k.NewReaderAt(bytes.NewReader(sealed), int64(len(sealed)), "files/a")
		if err != nil || at.Size() != int64(n) {
			t.Fatalf("%d bytes: size %v", n, err)
		}
		if got, err := io.ReadAll(io.NewSectionReader(at, 0, at.Size())); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes at places: %v", n, err)
		}
	}
}

func TestReaderAt(t *testing.T) {
	k := newMaster().Sub(Files)
	plain := noise(3*chunkSize + 100)
	sealed := sealedStream(t, k, "", plain)
	r, err := k.NewReaderAt(bytes.NewReader(sealed), int64(len(sealed)), "")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, len(plain)+10).Draw(t, "at")
		b := make([]byte, rapid.IntRange(0, 2*chunkSize).Draw(t, "size"))
		n, err := r.ReadAt(b, int64(at))
		want, wantErr := bytes.NewReader(plain).ReadAt(make([]byte, len(b)), int64(at))
		if n != want || err != wantErr && len(b) > 0 || n > 0 && !bytes.Equal(b[:n], plain[at:at+n]) {
			t.Fatalf("%d bytes at %d: %d %v, want %d %v", len(b), at, n, err, want, wantErr)
		}
	})
}

// TestSpoiledStream cuts, lengthens, mixes up and renames streams.
func TestSpoiledStream(t *testing.T) {
	k := newMaster().Sub(Files)
	for _, n := range sizes {
		sealed := sealedStream(t, k, "files/a", noise(n))
		spoiled := map[string][]byte{"longer": append(bytes.Clone(sealed), 0), "empty": nil, "only the head": sealed[:streamHead]}
		for _, cut := range []int{1, 16, 17, sealedChunk, sealedChunk + 1} {
			if cut < len(sealed) {
				spoiled["cut"] = sealed[:len(sealed)-cut]
			}
		}
		if n > 2*chunkSize {
			mixed := bytes.Clone(sealed)
			copy(mixed[streamHead:], sealed[streamHead+sealedChunk:streamHead+2*sealedChunk])
			copy(mixed[streamHead+sealedChunk:], sealed[streamHead:streamHead+sealedChunk])
			spoiled["mixed up"] = mixed
		}
		for _, at := range []int{0, 8, streamHead - 1, streamHead, len(sealed) - 1} {
			b := bytes.Clone(sealed)
			b[at] ^= 4
			spoiled["flipped"] = b
			for name, b := range spoiled {
				wantForged(t, k, name, b, "files/a")
			}
		}
		wantForged(t, k, "renamed", sealed, "files/b")
	}
}

func wantForged(t *testing.T, k *Key, name string, sealed []byte, called string) {
	t.Helper()
	r, err := k.NewReader(bytes.NewReader(sealed), called)
	if err == nil {
		_, err = io.Copy(io.Discard, r)
	}
	if !errors.Is(err, ErrForged) {
		t.Errorf("%s: %v", name, err)
	}
	at, err := k.NewReaderAt(bytes.NewReader(sealed), int64(len(sealed)), called)
	if err == nil {
		_, err = io.Copy(io.Discard, io.NewSectionReader(at, 0, at.Size()))
	}
	if !errors.Is(err, ErrForged) {
		t.Errorf("%s, at places: %v", name, err)
	}
}

// TestMask turns bytes there and back; another name or key gives other bytes.
func TestMask(t *testing.T) {
	m := newMaster()
	plain, k := []byte("某人的密钥"), m.Sub(Persons)
	masked := k.Mask(plain, []byte("one"))
	if len(masked) != len(plain) || bytes.Equal(masked, plain) || !bytes.Equal(k.Mask(masked, []byte("one")), plain) {
		t.Errorf("%x", masked)
	}
	for name, other := range map[string][]byte{"name": k.Mask(plain, []byte("two")), "key": m.Sub(Files).Mask(plain, []byte("one"))} {
		if bytes.Equal(other, masked) {
			t.Errorf("another %s, the same bytes", name)
		}
	}
}
