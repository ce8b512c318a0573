package backup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"chainatlas/model/store"
)

// Copies are what else holds a workspace as it was: backups, and workspaces that restores set aside. A person that was
// erased is still in those that were made before.
type Copies struct {
	Backups []*Backup // of the folder, newest first
	Apart   []*Backup // of these, the ones that the journal does not know: from before a restore or an encryption
	Asides  []string  // folders beside the workspace
}

// CopiesOf lists the copies of a workspace in the folder for backups, FolderOf when empty, and beside it.
func CopiesOf(workspace, folder string) (Copies, error) {
	if folder == "" {
		folder = FolderOf(workspace)
	}
	asides, err := filepath.Glob(quoted(filepath.Clean(workspace)) + "-aside-*")
	if err != nil {
		return Copies{}, fmt.Errorf("look for copies: %w", err)
	}
	return Copies{Backups: Of(workspace, folder), Asides: asides}, nil
}

// Since leaves out the backups that end before an action of the journal, and notes those of which nobody can say.
func (c Copies) Since(from Source, action uint64) Copies {
	out := Copies{Asides: c.Asides}
	for _, b := range c.Backups {
		_, err := from.Stretch(b.Head)
		if err != nil {
			out.Apart = append(out.Apart, b)
		}
		if err != nil || b.Head.Frame >= action {
			out.Backups = append(out.Backups, b)
		}
	}
	return out
}

// quoted is a path in which no sign stands for others.
func quoted(path string) string {
	return strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]").Replace(path)
}

// Rolling tells whether the rule made the backup, and may delete it.
func (b *Backup) Rolling() bool { return strings.HasPrefix(filepath.Base(b.Path), rollingPrefix) }

// Replace makes a full backup, and deletes all older ones that the rule made of this workspace: what they hold was erased,
// or is to be read no more without a passphrase. After a failure nothing is deleted. What a user made stays.
func (r Rolling) Replace(ctx context.Context, from Source) (Rolled, error) {
	if r.Folder == "" {
		r.Folder = FolderOf(from.Dir())
	}
	older := r.own(from.Dir())
	out, err := r.Run(ctx, from, BeforeMigration)
	if err != nil && !errors.Is(err, ErrCounts) {
		return out, err
	}
	if out.Made == nil {
		return out, fmt.Errorf("replace backups in %s: nothing was made", r.Folder)
	}
	for _, b := range older {
		if e := os.Remove(b.Path); e == nil {
			out.Deleted++
		} else if !os.IsNotExist(e) {
			return out, fmt.Errorf("replace backups: %w", e)
		}
	}
	return out, errors.Join(err, store.SyncDir(r.Folder))
}
