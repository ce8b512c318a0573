package settings

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model/backup"
)

// copies is the part of the settings about backups.
type copies struct {
	desk   *desk.Desk
	fields *ui.Fields
	all    []*backup.Backup // in the folder, newest first
	list   task.Latest[[]*backup.Backup]
}

// The fields.
const (
	fieldLast   = "last"
	fieldFolder = "folder"
)

// rule says how rolling backups are made and kept; model/backup has it in numbers.
const rule = "每天一次，退出时有新的修改再一次，每周一份完整备份；7 天内的全部保留，此后每周一份留 8 周，每月一份留 12 个月"

func (c *copies) content() fyne.CanvasObject {
	c.fields = ui.NewFields(ui.Section{Title: "备份", Fields: []ui.Field{
		{Key: fieldLast, Label: "最近一次", Kind: ui.FixedField, Value: "正在查看…"},
		{Key: fieldFolder, Label: "备份文件夹", Kind: ui.FixedField, Value: c.desk.Rolling().Folder},
		{Key: "rule", Label: "自动备份", Kind: ui.FixedField, Value: rule},
	}})
	buttons := container.NewHBox(
		ui.Action{Text: "立即备份…", Do: c.chooseTarget}.Button(),
		ui.Action{Text: "从备份恢复…", Do: c.choose}.Button(),
		ui.Action{Text: "换备份文件夹…", Do: c.chooseFolder}.Button(),
		container.NewCenter(ui.NewNote("可以选 U 盘或另一块硬盘上的文件夹")))
	return ui.Stack(look.Gap, c.fields, buttons)
}

// reload looks into the folder beside the window: it may be on a slow stick.
func (c *copies) reload() {
	folder, workspace := c.desk.Rolling().Folder, c.desk.Store.Dir()
	c.list.Run(func(context.Context, func(int, int)) ([]*backup.Backup, error) {
		return backup.Of(workspace, folder), nil
	}, func(all []*backup.Backup, _ error) {
		c.all = all
		c.fields.Set(fieldLast, c.last())
		c.fields.Set(fieldFolder, folder)
	})
}

func (c *copies) last() string {
	if len(c.all) == 0 {
		return "还没有备份"
	}
	return desk.When(c.all[0].Time, time.Now()) + "，" + desk.Holds(c.all[0])
}

// chooseTarget makes a full backup in a folder. A file dialog would empty the older backup that the user points at.
func (c *copies) chooseTarget() {
	c.pickFolder(func(folder string) { c.backUp(folder) })
}

func (c *copies) backUp(folder string) {
	st, version, now := c.desk.Store, c.desk.Version, time.Now()
	path := filepath.Join(folder, "招商链图备份-"+now.Format("20060102-150405")+backup.Ext)
	task.Long(c.desk.Window, "正在备份", func(ctx context.Context, progress func(int, int)) (*backup.Backup, error) {
		return backup.Make(ctx, st, path, backup.Options{Program: version, Progress: progress})
	}, func(b *backup.Backup, err error) {
		if b != nil {
			c.desk.Notice(look.Good, fmt.Sprintf("已备份并校验 %d 条记录、%d 次操作：%s", b.Records(), b.Frames(), b.Path))
			c.reload()
		}
		c.desk.Fail(err)
	})
}

// chooseFolder is where backups are made from now on; those made before stay where they are.
func (c *copies) chooseFolder() {
	c.pickFolder(func(folder string) {
		c.desk.Prefs.SetString(desk.PrefBackups, folder)
		c.desk.Say("以后备份到：" + folder)
		c.reload()
	})
}

func (c *copies) pickFolder(then func(folder string)) {
	ui.OpenFolder(c.desk.Window, func(path string, err error) {
		if c.desk.Fail(err); path != "" {
			then(path)
		}
	})
}

// listSize is the room for the list of backups, in logical pixels.
var listSize = fyne.NewSize(560, 320)

// choose lists the backups to restore from.
func (c *copies) choose() {
	grid := c.grid()
	other := ui.Action{Text: "其他文件…", Do: c.chooseFile}
	take := ui.Action{Text: "恢复所选备份", Danger: true, Off: len(c.all) == 0, Ready: func() bool { return len(grid.Selected()) == 1 },
		Do: func() { c.confirm(c.all[grid.Selected()[0]]) }}
	body := container.NewGridWrap(listSize, grid)
	ui.NewDialog(c.desk.Window, "从备份恢复", body, other, take).Show()
}

func (c *copies) grid() *ui.Grid {
	g := ui.NewGrid(copyColumns, func() int { return len(c.all) }, c.cell)
	g.Empty = ui.NewEmpty("这个文件夹里没有备份", "备份在别处时，点「其他文件…」", nil)
	if len(c.all) > 0 {
		g.Select(0)
	}
	return g
}

var copyColumns = []ui.Column{
	{Key: "at", Title: "时间", Width: 160, Unsorted: true}, {Key: "records", Title: "记录数", Width: 80, Align: fyne.TextAlignTrailing, Unsorted: true},
	{Key: "frames", Title: "操作数", Width: 80, Align: fyne.TextAlignTrailing, Unsorted: true}, {Key: "kind", Title: "类别", Width: 160, Grow: true, Unsorted: true},
}

func (c *copies) cell(row, col int) ui.Cell {
	b := c.all[row]
	switch copyColumns[col].Key {
	case "at":
		return ui.Cell{Text: b.Time.Local().Format("2006-01-02 15:04")}
	case "records":
		return ui.Cell{Text: fmt.Sprint(b.Records())}
	case "frames":
		return ui.Cell{Text: fmt.Sprint(b.Head.Frame)}
	}
	sealed := ""
	if b.Encrypted {
		sealed = "，已加密"
	}
	if b.Full() {
		return ui.Cell{Text: "完整" + sealed}
	}
	return ui.Cell{Text: "增量，接在完整备份之后" + sealed, Muted: true}
}

func (c *copies) chooseFile() {
	ui.OpenFile(c.desk.Window, []string{backup.Ext}, func(path string, err error) {
		if path == "" || err != nil {
			c.desk.Fail(err)
			return
		}
		b, err := backup.Read(path)
		if err != nil {
			c.desk.Fail(err)
			return
		}
		c.confirm(b)
	})
}

// confirm asks before the workspace becomes an earlier one.
func (c *copies) confirm(b *backup.Backup) {
	text := "工作区将回到 " + desk.When(b.Time, time.Now()) + " 备份时的样子，" + desk.Holds(b) + "。先校验这份备份；现在的工作区不会被覆盖，移到旁边另存。"
	if b.Encrypted {
		text += "这份备份是加密的，打开时需要备份当时的口令。"
	}
	ui.Confirm(c.desk.Window, "从备份恢复", text, ui.Action{Text: "恢复", Danger: true, Do: func() { c.desk.Restore(b.Path) }})
}
