package store

import (
	"encoding/binary"

	"chainatlas/model"
)

// Every key of Badger is made here.
//
//	a                       the head: last applied frame, its hash, counters
//	s + record              state of a record
//	b + frame               header of a frame (a batch)
//	e + frame + place       one event of a frame
//	h + record + frame      place of the record's event in that frame
//
// Frame numbers are 8 bytes and places 4 bytes, big-endian, so that keys sort by time.
const (
	prefixState   = 's'
	prefixBatch   = 'b'
	prefixEvent   = 'e'
	prefixHistory = 'h'
)

var keyHead = []byte{'a'}

func keyState(id model.ID) []byte { return append([]byte{prefixState}, id[:]...) }

func keyBatch(seq uint64) []byte { return binary.BigEndian.AppendUint64([]byte{prefixBatch}, seq) }

func keyEvents(seq uint64) []byte { return binary.BigEndian.AppendUint64([]byte{prefixEvent}, seq) }

func keyEvent(seq uint64, place uint32) []byte {
	return binary.BigEndian.AppendUint32(keyEvents(seq), place)
}

func keyHistory(id model.ID) []byte { return append([]byte{prefixHistory}, id[:]...) }

func keyHistoryAt(id model.ID, seq uint64) []byte {
	return binary.BigEndian.AppendUint64(keyHistory(id), seq)
}

func idOfState(key []byte) (id model.ID) {
	copy(id[:], key[1:])
	return id
}

func seqOfEvent(key []byte) uint64 { return binary.BigEndian.Uint64(key[1:]) }

func seqOfHistory(key []byte) uint64 { return binary.BigEndian.Uint64(key[17:]) }
