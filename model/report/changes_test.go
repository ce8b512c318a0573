package report

import (
	"slices"
	"testing"

	"chainatlas/model"
)

func TestWhatChangedOnAChainIsTold(t *testing.T) {
	steel, _, firms := twoChains()
	mover := onChain(firm("搬家厂", model.Yes, model.No, "S4", model.RoleSupporter), steel)
	leaver := onChain(firm("离开厂", model.Yes, model.No, "S5", model.RoleSupporter), steel)
	on := func(name string, stage model.Stage) *model.Project {
		p := project(name, stage, func(p *model.Project) {
			p.Chain, p.Node = model.LinkTo(steel), model.NodeRef{Code: "S2", Name: "空分"}
		})
		p.ID = model.FixedID(model.KindProject, name)
		return p
	}
	moved, ended := on("推进", model.StageTalk), on("终止", model.StageSigned)
	before := Standing{steel, append(firms[:3:3], mover, leaver), []*model.Project{moved, ended, on("不动", model.StageTalk)}}

	mover2 := model.Clone(mover).(*model.Enterprise)
	mover2.Roles[0].Node.Code = "S3"
	moved2, ended2 := model.Clone(moved).(*model.Project), model.Clone(ended).(*model.Project)
	moved2.Stage, ended2.Status = model.StageSigned, model.Ended
	newcomer := onChain(firm("气体厂", model.Yes, model.Yes, "S2", model.RoleKey), steel)
	now := Standing{steel, append(firms[:3:3], mover2, newcomer), []*model.Project{moved2, ended2, on("不动", model.StageTalk), on("新项目", model.StageLead)}}

	var got []string
	for _, c := range Changes(before, now) {
		got = append(got, string(c.Change)+" "+c.Name+" "+c.Turn())
	}
	want := []string{
		"node_status 空分 待补 → 强", "node_status 棒材 空白 → 弱", "node_status 废钢 弱 → 空白", "node_status 检测 弱 → 空白",
		"member_added 气体厂 — → S2（重点）", "member_moved 搬家厂 S4（配套） → S3（配套）", "member_gone 离开厂 S5（配套） → —",
		"project_added 新项目 — → 线索", "project_stage 推进 在谈 → 签约", "project_ended 终止 签约 → 终止",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
	if same := Changes(now, now); len(same) != 0 || ChangesSummary(same) != "没有变化" {
		t.Errorf("nothing happened: %+v", same)
	}
	for _, c := range Changes(Standing{}, now) {
		if c.Change != MemberAdded && c.Change != ProjectAdded {
			t.Errorf("on a chain that is new: %+v", c)
		}
	}
}
