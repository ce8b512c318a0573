package keys

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"

	"golang.org/x/crypto/chacha20"
	"golang.org/x/crypto/chacha20poly1305"
)

// Key seals for one label.
type Key struct{ key [keySize]byte }

// Bytes is the key itself, for a library that does its own sealing.
func (k *Key) Bytes() []byte { return append([]byte(nil), k.key[:]...) }

// Overhead is how many bytes longer a sealed message is.
const Overhead = chacha20poly1305.NonceSizeX + chacha20poly1305.Overhead

// Seal encrypts a message. It opens only with the same associated data, which is not stored: it says where the message
// belongs, so that nobody can put it elsewhere.
func (k *Key) Seal(plain, associated []byte) []byte {
	out := make([]byte, chacha20poly1305.NonceSizeX, Overhead+len(plain))
	rand.Read(out) // never fails; 24 random bytes never come twice
	return k.aead().Seal(out, out, plain, associated)
}

// Open decrypts a message, or returns ErrForged.
func (k *Key) Open(sealed, associated []byte) ([]byte, error) {
	if len(sealed) < Overhead {
		return nil, ErrForged
	}
	nonce, box := sealed[:chacha20poly1305.NonceSizeX], sealed[chacha20poly1305.NonceSizeX:]
	plain, err := k.aead().Open(nil, nonce, box, associated)
	if err != nil {
		return nil, ErrForged
	}
	return plain, nil
}

func (k *Key) aead() cipher.AEAD {
	a, err := chacha20poly1305.NewX(k.key[:])
	if err != nil {
		panic(err) // only for a key of another length
	}
	return a
}

// Mask turns bytes into as many others, and those back. The name, of up to 24 bytes, must be that of no other message under
// this key; what was changed is not noticed. It is for places that have no room for more than the bytes themselves.
func (k *Key) Mask(b, name []byte) []byte {
	nonce := make([]byte, chacha20.NonceSizeX)
	copy(nonce, name)
	c, err := chacha20.NewUnauthenticatedCipher(k.key[:], nonce)
	if err != nil {
		panic(err) // only for a key or a nonce of another length
	}
	out := make([]byte, len(b))
	c.XORKeyStream(out, b)
	return out
}

// Tag names something without telling what it is: the same bytes have the same tag, and nobody without the key can try
// which. It has 64 hexadecimal digits.
func (k *Key) Tag(b []byte) string {
	key := derive(k.key[:], nil, "tag")
	h := hmac.New(sha256.New, key[:])
	h.Write(b)
	return hex.EncodeToString(h.Sum(nil))
}
