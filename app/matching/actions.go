package matching

import (
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"chainatlas/app/checklist"
	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/match"
	"chainatlas/model/store"
)

// onMap is how many of the best are shown on the map.
const onMap = 20

func (s *Screen) actions() []ui.Action {
	if s.now == nil {
		return nil
	}
	back := ui.Action{Text: "返回" + s.now.record().Kind().Label(), Do: func() { s.desk.Open(s.of) }}
	if s.none() != nil {
		return []ui.Action{back}
	}
	m := s.current()
	off := m.Site == nil
	out := []ui.Action{back, {Text: "权重…", Do: s.askWeights}}
	if s.now.project != nil {
		out = append(out, ui.Action{Text: "在地图上看", Do: s.showOnMap})
	}
	return append(out, ui.Action{Text: "导出要素保障清单…", Off: off, Do: s.export},
		ui.Action{Text: "定为落位", Primary: true, Off: off || m.Project.Place.ID == m.Site.ID, Do: s.askPlace})
}

// none says why there is nothing to rank, and what to do; nil when there is.
func (s *Screen) none() fyne.CanvasObject {
	p := s.now.project
	open := ui.Action{Text: "去填写", Primary: true, Do: func() { s.desk.Open(s.of) }}
	switch {
	case p != nil && !match.HasNeeds(p):
		return ui.NewEmpty("「"+p.Name+"」还没有写明对载体的需求", "在项目详情填写其中几项，即可匹配："+strings.Join(match.Asked(), "、"), &open)
	case p != nil && len(s.now.matches) == 0:
		return ui.NewEmpty("还没有可比较的载体", "导入载体台账，或在「载体」中新建", &ui.Action{Text: "导入台账", Primary: true, Do: func() { s.desk.Go("import") }})
	case p == nil && len(s.now.matches) == 0:
		return ui.NewEmpty("没有写明需求、尚未开工的项目", "项目填写用地需求、要素需求之后，在这里按适配程度排列", &ui.Action{Text: "去项目", Primary: true, Do: func() { s.desk.Go("projects") }})
	}
	return nil
}

// showOnMap opens the map at the best sites.
func (s *Screen) showOnMap() {
	var ids []model.ID
	for _, m := range s.now.matches {
		if m.Excluded == "" && told(m) && len(ids) < onMap {
			ids = append(ids, m.Site.ID)
		}
	}
	if len(ids) == 0 {
		s.desk.Say("没有可以放到地图上的载体：都已排除，或没有写明供给")
		return
	}
	s.desk.ShowOnMap("适配「"+s.now.project.Name+"」的载体", ids)
}

// askPlace asks before a site is chosen that is excluded, or instead of another one.
func (s *Screen) askPlace() {
	m := s.current()
	text := ""
	switch {
	case m.Excluded != "":
		text = "这处载体已排除：" + m.Excluded + "。"
	case !m.Project.Place.IsZero():
		text = "现在的拟选址是「" + m.Project.Place.Name + "」，将改为「" + m.Site.Name + "」。"
	}
	if text == "" {
		s.place(m)
		return
	}
	ui.Confirm(s.desk.Window, "将「"+m.Project.Name+"」落位「"+m.Site.Name+"」？", text+"可随时撤销。", ui.Action{Text: "定为落位", Do: func() { s.place(m) }})
}

// place chooses the site, in one action that can be taken back.
func (s *Screen) place(m match.Match) {
	s.desk.Edit("将「"+m.Project.Name+"」落位「"+m.Site.Name+"」", func(tx *store.Tx) error {
		r, err := tx.Get(m.Project.ID)
		if err != nil {
			return err
		}
		site, err := tx.Get(m.Site.ID)
		if err != nil {
			return err
		}
		p, ok := r.(*model.Project)
		if !ok {
			return errNoMatch
		}
		p.Place = model.LinkTo(site)
		return tx.Put(p)
	})
}

// export writes the 要素保障清单 of the match that is shown.
func (s *Screen) export() {
	m := s.current()
	name := model.Attachment{Name: checklist.Title(m) + ".xlsx"}.FileName()
	ui.SaveFile(s.desk.Window, name, func(f fyne.URIWriteCloser, err error) {
		if err == nil {
			_, err = checklist.Write(f, m.Project, m.Site, s.desk.Store.Seen(model.Staff), time.Now())
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.desk.Written(look.Good, "要素保障清单已导出："+f.URI().Name(), f.URI().Path())
	})
}
