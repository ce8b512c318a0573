package store

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"

	"chainatlas/model"
)

// A personal value is stored as a CBOR tag of our own around a byte string: number of the key, nonce, and the encoded value
// under AES-256-GCM. The nonce is made of the value, so that equal values are equal bytes: the store tells by its bytes
// whether a value changed.
var sealedStart = []byte{0xd9, 0xc0, 0xde}

const nonceSize = 12

// isSealed tells a sealed value from one that older programs wrote in the clear.
func isSealed(value []byte) bool { return bytes.HasPrefix(value, sealedStart) }

func (one *person) seal(value []byte) ([]byte, error) {
	h := hmac.New(sha256.New, one.key[:])
	h.Write(value)
	nonce := h.Sum(nil)[:nonceSize]
	gcm, err := one.cipher()
	if err != nil {
		return nil, err
	}
	body := append(one.id[:], nonce...)
	body, err = encoding.Marshal(gcm.Seal(body, nonce, value, one.id[:]))
	return append(bytes.Clone(sealedStart), body...), err
}

func (one *person) cipher() (cipher.AEAD, error) {
	block, err := aes.NewCipher(one.key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// sealedParts takes a sealed value apart.
func sealedParts(value []byte) (id personID, nonce, body []byte, err error) {
	if !isSealed(value) {
		return id, nil, nil, errPlain
	}
	w := steps{rest: value[len(sealedStart):]}
	b := w.text(cborBytes)
	if w.bad || len(w.rest) > 0 || len(b) < len(id)+nonceSize {
		return id, nil, nil, fmt.Errorf("sealed value: %w", ErrDamaged)
	}
	at := len(id) + nonceSize
	return personID(b), b[len(id):at], b[at:], nil
}

// open is the value that a person may read: nothing when its key was erased or is lost. A value that was never sealed is
// what it is.
func (p *persons) open(value []byte) []byte {
	plain, err := p.unseal(value)
	if err != nil {
		return nil
	}
	return plain
}

// shown is open for a history, where a value that was erased leaves a word behind.
func (p *persons) shown(value []byte) []byte {
	plain, err := p.unseal(value)
	if errors.Is(err, model.ErrErased) {
		return model.Erased
	}
	return plain
}

// unseal returns model.ErrErased, errKeyLost or ErrDamaged for a sealed value that cannot be read.
func (p *persons) unseal(value []byte) ([]byte, error) {
	if !isSealed(value) {
		return value, nil
	}
	id, nonce, body, err := sealedParts(value)
	if err != nil {
		return nil, err
	}
	one, ok := p.of(id)
	switch {
	case one.erased:
		return nil, model.ErrErased
	case !ok:
		return nil, errKeyLost
	}
	gcm, err := one.cipher()
	if err != nil {
		return nil, err
	}
	plain, err := gcm.Open(nil, nonce, body, id[:])
	if err != nil {
		return nil, fmt.Errorf("sealed value: %w", ErrDamaged)
	}
	return plain, nil
}

// seals tells whether a cell is stored under a person's key. What a newer program knows of a contact is personal too.
func seals(k model.Kind, key string) bool {
	if k == model.KindContact {
		return key != keyLife && !ownStamp(key)
	}
	return slices.ContainsFunc(model.FieldsOf(k), func(f *model.Field) bool { return f.Key == key && f.Personal })
}

// personalKeys are the fields of a kind, other than contacts, that are stored under a key.
func personalKeys(k model.Kind) (out []string) {
	for _, f := range model.FieldsOf(k) {
		if f.Personal {
			out = append(out, f.Key)
		}
	}
	return out
}

// sealFields puts the personal fields of a record under their keys. What is sealed already stays so.
func (p *persons) sealFields(k model.Kind, id model.ID, fields model.State) error {
	keys := personalKeys(k)
	if k == model.KindContact {
		keys = slices.Collect(maps.Keys(fields))
	}
	for _, key := range keys {
		value, err := p.sealValue(k, id, key, fields[key])
		if err != nil {
			return fmt.Errorf("seal %s of %s: %w", key, id, err)
		}
		if value != nil {
			fields[key] = value
		}
	}
	return nil
}

func (p *persons) sealValue(k model.Kind, id model.ID, key string, value []byte) ([]byte, error) {
	if len(value) == 0 || isSealed(value) || !seals(k, key) {
		return value, nil
	}
	return p.keyFor(subjectOf(k, id, value)).seal(value)
}

// openFields are the fields that the model decodes. A sealed field of a newer program stays as it is: opened, it would be
// written back in the clear.
func (p *persons) openFields(k model.Kind, fields model.State) model.State {
	for key, v := range fields {
		if !isSealed(v) || !known(k, key) {
			continue
		}
		if plain := p.open(v); plain != nil {
			fields[key] = plain
		} else {
			delete(fields, key)
		}
	}
	return fields
}

// keepLost keeps the cells whose keys are lost: that nobody could read them is no reason to empty them.
func (p *persons) keepLost(before, fields model.State) {
	for key, v := range before {
		if _, stated := fields[key]; !stated && isSealed(v) {
			if _, err := p.unseal(v); err != nil {
				fields[key] = v
			}
		}
	}
}

// kept is a stored value that an undo brings back: nothing where its key was erased.
func (p *persons) kept(value []byte) []byte {
	if _, err := p.unseal(value); errors.Is(err, model.ErrErased) {
		return nil
	}
	return value
}

// erasedIn tells whether an event holds a value that was erased.
func (p *persons) erasedIn(e *event) bool {
	return slices.ContainsFunc(e.Fields, func(c change) bool {
		return model.IsErased(p.shown(c.Old)) || model.IsErased(p.shown(c.New))
	})
}
