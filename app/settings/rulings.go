package settings

import (
	"errors"

	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// fieldLanded is the ruling of what reports call 落地.
const fieldLanded = "landed"

// rulings are what the bureau settled for everybody who opens this workspace: they are records, with history and undo.
func (s *Screen) rulings() ui.Section {
	f := ui.Field{Key: fieldLanded, Label: "落地口径", Kind: ui.ChoiceField, Value: fromStage(model.StageRegistered)}
	for _, stage := range model.LandedChoices() {
		f.Options = append(f.Options, fromStage(stage))
	}
	return ui.Section{Title: "统计口径（存在工作区里，所有人一致）", Fields: []ui.Field{f}}
}

func fromStage(s model.Stage) string { return s.String() + "及以后" }

// showRulings puts what is settled now into the fields.
func (s *Screen) showRulings() {
	o, err := office(s.desk.Store.Get)
	if err != nil {
		s.desk.Fail(err)
		return
	}
	s.fields.Set(fieldLanded, fromStage(o.LandedFrom()))
}

// settleLanded stores what is called 落地 from now on.
func (s *Screen) settleLanded(text string) {
	for _, stage := range model.LandedChoices() {
		if fromStage(stage) == text {
			s.desk.Edit("将落地口径改为"+text, func(tx *store.Tx) error {
				o, err := office(tx.Get)
				if err != nil {
					return err
				}
				o.Landed = stage
				return tx.Put(o)
			})
		}
	}
}

// office is what was settled, or an office that settled nothing.
func office(get func(model.ID) (model.Record, error)) (*model.Office, error) {
	r, err := get(model.OfficeID())
	if errors.Is(err, model.ErrNotFound) {
		return model.NewOffice(), nil
	}
	if err != nil {
		return nil, err
	}
	return r.(*model.Office), nil
}
