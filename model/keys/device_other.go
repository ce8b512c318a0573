//go:build !windows

package keys

func protect(_, _ []byte) ([]byte, error) { return nil, ErrNoDevice }

func unprotect(_, _ []byte) ([]byte, error) { return nil, ErrNoDevice }

// HasDevice tells whether the system keeps secrets for its users.
func HasDevice() bool { return false }
