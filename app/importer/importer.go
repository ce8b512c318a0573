// Package importer is the screen that looks through a ledger before it is imported: what each row would do, and every
// doubt about it. Nothing is stored before the button is pressed, and then all of it as one action.
package importer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/demo"
	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/sheet"
	"chainatlas/model/store"
)

// Screen shows a plan.
type Screen struct {
	desk  *desk.Desk
	page  *ui.Page
	none  fyne.CanvasObject
	files *recent
	split fyne.CanvasObject
	grid  *ui.Grid
	below *ui.Grid

	options *options
	samples string // folder of the invented ledger, which nobody wants to find again; "" for none

	path   string
	plan   *sheet.Plan
	rows   []row
	issues []issue
	chip   sheet.Outcome // only rows of this outcome; "" for all
	all    []row

	imported  store.BatchID // what the banner tells of
	following desk.Following
}

// New makes the screen.
func New(d *desk.Desk) *Screen { return &Screen{desk: d} }

// Title names the screen.
func (s *Screen) Title() string { return "导入" }

// Content builds the screen once.
func (s *Screen) Content() fyne.CanvasObject {
	if s.page == nil {
		s.build()
	}
	return s.page
}

// Show follows whether the last import still stands; a plan is read only when a file is chosen.
func (s *Screen) Show() {
	s.following.Each(s.desk, func([]model.Change) { s.checkBanner() })
	s.checkBanner()
	s.files.reload()
}

// Leave keeps the plan, so that a record may be looked up meanwhile.
func (s *Screen) Leave() {
	s.following.Stop()
	s.files.looks.Stop()
}

// checkBanner takes the banner away when its import was taken back elsewhere, with Ctrl+Z or in the history.
func (s *Screen) checkBanner() {
	if s.imported != "" && s.desk.Store.Undone(s.imported) {
		s.dropBanner()
	}
}

func (s *Screen) dropBanner() {
	s.imported = ""
	s.page.SetBanner(nil)
}

func (s *Screen) build() {
	s.files = newRecent(s.desk)
	empty := ui.NewEmpty("还没有选择台账", "选择 Excel 或 CSV 文件，或把文件拖到窗口中；先预览，再导入",
		&ui.Action{Text: "选择文件…", Primary: true, Do: s.choose}).
		Add(ui.Action{Text: "试用示例台账", Do: s.openSample})
	s.none = container.NewBorder(nil, s.files.box, nil, nil, empty)
	s.options = newOptions(s.readAgain, s.chooseColumns)
	s.grid = ui.NewGrid(rowColumns, func() int { return len(s.rows) }, s.rowCell)
	s.grid.OnSelect = s.showIssues
	s.grid.Empty = ui.NewEmpty("没有这一类的行", "换一个分类查看", nil)
	s.below = ui.NewGrid(issueColumns, func() int { return len(s.issues) }, s.issueCell)
	s.below.Empty = ui.NewEmpty("没有问题", "这些行的内容都能识别", nil)
	split := container.NewVSplit(s.grid, s.below)
	split.SetOffset(0.6)
	s.split = split
	s.page = ui.NewPage(s.Title(), s.none)
	s.setActions()
}

// suffixes are the files that can be read.
var suffixes = []string{".xlsx", ".xlsm", ".csv", ".txt"}

func (s *Screen) choose() {
	ui.OpenFile(s.desk.Window, suffixes, func(path string, err error) {
		if s.desk.Fail(err); path != "" {
			s.Open(path)
		}
	})
}

// openSample looks through an invented ledger, as untidy as real ones, so that a newcomer sees what an import does.
func (s *Screen) openSample() {
	dir, err := os.MkdirTemp("", "chainatlas")
	if err != nil {
		s.desk.Fail(err)
		return
	}
	s.samples = dir
	path := filepath.Join(dir, "示例台账（虚构）.xlsx")
	f, err := os.Create(path)
	if err == nil {
		err = errors.Join(demo.SampleLedger(f), f.Close())
	}
	if err != nil {
		s.desk.Fail(err)
		return
	}
	s.Open(path)
}

// Tour shows what an import looks like.
func (s *Screen) Tour() { s.openSample() }

// Open looks through a file.
func (s *Screen) Open(path string) {
	s.Content()
	if path != s.path {
		s.options.reset()
	}
	s.read(path)
}

// readAgain reads the file with other options.
func (s *Screen) readAgain() {
	if s.plan != nil {
		s.read(s.path)
	}
}

func (s *Screen) read(path string) {
	o := s.readOptions()
	task.Long(s.desk.Window, "正在读取 "+filepath.Base(path), func(ctx context.Context, progress func(int, int)) (*sheet.Plan, error) {
		o.Progress = progress
		return sheet.Read(ctx, path, o)
	}, func(p *sheet.Plan, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.show(path, p)
	})
}

func (s *Screen) show(path string, p *sheet.Plan) {
	s.path, s.plan, s.chip = path, p, ""
	s.all = rowsOf(p)
	s.page.SetTitle(s.Title(), filepath.Base(path))
	s.page.SetContent(s.split)
	if filepath.Dir(path) != s.samples {
		s.desk.Remember(path)
	}
	s.setActions()
	s.filter()
	s.desk.Tell("plan", fmt.Sprintf("%+v", p.Count()))
}

func (s *Screen) forget() {
	s.path, s.plan, s.all, s.rows, s.issues = "", nil, nil, nil, nil
	s.page.SetTitle(s.Title(), "")
	s.page.SetFilters()
	s.page.SetContent(s.none)
	s.files.reload()
	s.page.SetStatus("", "")
	s.setActions()
}

func (s *Screen) setActions() {
	if s.plan == nil {
		s.page.SetActions(ui.Action{Text: "选择文件…", Primary: true, Do: s.choose})
		return
	}
	c := s.plan.Count()
	save := ui.Action{Text: "另存问题行…", Off: c.Failed+c.Conflicts == 0, Do: func() { s.saveProblems(s.plan, s.path) }}
	take := ui.Action{Text: fmt.Sprintf("导入 %d 条", c.Added+c.Updated), Primary: true, Off: c.Added+c.Updated == 0, Do: s.take}
	s.page.SetActions(ui.Action{Text: "放弃", Do: s.forget}, ui.Action{Text: "换一个文件…", Do: s.choose}, save, take)
}

// saveProblems writes the rows that will not be imported with the reason beside each, to be put right and imported again.
func (s *Screen) saveProblems(plan *sheet.Plan, path string) {
	name := filepath.Base(path)
	ui.SaveFile(s.desk.Window, strings.TrimSuffix(name, filepath.Ext(name))+"-问题行.xlsx", func(f fyne.URIWriteCloser, err error) {
		if err == nil {
			err = errors.Join(sheet.WriteProblems(f, plan), f.Close())
		}
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.desk.Written(look.Good, "问题行已另存，改好后可直接导入："+f.URI().Name(), f.URI().Path())
	})
}

// take stores the good rows as one action.
func (s *Screen) take() {
	records, err := s.plan.Records()
	if err != nil {
		s.desk.Fail(err)
		return
	}
	st, label := s.desk.Store, "导入 "+filepath.Base(s.path)
	task.Long(s.desk.Window, "正在导入", func(ctx context.Context, progress func(int, int)) (store.Batch, error) {
		return st.Update(label, func(tx *store.Tx) error {
			for i, r := range records {
				if err := ctx.Err(); err != nil {
					return err // nothing was stored yet
				}
				if err := tx.Put(r); err != nil {
					return fmt.Errorf("import %s: %w", r.Head().Name, err)
				}
				progress(i+1, len(records))
			}
			return nil
		})
	}, s.taken)
}

func (s *Screen) taken(b store.Batch, err error) {
	if err != nil {
		s.desk.Fail(err)
		return
	}
	undo := s.desk.UndoAction(b)
	undo.Text = "撤销本次导入"
	s.desk.Notice(look.Good, fmt.Sprintf("已导入 %d 条记录", b.Records), undo)
	s.imported = b.ID
	s.page.SetBanner(s.done(b))
	s.forget()
}

// placeable tells whether the ledger brought enterprises that stand on no chain yet.
func (s *Screen) placeable() bool {
	return slices.ContainsFunc(s.desk.Store.Rows(model.KindEnterprise), func(r model.Row) bool { return r.Chain.IsZero() }) &&
		slices.ContainsFunc(s.plan.Sheets(), func(x *sheet.Sheet) bool { return x.Kind == model.KindEnterprise })
}

// done stays until it is closed: an import is noticed to be wrong minutes later, and the rows left out are still owed.
func (s *Screen) done(b store.Batch) *ui.Banner {
	tone, text := look.Good, fmt.Sprintf("%s：已导入 %d 条记录", b.Label, b.Records)
	var actions []ui.Action
	if c := s.plan.Count(); c.Failed+c.Conflicts > 0 {
		tone, text = look.Warn, fmt.Sprintf("%s，%d 行有问题未导入", text, c.Failed+c.Conflicts)
		plan, path := s.plan, s.path
		actions = append(actions, ui.Action{Text: "另存问题行…", Do: func() { s.saveProblems(plan, path) }})
	}
	if s.placeable() {
		actions = append(actions, ui.Action{Text: "企业归链…", Do: func() { s.desk.Go("placing") }})
	}
	actions = append(actions, ui.Action{Text: "撤销本次导入", Do: func() {
		s.desk.UndoBatch(b)
		s.checkBanner()
	}})
	banner := ui.NewBanner(tone, text, actions...)
	banner.OnClose = s.dropBanner
	return banner
}
