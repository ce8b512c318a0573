package sheet

import (
	"strings"
	"sync"

	"chainatlas/model"
)

// Template is a form of ledger that the bureau uses.
type Template struct {
	Code    string     // T1 … T14
	Name    string     // 招商引资项目台账 …
	Kind    model.Kind // "" for a form whose records this version does not keep
	Headers []string
	words   []string // of titles and sheet names that speak for the form
}

var templates = []Template{
	{"T1", "招商引资项目台账（总台账）", model.KindProject, cut("序号|项目名称|项目类型|所属产业链|产业链环节|强链补链延链|投资方名称|统一社会信用代码|投资方所在地|投资方性质|" +
		"建设内容及规模|计划总投资（亿元）|其中：固定资产投资（亿元）|用地需求（亩）|拟选址|招商方式|信息来源|首报单位|" +
		"首谈时间|目前阶段|签约时间|协议投资额（亿元）|项目公司名称|注册时间|注册资本（万元）|项目代码|开工时间|" +
		"计划竣工时间|投产时间|本年计划投资（亿元）|本年完成投资（亿元）|累计完成投资（亿元）|到位内资（万元）|" +
		"到位外资（万美元）|目前进展|存在问题|下步措施|责任单位|责任领导|责任人|联系电话|备注"), cut("总台账|招商引资项目台账|招商引资项目")},
	{"T2", "在谈项目统计表", model.KindProject, cut("序号|项目名称|投资方|投资方简介|项目建设内容|计划投资（亿元）|所属产业链|洽谈进展|拟落地园区/街道|需协调事项|" +
		"预计签约时间|牵头领导|责任单位|责任人|更新日期"), cut("在谈")},
	{"T3", "线索登记表", model.KindProject, cut("登记日期|线索编号|线索来源|推荐人/单位|企业名称|企业概况|拟投资项目|投资规模（亿元）|用地/厂房需求|" +
		"用能需求（电/水/气/热）|环境容量要求|预计年产值（亿元）|预计年税收（万元）|研判意见|是否跟进|承办单位|" +
		"反馈日期|备注"), cut("线索")},
	{"T4", "外出招商登记表", model.KindVisit, cut("序号|出发日期|返回日期|目的地（省市）|带队领导|职务|随行人员|组织单位|拜访企业/机构|对接人及职务|洽谈内容|" +
		"项目线索|成果|下步跟进|跟进人|备注"), cut("外出")},
	{"T5", "签约项目跟踪表(履约)", model.KindProject, cut("序号|签约日期|签约活动|项目名称|投资方|协议类型|协议投资额（亿元）|是否注册|注册日期|是否到资|到资额（万元）|" +
		"是否供地|是否开工|开工日期|履约状态|未履约原因|包保领导|责任单位"), cut("签约项目|履约")},
	{"T6", "落地载体（闲置用地）台账", model.KindSite, cut("序号|地块编号|地块名称|所在街道/园区|四至范围|面积（亩）|规划用途|土地性质|权属单位|供应状态|闲置原因|" +
		"容积率|建筑密度|投资强度（万元/亩）|亩均税收要求（万元/亩）|供电（kVA/回路）|供水（吨/日）|" +
		"供热（吨/小时）|供气（立方米/日）|排污|道路|距高速口（公里）|距铁路（公里）|可用时间|参考地价（万元/亩）|" +
		"经度|纬度|坐标系|联系人|联系电话|备注"), cut("闲置用地|载体|地块|土地")},
	{"T7", "标准化厂房/闲置厂房台账", model.KindSite, cut("序号|园区名称|楼栋/车间|地址|产权单位|建成年份|占地面积（亩）|总建筑面积（㎡）|可用面积（㎡）|层数|" +
		"层高（米）|柱距/跨度（米）|承重（吨/㎡）|行车（吨×台）|配电容量（kVA）|供水|供热|供气|消防等级|" +
		"环评适用行业|租售方式|租金（元/㎡·月）|售价（元/㎡）|现状|经度|纬度|坐标系|联系人|联系电话|更新日期"), cut("厂房")},
	{"T8", "链主企业清单", model.KindEnterprise, cut("序号|产业链|环节|企业名称|统一社会信用代码|所在地|行业代码|主导产品|2023年产值（亿元）|营业收入（亿元）|" +
		"税收（万元）|企业标签|企业链长|本地配套率（%）|上游采购需求|下游客户|以商招商线索|联系人"), cut("链主")},
	{"T9", "目标企业清单", model.KindEnterprise, cut("序号|产业链|缺失环节|目标企业|统一社会信用代码|总部所在地|企业规模|主导产品|上市/500强|近三年投资布局|" +
		"与本地链主关系|对接渠道（商会/以商招商/中介）|对接状态|优先级（A/B/C）|责任单位|责任人"), cut("目标企业")},
	{"T10", "重点项目四张清单", model.KindProject, cut("序号|项目名称|项目代码|建设单位|建设性质|建设地点|建设内容及规模|总投资（亿元）|年度计划投资（亿元）|资金来源|" +
		"产业类(是/否)|高技术产业(是/否)|级别（省/市/区）|前期手续进展|" +
		"要素保障需求（用地/供电/供水/供热/供气/资金/能耗）|计划开工时间|实际开工时间|计划竣工时间|实际投产时间|" +
		"形象进度|责任单位|包保领导|存在问题"), cut("重点项目|谋划清单|储备清单|开工清单|投产清单")},
	{"T11", "到位资金月报", "", cut("月份|项目名称|项目公司|投资方|资金来源地|币种|本月到位|本年累计到位|凭证类型（验资/银行进账/外汇业务登记）|" +
		"凭证日期|折人民币（万元）|汇率|审核状态"), cut("到位资金")},
	{"T12", "企业诉求/督办台账", "", cut("编号|提出日期|企业名称|诉求类别（用地/资金/用工/手续/要素/政策/其他）|诉求内容|交办单位|责任人|办理时限|" +
		"办理情况|办结日期|满意度|是否销号"), cut("诉求|督办")},
	{"T13", "领导走访/客商来访登记表", model.KindVisit, cut("日期|来访单位|来访人及职务|人数|接待领导|考察路线|关注产业|意向内容|后续责任人|跟进结果"), cut("来访|走访")},
	{"T14", "规上企业名录", model.KindEnterprise, cut("序号|企业名称|统一社会信用代码|行业代码|行业名称|注册地址|街道|主要产品|从业人数|2023年产值|" +
		"2023年营收|是否规上|四上类型|企业标签"), cut("规上|名录")},
}

func cut(s string) []string { return strings.Split(s, "|") }

// Templates lists the forms that can be read and written.
func Templates() []Template {
	var out []Template
	for _, t := range templates {
		if t.Kind != "" {
			out = append(out, t)
		}
	}
	return out
}

// TemplateFor is the form in which a kind is written when nobody asks for another, "" when the kind has none.
func TemplateFor(k model.Kind) string {
	return map[model.Kind]string{model.KindProject: "T1", model.KindEnterprise: "T14", model.KindSite: "T6", model.KindVisit: "T4"}[k]
}

func templateOf(code string) (*Template, bool) {
	for i := range templates {
		if strings.EqualFold(templates[i].Code, code) {
			return &templates[i], true
		}
	}
	return nil, false
}

// formSet holds the plain headers of each form.
var formSet = sync.OnceValue(func() map[string]map[string]bool {
	out := make(map[string]map[string]bool)
	for _, t := range templates {
		out[t.Code] = make(map[string]bool)
		for _, h := range t.Headers {
			for _, form := range headerForms(plainHeader(h)) {
				out[t.Code][form] = form != ""
			}
		}
	}
	return out
})
