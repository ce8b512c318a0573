package report

import "chainatlas/model"

// StageSum is how many promotion projects stand at a stage, and their planned investment in CNY minor units.
type StageSum struct {
	Stage     model.Stage
	Count     int
	Invest    int64 // lower bounds; amounts in other currencies are not in it
	Fictional int
	Records   []model.ID
}

// ByStage counts the promotion projects that go on, stage by stage; every stage has its line.
func ByStage(rows []model.Row) []StageSum {
	out := make([]StageSum, len(model.Stages()))
	for i, s := range model.Stages() {
		out[i].Stage = s
	}
	for i := range rows {
		row := &rows[i]
		n := row.Stage.Order()
		if n == 0 || row.Kind != model.KindProject || row.Deleted || row.Promotion != model.Yes || row.Status.Value() == string(model.Ended) {
			continue
		}
		sum := &out[n-1]
		sum.Count++
		sum.Invest += row.Invest
		sum.Records = append(sum.Records, row.ID)
		if row.Fictional {
			sum.Fictional++
		}
	}
	return out
}
