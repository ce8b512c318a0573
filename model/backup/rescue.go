package backup

import (
	"bytes"
	"context"
	"fmt"

	"chainatlas/model/keys"
	"chainatlas/model/store"
)

// RestoreKeys takes from a backup only the keys, for a workspace whose own are damaged or gone: nothing that was written
// since the backup is lost then. The backup is checked first, and must be of this journal. The workspace opens with the
// passphrase of the day of the backup. It returns store.ErrNotEncrypted, store.ErrApart and store.ErrInUse.
func RestoreKeys(ctx context.Context, path, dir, user string) (*Backup, error) {
	b, err := restoreKeys(ctx, path, dir, user)
	if err != nil {
		return nil, fmt.Errorf("restore keys from %s: %w", path, err)
	}
	return b, nil
}

func restoreKeys(ctx context.Context, path, dir, user string) (*Backup, error) {
	if _, err := Check(ctx, path, nil); err != nil {
		return nil, err
	}
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.from.Close()
	var opens bytes.Buffer
	for _, p := range f.Parts {
		if p.Name == keysName {
			if err := f.unpack(p, nil, &meter{ctx: ctx}, &opens); err != nil {
				return nil, err
			}
		}
	}
	if opens.Len() == 0 {
		return nil, store.ErrNotEncrypted
	}
	k, err := keys.Parse(opens.Bytes())
	if err == nil {
		err = store.Folder(dir).PutKeys(k, f.Head, user)
	}
	return &f.Backup, err
}
