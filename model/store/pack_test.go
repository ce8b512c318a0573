package store

import (
	"fmt"
	"testing"

	"chainatlas/model"
)

// A large action is small in the journal, and everything that reads it finds what was written.
func TestLargeActionsArePacked(t *testing.T) {
	s := open(t, t.TempDir())
	var firms []*model.Enterprise
	must(t, s, "导入", func(tx *Tx) error {
		for i := range 300 {
			e := firm(fmt.Sprintf("示例第%d公司", i))
			firms = append(firms, e)
			if err := tx.Put(e); err != nil {
				return err
			}
		}
		return nil
	})
	firms[0].Street = "一街"
	must(t, s, "改", func(tx *Tx) error { return tx.Put(firms[0]) })
	payload, err := s.journal.payload(1)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := s.journal.unsealed(payload)
	if err != nil || len(payload) > len(plain)/3 {
		t.Errorf("%d bytes of %d, %v", len(payload), len(plain), err)
	}
	before := everything(t, s)
	sound(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := Rebuild(s.Dir(), Options{}); err != nil {
		t.Fatal(err)
	}
	opensWith(t, s.Dir(), before)
}

func FuzzUnpack(f *testing.F) {
	f.Add([]byte{0xa3, 1, 2})
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = unpack(b) // must end, and not in a panic
	})
}
