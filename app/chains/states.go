package chains

import (
	"fmt"

	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// statesOf says for every node how it stands and why.
func statesOf(w *work) map[string]thematic.NodeState {
	out := map[string]thematic.NodeState{}
	for _, n := range w.Chain.Nodes {
		firms, projects := w.firmsOn(n.Code), w.projectsOn(n.Code)
		state := thematic.NodeState{Enterprises: len(firms), Projects: len(projects)}
		state.Status, state.Note = w.judge(n.Code, len(firms), len(projects))
		out[n.Code] = state
	}
	return out
}

// judge is the status of a node: 强 with a leader or a firm above scale, 弱 with others, 待补 with projects or targets
// alone. An empty node is 空白 only where a directory was imported; what cannot be told is 未核.
func (w *work) judge(code string, firms, projects int) (status, why string) {
	locals := w.localsOn(code)
	unknown := 0
	for _, e := range locals {
		role, _ := e.Roles.On(w.Chain.ID, code)
		switch {
		case role.Role == model.RoleLeader:
			return thematic.Strong, "链主企业：" + e.Name
		case e.AboveScale == model.Yes:
			return thematic.Strong, "规上企业：" + e.Name
		case e.AboveScale != model.No:
			unknown++
		}
	}
	switch {
	case unknown > 0:
		return thematic.Unchecked, fmt.Sprintf("有本地企业 %d 家，其中 %d 家未说明是否规上", len(locals), unknown)
	case len(locals) > 0:
		return thematic.Weak, fmt.Sprintf("有本地企业 %d 家，均非规上", len(locals))
	case firms+projects > 0:
		return thematic.ToFill, fmt.Sprintf("尚无本地企业，仅有目标或外地企业 %d 家、项目 %d 个", firms, projects)
	case w.Chain.Directory.IsZero():
		return thematic.Unchecked, "该链尚未导入企业名录"
	case w.isGap(code):
		return thematic.Gap, "上下游已有本地企业，该环节没有"
	}
	return thematic.Gap, "该环节及上下游均无本地企业"
}
