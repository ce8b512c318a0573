package sheet

import "chainatlas/model"

// industry warns where a row's code and words name different industries. Both may stand in columns of their own, so it
// looks when the row was read.
func (r *reader) industry(d *draft) {
	e, ok := d.row.Record.(*model.Enterprise)
	if !ok {
		return
	}
	f, err := model.FieldOf(model.KindEnterprise, "industry_code")
	if err != nil {
		return
	}
	for _, p := range model.CheckIndustry(e, r.o.Industry) {
		d.issue(r.columnOf(f, whole), e.Industry.String(), p.Code, p.Message, p.Suggestion, p.Blocking)
	}
}
