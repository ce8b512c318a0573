package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"chainatlas/app/basemap"
	"chainatlas/app/desk/desktest"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/ui/uitest"
	"chainatlas/model"
	"chainatlas/model/backup"
)

func TestMain(m *testing.M) { uitest.Main(m) }

// screen is shown for a workspace with one firm; said is what the user was told last.
func screen(t *testing.T) (s *Screen, said *string) {
	t.Helper()
	d := desktest.OpenIn(t, filepath.Join(t.TempDir(), "工作区"), &model.Enterprise{Base: model.Base{Name: "邦巨实业"}})
	said = new(string)
	d.Version, d.Base = "1.0", basemap.New(filepath.Join(t.TempDir(), "底图"), nil)
	d.Say = func(text string) { *said = text }
	d.Notice = func(_ look.Tone, text string, _ ...ui.Action) { *said = text }
	s = New(d.Desk)
	d.Show(t, s, 1200, 800)
	return s, said
}

func (s *Screen) lastBackup() string { return s.copies.fields.Value(fieldLast) }

// What the bureau calls 落地 is settled in the workspace, and can be taken back.
func TestTheRulingOfLanded(t *testing.T) {
	s, _ := screen(t)
	if got := s.fields.Value(fieldLanded); got != "注册及以后" {
		t.Errorf("at first %q", got)
	}
	s.keep(fieldLanded, "开工及以后")
	o, err := office(s.desk.Store.Get)
	if err != nil || o.LandedFrom() != model.StageStarted {
		t.Fatalf("settled %v %v", o, err)
	}
	if _, err := s.desk.Store.Undo(); err != nil {
		t.Fatal(err)
	}
	s.showRulings()
	if got := s.fields.Value(fieldLanded); got != "注册及以后" {
		t.Errorf("after undo %q", got)
	}
}

func TestBackupsInTheSettings(t *testing.T) {
	s, said := screen(t)
	if got := s.lastBackup(); got != "还没有备份" {
		t.Errorf("says %q", got)
	}
	folder := s.desk.Rolling().Folder
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	s.copies.backUp(folder)
	task.Wait()
	if got := s.lastBackup(); !strings.HasSuffix(got, "，共 1 条记录") || !strings.Contains(*said, "已备份并校验 1 条记录") {
		t.Errorf("shows %q, says %q", got, *said)
	}
	if len(s.copies.all) != 1 || s.copies.cell(0, 3).Text != "完整" || s.copies.cell(0, 1).Text != "1" {
		t.Errorf("lists %v", s.copies.all)
	}
}

func TestBackupIntoAFolderThatIsGone(t *testing.T) {
	s, said := screen(t)
	s.copies.backUp(filepath.Join(t.TempDir(), "拔掉的U盘"))
	task.Wait()
	if !strings.Contains(*said, "不存在") {
		t.Errorf("says %q", *said)
	}
}

func TestRestoreAsksFirst(t *testing.T) {
	s, _ := screen(t)
	restored := ""
	s.desk.Restore = func(path string) { restored = path }
	path := filepath.Join(t.TempDir(), "一.cabak")
	b, err := backup.Make(t.Context(), s.desk.Store, path, backup.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.copies.all = []*backup.Backup{b}
	s.copies.choose()
	tap(t, s, "恢复所选备份")
	if restored != "" {
		t.Error("restored without asking")
	}
	tap(t, s, "恢复")
	if restored != path {
		t.Errorf("restores %q", restored)
	}
}

// tap presses a button of the dialog on top.
func tap(t *testing.T, s *Screen, text string) {
	t.Helper()
	top := s.desk.Window.Canvas().Overlays().Top()
	if top == nil {
		t.Fatalf("no dialog with %s", text)
	}
	for _, o := range test.LaidOutObjects(top) {
		if b, ok := o.(*ui.Button); ok && b.Text == text {
			b.Tapped(nil)
			return
		}
	}
	t.Fatalf("no button %s", text)
}
