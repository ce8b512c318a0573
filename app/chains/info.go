package chains

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// infoKeys are the fields of a chain that belong to no node: its two heads, its office, what it rests on.
var infoKeys = []string{"name", "admin_head", "enterprise_head", "office", "year_task", "directory", "level", "strategy"}

// infoSize is the room for the form, in logical pixels.
var infoSize = fyne.NewSize(480, 380)

// info is the form of a chain's own fields.
type info struct {
	s      *Screen
	chain  *model.Chain
	fields *ui.Fields
}

// editInfo opens the form.
func (s *Screen) editInfo() {
	if s.now == nil || s.now.Chain == nil {
		return
	}
	x := &info{s: s, chain: s.now.Chain}
	var fields []ui.Field
	for _, f := range x.all() {
		e := ui.Field{Key: f.Key, Label: f.Label, Value: f.Text(x.chain)}
		switch {
		case f.Choices() != nil:
			e.Kind = ui.ChoiceField
			for _, c := range f.Choices() {
				e.Options = append(e.Options, c.Name)
			}
		case f.TypeName() == "date":
			e.Kind, e.Hint = ui.DateField, "导入或核对企业名录的日期"
		case f.Long:
			e.Kind = ui.LinesField
		}
		fields = append(fields, e)
	}
	x.fields = ui.NewFields(ui.Section{Fields: fields})
	scroll := container.NewVScroll(x.fields)
	scroll.SetMinSize(infoSize)
	ui.NewDialog(s.desk.Window, "链信息 · "+x.chain.Name, scroll, ui.Action{Text: "保存", Primary: true, Ready: x.ready, Do: x.save}).Show()
}

func (x *info) all() []*model.Field {
	var out []*model.Field
	for _, key := range infoKeys {
		if f, err := model.FieldOf(model.KindChain, key); err == nil {
			out = append(out, f)
		}
	}
	return out
}

// ready reads every field on a copy and says under each what cannot be read.
func (x *info) ready() bool {
	trial, ok := model.Clone(x.chain), true
	for _, f := range x.all() {
		x.fields.SetNote(f.Key, look.Plain, "")
		for _, p := range x.read(f, trial) {
			if p.Blocking {
				x.fields.SetNote(f.Key, look.Bad, p.Message)
				ok = false
			}
		}
	}
	if model.Blank(x.fields.Value("name")) {
		x.fields.SetNote("name", look.Bad, "名称不能为空")
		ok = false
	}
	return ok
}

func (x *info) read(f *model.Field, into model.Record) []model.Problem {
	return f.SetText(into, x.fields.Value(f.Key), model.Hint{Year: time.Now().Year()}, x.s.desk.Store)
}

func (x *info) save() {
	x.s.desk.EditChains("修改产业链「"+x.chain.Name+"」", func(tx *store.Tx) error {
		r, err := tx.Get(x.chain.ID)
		if err != nil {
			return err
		}
		for _, f := range x.all() {
			x.read(f, r)
		}
		return tx.Put(r)
	})
}
