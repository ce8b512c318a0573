package keys

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

// protect lets Windows wrap a secret (DPAPI) so that only this user on this computer can have it back, and only with the
// same second secret.
func protect(secret, with []byte) ([]byte, error) {
	var out windows.DataBlob
	err := windows.CryptProtectData(blob(secret), nil, blob(with), 0, nil, windows.CRYPTPROTECT_UI_FORBIDDEN, &out)
	if err != nil {
		return nil, fmt.Errorf("let Windows keep the key: %w: %w", ErrNoDevice, err)
	}
	return taken(out)
}

func unprotect(wrapped, with []byte) ([]byte, error) {
	var out windows.DataBlob
	err := windows.CryptUnprotectData(blob(wrapped), nil, blob(with), 0, nil, windows.CRYPTPROTECT_UI_FORBIDDEN, &out)
	if err != nil {
		return nil, fmt.Errorf("ask Windows for the key: %w: %w", ErrNoDevice, err)
	}
	return taken(out)
}

// HasDevice tells whether the system keeps secrets for its users.
func HasDevice() bool { return true }

func blob(b []byte) *windows.DataBlob {
	if len(b) == 0 {
		return new(windows.DataBlob)
	}
	return &windows.DataBlob{Size: uint32(len(b)), Data: &b[0]}
}

// taken copies what Windows allocated, and gives that back.
func taken(b windows.DataBlob) ([]byte, error) {
	out := append([]byte(nil), unsafe.Slice(b.Data, b.Size)...)
	_, err := windows.LocalFree(windows.Handle(unsafe.Pointer(b.Data)))
	return out, err
}
