package store

import "testing"

// TestReturnedPagesAreReadAgain reads everything after its pages were given back.
func TestReturnedPagesAreReadAgain(t *testing.T) {
	t.Parallel()
	s := reopen(t, sample(t))
	before := everything(t, s)
	returnPages(s.databaseDir())
	if everything(t, s) != before {
		t.Error("not everything is there")
	}
	sound(t, s)
}
