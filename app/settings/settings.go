// Package settings is the screen of what the user may choose, and of the workspace's health.
package settings

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// Screen shows the settings.
type Screen struct {
	desk    *desk.Desk
	page    *ui.Page
	fields  *ui.Fields
	result  *ui.Line
	copies  *copies
	secrets *encryption
	ground  *ground
	classes *classes

	following desk.Following
}

// New makes the screen.
func New(d *desk.Desk) *Screen { return &Screen{desk: d} }

// Title names the screen.
func (s *Screen) Title() string { return "设置" }

// Content builds the screen once.
func (s *Screen) Content() fyne.CanvasObject {
	if s.page == nil {
		s.build()
	}
	return s.page
}

// Show looks which backups and base maps there are, and follows what is settled.
func (s *Screen) Show() {
	s.following.Each(s.desk, func([]model.Change) { s.showRulings() })
	s.showRulings()
	s.copies.reload()
	s.ground.reload()
}

// Leave keeps what is being typed.
func (s *Screen) Leave() {
	s.fields.Commit()
	s.following.Stop()
	s.copies.list.Stop()
	s.ground.list.Stop()
}

func (s *Screen) build() {
	s.fields = ui.NewFields(ui.Section{Title: "使用人", Fields: []ui.Field{
		{Key: desk.PrefUser, Label: "姓名", Value: s.desk.Prefs.String(desk.PrefUser), Hint: "写在每次修改旁边；下次启动生效"},
		languageField(s.desk.Prefs.String(desk.PrefLanguage)),
	}}, ui.Section{Title: "工作区", Fields: []ui.Field{
		{Key: "dir", Label: "所在文件夹", Kind: ui.FixedField, Value: s.desk.Store.Dir()},
	}}, s.rulings())
	s.fields.OnCommit = s.keep
	s.copies, s.secrets = &copies{desk: s.desk}, &encryption{desk: s.desk}
	s.ground = &ground{desk: s.desk}
	s.classes = &classes{desk: s.desk}
	s.result = ui.NewNote("逐条核对数据库、历史与日志，不改动数据")
	buttons := container.NewHBox(
		ui.Action{Text: "换工作区…", Do: s.choose}.Button(),
		ui.Action{Text: "校验数据", Do: s.verify}.Button(),
		ui.Action{Text: "诊断包…", Do: s.diagnose}.Button(),
		container.NewCenter(s.result))
	body := ui.NewPanel(ui.Stack(look.Gap, s.fields, buttons, s.secrets.content(), s.copies.content(), s.ground.content(), s.classes.content()), look.Gap, look.Gap)
	s.page = ui.NewPage(s.Title(), container.NewVScroll(body))
}

// languageField chooses the language of the interface. Each is called by its own name: who sits before the wrong one finds it.
func languageField(now string) ui.Field {
	f := ui.Field{Key: desk.PrefLanguage, Label: "语言 / Language", Kind: ui.ChoiceField, Options: []string{chineseName, englishName}, Value: chineseName}
	if now == string(model.English) {
		f.Value = englishName
	}
	return f
}

const (
	chineseName = "中文"
	englishName = "English"
)

func (s *Screen) keep(key, text string) {
	if key == desk.PrefLanguage {
		text = map[string]string{chineseName: string(model.Chinese), englishName: string(model.English)}[text]
	}
	if key == fieldLanded {
		s.settleLanded(text)
		return
	}
	s.desk.Prefs.SetString(key, text)
	s.desk.Say("已保存，下次启动生效")
}

func (s *Screen) choose() {
	ui.OpenFolder(s.desk.Window, func(path string, err error) {
		if s.desk.Fail(err); path != "" {
			s.keep(desk.PrefWorkspace, path)
		}
	})
}

// InstallMap installs and uses a base map, as the button does.
func (s *Screen) InstallMap(path string) {
	s.Content()
	s.ground.install(path)
}

func (s *Screen) verify() {
	st := s.desk.Store
	task.Long(s.desk.Window, "正在校验数据", func(ctx context.Context, progress func(int, int)) (store.Report, error) {
		return st.Verify(ctx, progress)
	}, s.verified)
}

func (s *Screen) verified(r store.Report, err error) {
	if err != nil {
		s.desk.Fail(err)
		return
	}
	s.result.Set(said(r))
}
