package tiles

import (
	"bytes"
	"fmt"
	"io"
	"os"
)

// Open opens a tile set, whatever it is: its first bytes tell. With tms the rows of a folder are counted from the
// south. It returns ErrUnknown for anything else.
func Open(path string, tms bool) (Source, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return opened(OpenFolder(path, tms))
	}
	head, err := firstBytes(path, 16)
	switch {
	case err != nil:
		return nil, err
	case bytes.Equal(head, sqliteMagic):
		return opened(OpenMBTiles(path))
	case bytes.HasPrefix(head, []byte(pmMagic)):
		return opened(OpenPMTiles(path))
	}
	return nil, fmt.Errorf("open %s: %w", path, ErrUnknown)
}

// opened keeps a nil pointer from becoming a Source that is not nil.
func opened[S Source](s S, err error) (Source, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

func firstBytes(path string, n int) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, n)
	n, err = io.ReadFull(f, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return head[:n], err
}

// samples is how many tiles are looked at before a set is trusted.
const samples = 32

// Check looks at tiles from all over a set: that they are there and can be drawn.
func Check(s Source) error {
	ids, err := s.Some(samples)
	if err != nil {
		return err
	}
	seen := 0
	for _, id := range ids {
		data, ok, err := s.Tile(id)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if err := drawable(s.Meta().Format, data); err != nil {
			return fmt.Errorf("tile %v: %w", id, err)
		}
		seen++
	}
	if seen == 0 {
		return ErrEmpty
	}
	return nil
}

func drawable(f Format, data []byte) error {
	if f.Vector() {
		_, err := decodeMVT(data, func(string) bool { return true })
		return err
	}
	_, err := picture(data)
	return err
}
