package store

import "chainatlas/model/keys"

// What other files of a workspace go through: sealed in an encrypted workspace, as they are in another. The name says what
// the bytes are and where they belong; it is not stored, and the bytes open under no other.

func (s *Store) sealBytes(l keys.Label, name string, b []byte) []byte {
	if k := s.key(l); k != nil {
		return k.Seal(b, []byte(name))
	}
	return b
}

// openBytes returns keys.ErrForged for what was not sealed by this workspace under this name.
func (s *Store) openBytes(l keys.Label, name string, b []byte) ([]byte, error) {
	if k := s.key(l); k != nil {
		return k.Open(b, []byte(name))
	}
	return b, nil
}
