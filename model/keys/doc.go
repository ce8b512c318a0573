// Package keys seals what a workspace keeps, and hands out the key to whoever knows the passphrase.
//
// A workspace has one random master key. The file keys.json holds it several times over, each time wrapped by something
// else: the passphrase, the printed recovery key, the user's account on this computer. Whoever changes the passphrase
// wraps the same key anew, and nothing else has to be written. What is sealed is sealed by keys derived from the master key.
package keys

import "errors"

var (
	// ErrLocked is returned when a workspace is encrypted and neither passphrase nor recovery key was given.
	ErrLocked = errors.New("workspace is locked")
	// ErrPassphrase is returned for a passphrase that is not the workspace's. The file with the keys is whole then.
	ErrPassphrase = errors.New("wrong passphrase")
	// ErrRecovery is returned for a recovery key without a typing mistake that is not, or no longer, the workspace's.
	ErrRecovery = errors.New("wrong recovery key")
	// ErrTypo is returned for what cannot be a recovery key: a character is wrong, missing or too many.
	ErrTypo = errors.New("recovery key is mistyped")
	// ErrWeak is returned for a new passphrase of fewer than MinPassphrase characters.
	ErrWeak = errors.New("passphrase is too short")
	// ErrDamaged is returned when the file with the keys is not what was written.
	ErrDamaged = errors.New("keys are damaged")
	// ErrMissing is returned when there is no file with the keys, and what it would open is there.
	ErrMissing = errors.New("keys are missing")
	// ErrForeign is returned when the keys are whole and open something else.
	ErrForeign = errors.New("keys are of another workspace")
	// ErrNewer is returned when a newer version of the program wrote the file with the keys.
	ErrNewer = errors.New("keys were written by a newer version")
	// ErrForged is returned for sealed bytes that are not what was sealed, are cut off, or stand in another place.
	ErrForged = errors.New("sealed bytes are not what was sealed")
	// ErrNoDevice is returned where the system keeps no secrets for its users.
	ErrNoDevice = errors.New("no key store on this system")
)
