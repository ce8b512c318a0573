package leader

import (
	"fmt"
	"time"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/report"
	"chainatlas/model/store"
)

// subject is what a 批示 is about; the zero subject is the chain.
type subject struct {
	title   string
	project model.ID
	node    model.NodeRef
}

// taskKeys are the fields that are asked for.
var taskKeys = []string{"name", "content", "from", "to", "officer", "due"}

// askTask asks for a 批示, by the fields of the record.
func (s *Screen) askTask(of subject) {
	if s.now == nil {
		return
	}
	t := &model.Task{Status: model.TaskOpen, Given: model.OnDay(s.now.Day), Chain: model.LinkTo(s.now.Chain), Node: of.node}
	t.From = s.now.Chain.AdminHead.Name
	if of.title != "" {
		t.Name = "关于" + of.title
	}
	if !of.project.IsZero() {
		t.Project = model.Link{ID: of.project, Name: s.desk.Store.Name(of.project)}
	}
	s.form("记批示", t, taskKeys, "记录批示", map[string]bool{"name": true, "content": true})
}

// askDone asks how a task was done.
func (s *Screen) askDone(t *model.Task) {
	done := model.Clone(t).(*model.Task)
	done.Status, done.Done = model.TaskDone, model.OnDay(s.now.Day)
	s.form("办结「"+t.Name+"」", done, []string{"result", "done"}, "办结批示", map[string]bool{"done": true})
}

// form asks for some fields of a task and stores it.
func (s *Screen) form(title string, t *model.Task, keys []string, label string, required map[string]bool) {
	var fields []ui.Field
	for _, key := range keys {
		f, err := model.FieldOf(model.KindTask, key)
		if err != nil {
			continue
		}
		e := ui.Field{Key: key, Label: f.Label, Value: f.Text(t), Required: required[key]}
		switch {
		case f.TypeName() == "date":
			e.Kind, e.Hint = ui.DateField, "如 2024-06-30"
		case f.Long:
			e.Kind = ui.LinesField
		}
		fields = append(fields, e)
	}
	form := ui.NewFields(ui.Section{Fields: fields})
	ready := func() bool {
		ok := true
		for _, key := range keys {
			form.SetNote(key, look.Plain, "")
			if required[key] && model.Blank(form.Value(key)) {
				form.SetNote(key, look.Bad, "请填写")
				ok = false
			}
			if problem := s.readField(t, key, form.Value(key)); problem != "" {
				form.SetNote(key, look.Bad, problem)
				ok = false
			}
		}
		return ok
	}
	d := ui.NewDialog(s.desk.Window, title, form, ui.Action{Text: label, Primary: true, Ready: ready, Do: func() {
		s.desk.EditChains(label+"「"+t.Name+"」", func(tx *store.Tx) error { return tx.Put(t) })
	}})
	d.ClosedByFields(form)
	d.Show()
}

// readField reads a text into a task and says what keeps it from being read; "" for nothing.
func (s *Screen) readField(t *model.Task, key, text string) string {
	f, err := model.FieldOf(model.KindTask, key)
	if err != nil {
		return err.Error()
	}
	for _, p := range f.SetText(t, text, model.Hint{Year: time.Now().Year()}, s.desk.Store) {
		if p.Blocking {
			return p.Message
		}
	}
	return ""
}

// askTargets asks for the chain's targets of the year; an empty one stays unset.
func (s *Screen) askTargets() {
	var fields []ui.Field
	for _, t := range s.now.Targets {
		e := ui.Field{Key: t.Key, Label: t.Label, Unit: t.Unit}
		if t.Target != nil {
			e.Value = report.Shown(t.Target, "")
		}
		fields = append(fields, e)
	}
	form := ui.NewFields(ui.Section{Fields: fields})
	year := s.now.Day.Year()
	ready := func() bool {
		ok := true
		for _, t := range s.now.Targets {
			form.SetNote(t.Key, look.Plain, "")
			if text := form.Value(t.Key); !model.Blank(text) {
				if q, problems := model.ParseQuantity(text+t.Unit, model.Hint{}); !q.Known || len(problems) > 0 || q.Min < 0 {
					form.SetNote(t.Key, look.Bad, "写一个数，如 12")
					ok = false
				}
			}
		}
		return ok
	}
	d := ui.NewDialog(s.desk.Window, fmt.Sprintf("%s %d年目标", s.now.Chain.Name, year), form, ui.Action{Text: "保存", Primary: true, Ready: ready, Do: func() {
		s.desk.EditChains(fmt.Sprintf("设定「%s」%d年目标", s.now.Chain.Name, year), func(tx *store.Tx) error {
			return s.putTargets(tx, year, form.Value)
		})
	}})
	d.ClosedByFields(form)
	d.Show()
}

// putTargets stores each target under an id of its own, so that setting it again changes it.
func (s *Screen) putTargets(tx *store.Tx, year int, value func(key string) string) error {
	for _, t := range s.now.Targets {
		f := &model.Figure{FigureKind: model.KindTarget, Figure: t.Key, Year: year, Chain: model.LinkTo(s.now.Chain)}
		f.ID = report.TargetID(s.now.Chain.ID, t.Key, year)
		f.Name = s.now.Chain.Name + t.Label
		if r, err := tx.Get(f.ID); err == nil {
			f = r.(*model.Figure)
		}
		text := value(t.Key)
		if model.Blank(text) {
			f.Value = model.Quantity{}
			if t.Target == nil {
				continue
			}
		} else {
			f.Value, _ = model.ParseQuantity(text+t.Unit, model.Hint{})
		}
		if err := tx.Put(f); err != nil {
			return fmt.Errorf("put target %s: %w", t.Key, err)
		}
	}
	return nil
}
