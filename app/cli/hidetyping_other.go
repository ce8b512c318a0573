//go:build !linux && !windows

package cli

import (
	"errors"
	"os"
)

// hideTyping is not known here: a passphrase comes from a file.
func hideTyping(*os.File) (show func(), err error) { return nil, errors.ErrUnsupported }
