package chains

import (
	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/report"
	"chainatlas/model/store"
)

// ask asks for a name and does something with it.
func (x *side) ask(title, hint string, note func(name string) string, do func(name string)) {
	entry, line := ui.NewEntry(), ui.NewNote(" ")
	entry.SetPlaceHolder(hint)
	entry.OnChanged = func(text string) {
		line.SetText(" ")
		if words := note(model.Tidy(text)); words != "" {
			line.SetText(words)
		}
	}
	ready := func() bool {
		if model.Blank(entry.Text) {
			line.SetText("请先填写名称")
			return false
		}
		return true
	}
	d := ui.NewDialog(x.s.desk.Window, title, ui.Stack(look.Half, entry, line), ui.Action{Text: "添加", Primary: true, Ready: ready, Do: func() { do(model.Tidy(entry.Text)) }})
	d.ClosedBy(entry)
	entry.OnSubmitted = func(string) { d.Take() }
	d.Show()
	x.s.desk.Window.Canvas().Focus(entry)
}

// askTarget puts an enterprise on a gap as a target; one of that name that is there already gets the role.
func (x *side) askTarget(g report.Gap) {
	st, c := x.s.desk.Store, x.s.now.Chain
	x.ask("目标企业 · "+g.Node.Name, "企业名称", func(name string) string {
		if _, ok := st.Find(model.KindEnterprise, name); ok {
			return "台账中已有这家企业，将为它登记「目标」角色"
		}
		return ""
	}, func(name string) {
		x.s.desk.EditChains("添加目标企业「"+name+"」到「"+g.Node.Name+"」", func(tx *store.Tx) error { return putTarget(tx, st, c, g.Node, name) })
	})
}

func putTarget(tx *store.Tx, find model.Finder, c *model.Chain, n model.Node, name string) error {
	e := &model.Enterprise{Base: model.Base{Name: name}}
	if l, ok := find.Find(model.KindEnterprise, name); ok {
		r, err := tx.Get(l.ID)
		if err != nil {
			return err
		}
		e = r.(*model.Enterprise)
	}
	if _, there := e.Roles.On(c.ID, n.Code); there {
		return nil
	}
	e.Roles = append(e.Roles, model.Role{Chain: model.LinkTo(c), Node: n.Ref(), Role: model.RoleTarget})
	return tx.Put(e)
}

// askLead makes a lead that would fill a gap, and opens it.
func (x *side) askLead(g report.Gap) {
	st, c := x.s.desk.Store, x.s.now.Chain
	x.ask("新建线索 · "+g.Node.Name, "项目名称", func(name string) string {
		if _, ok := st.Find(model.KindProject, name); ok {
			return "已有同名项目：请先确认不是同一个"
		}
		return ""
	}, func(name string) {
		p := leadOn(c, g, name)
		if x.s.desk.EditChains("新建线索「"+name+"」", func(tx *store.Tx) error { return tx.Put(p) }) {
			x.s.desk.Open(p.ID)
		}
	})
}

func leadOn(c *model.Chain, g report.Gap, name string) *model.Project {
	p := &model.Project{Base: model.Base{ID: model.NewID(), Name: name}, Promotion: model.Yes, Stage: model.StageLead, Status: model.Ongoing,
		Chain: model.LinkTo(c), Node: g.Node.Ref(), LinkType: g.LinkType}
	return p
}
