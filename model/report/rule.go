package report

import (
	"fmt"

	"chainatlas/model"
)

// Rule is how the nodes of a chain are judged: the bureau's own words on the chain, else what is usual.
type Rule struct {
	StrongFrom int  // so many local 规上 firms make a node strong
	Leader     bool // a local 链主 makes it strong alone

	directory bool // a list of the local firms was imported, without which nobody can say 空白
	family    bool // the nodes are companies of a group: what counts is what they do here
}

// RuleOf is the rule of a chain.
func RuleOf(chain *model.Chain) Rule {
	r := Rule{StrongFrom: 1, Leader: chain.LeaderAlone != model.No, directory: !chain.Directory.IsZero(), family: chain.ChainKind == model.FamilyChain}
	if q := chain.StrongFrom; q.Known && q.Min >= 1 {
		r.StrongFrom = int(q.Min)
	}
	return r
}

// String says the rule in a line, as it stands beside a map.
func (r Rule) String() string {
	if r.family {
		return "强：已在本地设立企业；待补：有合作项目或列为目标；空白：台账中没有合作"
	}
	strong := fmt.Sprintf("规上企业 %d 家及以上", r.StrongFrom)
	if r.Leader {
		strong = "有链主或" + strong
	}
	return "强：" + strong + "；弱：有本地企业但未达到；待补：只有在谈、签约项目或目标企业；空白：名录中没有；未核：名录未导入或是否规上未说明"
}

// judge decides the status of a node and says why.
func (s *NodeState) judge(r Rule) {
	switch {
	case r.family:
		s.judgeMember()
	case s.Leaders > 0 && r.Leader:
		s.Status, s.Why = Strong, fmt.Sprintf("有链主企业 %d 家", s.Leaders)
	case s.AboveScale >= r.StrongFrom:
		s.Status, s.Why = Strong, fmt.Sprintf("有规上企业 %d 家", s.AboveScale)
	case s.AboveScale+s.unknownScale >= r.StrongFrom && s.unknownScale > 0:
		s.Status, s.Why = Unchecked, fmt.Sprintf("有本地企业 %d 家，其中 %d 家未说明是否规上", s.Enterprises, s.unknownScale)
	case s.unknownLocal > 0:
		s.Status, s.Why = Unchecked, fmt.Sprintf("%d 家企业未说明是否本地", s.unknownLocal)
	case s.Enterprises > 0 && s.AboveScale > 0:
		s.Status, s.Why = Weak, fmt.Sprintf("有规上企业 %d 家，未到 %d 家", s.AboveScale, r.StrongFrom)
	case s.Enterprises > 0:
		s.Status, s.Why = Weak, fmt.Sprintf("有本地企业 %d 家，无规上企业", s.Enterprises)
	case s.Talks+s.Landing+s.Targets > 0:
		s.Status, s.Why = ToFill, s.hopes(r.directory)
	case r.directory:
		s.Status, s.Why = Blank, "名录中没有本地企业，也没有在谈项目和目标企业"
	default:
		s.Status, s.Why = Unchecked, "尚未导入该产业链的企业名录"
	}
}

func (s *NodeState) hopes(directory bool) string {
	why := fmt.Sprintf("在谈项目 %d 个，签约及以后项目 %d 个，目标企业 %d 家", s.Talks, s.Landing, s.Targets)
	if directory {
		return "名录中没有本地企业；" + why
	}
	return "台账中没有本地企业，名录未导入；" + why
}

// judgeMember judges a company of a group. No directory is asked: what the group does here stands in our own ledgers.
func (s *NodeState) judgeMember() {
	switch n := len(s.Projects); {
	case s.Enterprises > 0:
		s.Status, s.Why = Strong, fmt.Sprintf("已在本地有企业 %d 家，合作项目 %d 个", s.Enterprises, n)
	case n > 0:
		s.Status, s.Why = ToFill, fmt.Sprintf("合作项目 %d 个，尚未在本地设立企业", n)
	case s.Targets > 0:
		s.Status, s.Why = ToFill, "已列为目标企业，尚无合作项目"
	default:
		s.Status, s.Why = Blank, "台账中没有与该企业的合作"
	}
}

// judgeFamily gives those who hold companies the status of what they hold, and finds the companies that have nothing here.
func judgeFamily(chain *model.Chain, nodes map[string]*NodeState) {
	for code, s := range nodes {
		held := heldBy(chain, code)
		s.Gap = len(held) == 0 && s.Status == Blank
		if len(held) == 0 || s.Status != Blank {
			continue
		}
		active := 0
		for _, h := range held {
			if m := nodes[h]; m != nil && (m.Enterprises > 0 || len(m.Projects) > 0) {
				active++
			}
		}
		if s.Why = fmt.Sprintf("下属 %d 家，均无合作", len(held)); active > 0 {
			s.Status, s.Why = ToFill, fmt.Sprintf("下属 %d 家，其中 %d 家有企业或合作项目", len(held), active)
		}
	}
}

// heldBy lists every company that a node of a family holds, however many steps below.
func heldBy(chain *model.Chain, code string) []string {
	seen := map[string]bool{code: true}
	var out []string
	for queue := []string{code}; len(queue) > 0; queue = queue[1:] {
		for _, e := range chain.Edges {
			if e.From == queue[0] && e.Kind != model.FamilySupply && !seen[e.To] {
				seen[e.To] = true
				out, queue = append(out, e.To), append(queue, e.To)
			}
		}
	}
	return out
}
