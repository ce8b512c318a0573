package chains

import (
	"fmt"

	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/report"
)

// statesOf says for every node how it stands and why, by its code.
func statesOf(w *work) map[string]thematic.NodeState {
	judged := report.NodeStatuses(w.Chain, records(w.Firms), records(w.Projects))
	out := make(map[string]thematic.NodeState, len(judged))
	for _, n := range w.Chain.Nodes {
		s := judged[n.Code]
		state := thematic.NodeState{Status: string(s.Status), Note: s.Why, Enterprises: s.Enterprises, Projects: s.Leads + s.Talks + s.Landing}
		if s.Invest > 0 {
			state.Invest = fmt.Sprintf("%g亿元", float64(s.Invest)/float64(model.Yi))
		}
		out[n.Code] = state
	}
	return out
}

func records[T model.Record](of []T) []model.Record {
	out := make([]model.Record, len(of))
	for i, r := range of {
		out[i] = r
	}
	return out
}
