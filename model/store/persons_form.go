package store

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"

	"chainatlas/model/keys"
)

// personsForm is how a table of persons' keys stands in its files: as it is, or in an encrypted workspace masked by a key of
// that workspace, so that a copy of the folder opens no personal value.
//
// Masked bytes are as many as before: an entry still lies in one sector and is overwritten where it stands. What a mask
// does not notice, others do: the checksum tells damage, and a value does not open under a key that was changed. The header
// proves that the table is of this workspace.
type personsForm struct {
	magic string
	key   *keys.Key // nil takes the bytes as they stand
}

const (
	personsMagic       = "CAPERS01"
	personsMagicSealed = "CAPERS02"

	headNonce = 8
	headProof = personSum - len(personsMagicSealed) - headNonce - 32
)

// tableHead is what a header holds behind its magic. Plain: the table's secret. Sealed: a nonce, the secret masked, and a
// proof of both.
type tableHead [personSum - len(personsMagic)]byte

func formFor(k *keys.Key) personsForm {
	if k == nil {
		return personsForm{magic: personsMagic}
	}
	return personsForm{personsMagicSealed, k}
}

// head makes a header's contents; a sealed one has another nonce each time.
func (f personsForm) head(secret [32]byte) (h tableHead) {
	if f.key == nil {
		copy(h[:], secret[:])
		return h
	}
	rand.Read(h[:headNonce]) // never fails
	copy(h[headNonce:], f.maskSecret(h, secret))
	copy(h[len(h)-headProof:], f.proof(h))
	return h
}

// secret reads a header's contents; false when another workspace sealed them.
func (f personsForm) secret(h tableHead) (secret [32]byte, ok bool) {
	if f.key == nil {
		return [32]byte(h[:32]), true
	}
	masked := [32]byte(h[headNonce:])
	return [32]byte(f.maskSecret(h, masked)), hmac.Equal(f.proof(h), h[len(h)-headProof:])
}

func (f personsForm) maskSecret(h tableHead, secret [32]byte) []byte {
	return f.key.Mask(secret[:], append([]byte("head"), h[:headNonce]...))
}

func (f personsForm) proof(h tableHead) []byte {
	return []byte(f.key.Tag(h[:len(h)-headProof]))[:headProof]
}

// mask turns the secret part of an entry into what stands in the file, and back. No two entries share a number.
func (f personsForm) mask(id personID, b []byte) []byte {
	if f.key == nil {
		return b
	}
	return f.key.Mask(b, append([]byte("one"), id[:]...))
}

// tableCopy is one of the two files as it was read.
type tableCopy struct {
	bytes   []byte
	form    personsForm
	head    tableHead
	whole   bool // the header is
	foreign bool // nothing of it can be read here: it is sealed, and not by this workspace
}

// copyOf looks at the header of a file of a workspace that has this form. A table from before the encryption is read as well.
func (f personsForm) copyOf(b []byte) tableCopy {
	c := tableCopy{bytes: b, form: f}
	if !summed(b, 0) {
		return c
	}
	copy(c.head[:], b[len(personsMagic):])
	switch {
	case bytes.HasPrefix(b, []byte(f.magic)):
		_, c.whole = f.secret(c.head)
		c.foreign = !c.whole
	case bytes.HasPrefix(b, []byte(personsMagic)):
		c.form, c.whole = formFor(nil), true
	case bytes.HasPrefix(b, []byte(personsMagicSealed)):
		c.foreign = true
	}
	if c.foreign {
		c.bytes = nil
	}
	return c
}

// copiesOf looks at both files. One whose header is damaged is taken to be like the other.
func (f personsForm) copiesOf(a, b []byte) [2]tableCopy {
	x, y := f.copyOf(a), f.copyOf(b)
	switch {
	case x.whole && !y.whole:
		y.form = x.form
	case y.whole && !x.whole:
		x.form = y.form
	}
	return [2]tableCopy{x, y}
}
