package backup

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chainatlas/model/store"
)

// Rolling keeps backups of a workspace in a folder by itself.
type Rolling struct {
	Folder   string // FolderOf when empty
	Program  string // version, for the manifest
	Now      func() time.Time
	Free     func(dir string) (uint64, error)
	Progress func(done, total int)
}

// FolderOf is where the rolling backups of a workspace are unless the user chose another folder: beside it, so that a
// restore, which renames the workspace, leaves them where they are.
func FolderOf(workspace string) string { return filepath.Clean(workspace) + "-backups" }

// rollingPrefix begins the names of those that the rule may delete. What a user made and put here stays.
const rollingPrefix = "auto-"

// Rolled is what a run did.
type Rolled struct {
	Made    *Backup // nil when nothing was due
	Deleted int
}

// Run makes what is due, and then deletes what the rule does not keep. After a failure nothing is deleted. When Good
// tells so of the error, the backup was made all the same.
func (r Rolling) Run(ctx context.Context, from Source, occasion Occasion) (Rolled, error) {
	if r.Now == nil {
		r.Now = time.Now
	}
	if r.Folder == "" {
		r.Folder = FolderOf(from.Dir())
	}
	out, err := r.run(ctx, from, occasion)
	if err != nil {
		err = fmt.Errorf("rolling backup in %s: %w", r.Folder, err)
	}
	return out, err
}

// Secure makes a full backup of a workspace that is about to be migrated; see store.Options.
func (r Rolling) Secure(workspace string) error {
	_, err := r.Run(context.Background(), store.Folder(workspace), BeforeMigration)
	if Good(err) {
		return nil // a photo that was damaged before keeps nobody from opening
	}
	return err
}

func (r Rolling) run(ctx context.Context, from Source, occasion Occasion) (out Rolled, err error) {
	if err := os.MkdirAll(r.Folder, 0o700); err != nil {
		return out, err
	}
	plan, err := r.plan(ctx, from, occasion)
	if err != nil {
		return out, err
	}
	var differs error
	if plan.Make {
		o := Options{Program: r.Program, Now: r.Now, Since: plan.Since, Free: r.Free, Progress: r.Progress}
		out.Made, err = Make(ctx, from, r.name(plan), o)
		if !Good(err) {
			return out, err
		}
		differs = err
	}
	for _, b := range plan.Delete {
		if err := os.Remove(b.Path); err != nil {
			return out, err
		}
		out.Deleted++
	}
	r.sweep()
	return out, differs
}

// Readable lists the backups of a workspace in a folder that open without a passphrase.
func Readable(workspace, folder string) []*Backup {
	return slices.DeleteFunc(Of(workspace, folder), func(b *Backup) bool { return b.Encrypted })
}

func (r Rolling) plan(ctx context.Context, from Source, occasion Occasion) (Plan, error) {
	at, err := from.Stretch(store.Mark{})
	if err != nil {
		return Plan{}, err
	}
	holds := func(m store.Mark) bool {
		_, err := from.Stretch(m)
		return err == nil
	}
	plan := PlanFor(r.own(from.Dir()), Situation{r.Now(), occasion, at.Head, holds})
	if plan.Since != nil && occasion == Daily { // when the program ends there is no time for it
		if _, err := Check(ctx, plan.Since.Path, nil); err != nil {
			plan.Since, plan.Delete = nil, nil // what seemed to be kept may not be there
		}
	}
	return plan, ctx.Err()
}

// own are the rolling backups of this workspace; several may share a folder.
func (r Rolling) own(workspace string) (own []*Backup) {
	for _, b := range Of(workspace, r.Folder) {
		if strings.HasPrefix(filepath.Base(b.Path), rollingPrefix) {
			own = append(own, b)
		}
	}
	return own
}

func (r Rolling) name(p Plan) string {
	what := "full"
	if p.Since != nil {
		what = "new"
	}
	return filepath.Join(r.Folder, rollingPrefix+r.Now().Local().Format("20060102-150405.000")+"-"+what+Ext)
}

// sweep takes away what an interrupted backup left a day ago or longer. Nobody misses it, so a failure is none.
func (r Rolling) sweep() {
	entries, _ := os.ReadDir(r.Folder)
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), unfinishedExt) {
			continue
		}
		if info, err := e.Info(); err == nil && r.Now().Sub(info.ModTime()) > day {
			_ = os.Remove(filepath.Join(r.Folder, e.Name()))
		}
	}
}

// Of lists the backups of a workspace in a folder, newest first. What cannot be read is left out; when the workspace no
// longer tells its name, every backup counts.
func Of(workspace, folder string) (own []*Backup) {
	var station string
	if b, err := os.ReadFile(filepath.Join(workspace, workspaceName)); err == nil {
		station, _ = stationOf(b)
	}
	all, _ := List(folder)
	for _, b := range all {
		if station == "" || b.Station == station {
			own = append(own, b)
		}
	}
	return own
}

// Newest finds the newest backup of a workspace that is good from end to end, with all that it goes on from. It returns nil
// when there is none.
func Newest(ctx context.Context, workspace, folder string) *Backup {
	for _, b := range Of(workspace, folder) {
		if whole(ctx, b.Path) {
			return b
		}
	}
	return nil
}

func whole(ctx context.Context, path string) bool {
	chain, err := Chain(path)
	if err != nil {
		return false
	}
	for _, b := range chain {
		if _, err := Check(ctx, b.Path, nil); err != nil {
			return false
		}
	}
	return true
}
