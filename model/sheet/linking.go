package sheet

import (
	"strings"

	"chainatlas/model"
)

// chain finds a chain by what ledgers call it: 精品钢, 精品钢产业链, 精品钢链.
func (r *reader) chain(d *draft, col Column, text string) model.Link {
	if l, ok := r.findChain(text); ok {
		return l
	}
	if r.o.Existing != nil {
		d.issue(col, text, "chain.unknown", "没有名为「"+text+"」的产业链", "核对名称，或先新增该产业链", false)
	}
	return model.Link{Name: text}
}

func (r *reader) findChain(text string) (model.Link, bool) {
	for _, name := range []string{text, strings.TrimSuffix(text, "产业链"), strings.TrimSuffix(text, "链")} {
		if l, ok := r.links.Find(model.KindChain, name); ok {
			return l, true
		}
	}
	return model.Link{}, false
}

// node finds a node in the row's chain. Without any chain it must be the only one of exactly that name: 废钢 may be a
// part of several. Beside a chain that nobody knows there is nothing to look in.
func (r *reader) node(d *draft, col Column, text string) model.NodeRef {
	chain := d.chain
	if p, ok := d.row.Record.(*model.Project); ok {
		chain = p.Chain
	}
	if !chain.ID.IsZero() || chain.IsZero() {
		n, ok := r.links.FindNode(chain.ID, text)
		if ok && (!chain.IsZero() || n.Code == text || model.NormalName(n.Name) == model.NormalName(text)) {
			return n
		}
	}
	if chain.IsZero() {
		d.issue(col, text, "node.no_chain", "产业链环节「"+text+"」没有写明产业链，不能确定是哪一个环节，只记文字", "填写所属产业链，并核对环节名称", false)
	} else {
		d.issue(col, text, "node.unknown", "产业链环节「"+text+"」不在该产业链图谱中", "核对环节名称，或在图谱中新增该环节", false)
	}
	return model.NodeRef{Name: text}
}

// role makes the chain and node columns of T8 and T9 a role of the enterprise.
func (r *reader) role(d *draft) {
	e, ok := d.row.Record.(*model.Enterprise)
	if !ok || d.chain.IsZero() && d.node.IsZero() {
		return
	}
	x := model.Role{Chain: d.chain, Node: d.node}
	switch r.sheet.Template {
	case "T8":
		x.Role = model.RoleLeader
	case "T9":
		x.Role = model.RoleTarget
	}
	e.Roles = model.Roles{x}
	f, _ := model.FieldOf(model.KindEnterprise, "roles")
	d.stated = append(d.stated, f)
}

// linkInvestor finds the investor by its code. A firm of the same name with another code is another firm.
func (r *reader) linkInvestor(d *draft) {
	p, ok := d.row.Record.(*model.Project)
	if !ok || p.Investor.Name == "" || !wellFormed(p.InvestorUSCC) {
		return
	}
	investor, _ := model.FieldOf(model.KindProject, "investor")
	col := r.columnOf(investor, whole)
	if l, ok := r.links.Find(model.KindEnterprise, p.InvestorUSCC); ok {
		if !sameLink(l, p.Investor) {
			d.issue(col, p.Investor.Name, "investor.by_code", "按统一社会信用代码关联到企业「"+l.Name+"」", "核对投资方名称与代码", false)
		}
		p.Investor = l
		return
	}
	if p.Investor.ID.IsZero() {
		return
	}
	if known := r.usccOf(p.Investor.ID); wellFormed(known) && known != p.InvestorUSCC {
		d.issue(col, p.Investor.Name, "investor.other_code", "已有同名企业「"+p.Investor.Name+"」，但统一社会信用代码不同（"+known+"），没有关联", "核对代码；确为同一企业时改正代码后重新导入", false)
		p.Investor = model.Link{Name: p.Investor.Name}
	}
}

func (r *reader) usccOf(id model.ID) string {
	if x := r.firms(); x != nil && x.byID[id] != nil {
		return x.byID[id].record.(*model.Enterprise).USCC
	}
	return ""
}
