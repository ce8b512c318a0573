package desk

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"chainatlas/model/backup"
)

// PrefBackups is the folder for backups that the user chose; "" for the usual one.
const PrefBackups = "backups"

// RollingIn is how a workspace is backed up by itself.
func RollingIn(prefs fyne.Preferences, workspace, version string) backup.Rolling {
	folder := prefs.String(PrefBackups)
	if folder == "" {
		folder = backup.FolderOf(workspace)
	}
	return backup.Rolling{Folder: folder, Program: version}
}

// Rolling is how this workspace is backed up by itself.
func (d *Desk) Rolling() backup.Rolling { return RollingIn(d.Prefs, d.Store.Dir(), d.Version) }

// When is a moment of these days as a person says it: 11月24日 18:05.
func When(t, now time.Time) string {
	t = t.Local()
	if t.Year() != now.Local().Year() {
		return t.Format("2006年1月2日 15:04")
	}
	return t.Format("1月2日 15:04")
}

// NameOf says which backup it is: 11月24日 18:05 的备份.
func NameOf(b *backup.Backup, now time.Time) string { return When(b.Time, now) + " 的备份" }

// Holds says what a backup brings back: 共 488 条记录.
func Holds(b *backup.Backup) string { return fmt.Sprintf("共 %d 条记录", b.Records()) }
