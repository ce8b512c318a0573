package backup

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"chainatlas/model"
	"chainatlas/model/store"
)

// TestLockedBackupCarriesThePersons puts a person's key through a full backup and one that goes on from it, made and put back
// without the passphrase.
func TestLockedBackupCarriesThePersons(t *testing.T) {
	o := encrypted(t, 1)
	s := o.unlocked(passphrase)
	first := s.contact("王芳菲")
	s.close()
	from := store.Folder(o.Dir())
	full, err := Make(t.Context(), from, filepath.Join(o.folder, "全"+Ext), Options{})
	if err != nil {
		t.Fatal(err)
	}
	s = o.unlocked(passphrase)
	second := s.contact("李强生")
	s.close()
	more, err := Make(t.Context(), from, filepath.Join(o.folder, "增"+Ext), Options{Since: full})
	if err != nil {
		t.Fatal(err)
	}
	want, err := store.PersonTable(o.Dir())
	if err != nil || !bytes.HasPrefix(want, []byte("CAPERS02")) {
		t.Fatalf("the table is not sealed: %v", err)
	}
	dir := filepath.Join(t.TempDir(), "恢复")
	if _, err := Restore(t.Context(), more.Path, dir, RestoreOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, name := range store.PersonFiles {
		if b, err := os.ReadFile(filepath.Join(dir, name)); err != nil || !bytes.Equal(b, want) {
			t.Errorf("%s is another: %v", name, err)
		}
	}
	back, err := store.Open(dir, store.Options{Unlock: knowing(passphrase)})
	if err != nil || len(back.Repairs()) > 0 {
		t.Fatalf("%v, told %+v", err, back.Repairs())
	}
	defer back.Close()
	for id, name := range map[model.ID]string{first: "王芳菲", second: "李强生"} {
		r, err := back.Get(id)
		if err != nil || r.Head().Name != name || r.(*model.Contact).Phone != "13812345678" {
			t.Errorf("%s: %+v %v", name, r, err)
		}
	}
}
