package model

import "slices"

// Project is an investment, from a first lead to full production. It stands on three axes at once:
// the promotion stage, the government's list, and the status with its reason.
// Fields are the union of the ledgers T1, T2, T3, T5 and T10.
type Project struct {
	Base
	English     string   `key:"en" label:"英文名称" also:"英文名" in:"基本"`
	ProjectType string   `key:"type" label:"项目类型" also:"类型|项目类别" in:"基本"`
	Promotion   YesNo    `key:"promotion" label:"招商项目" also:"是否招商项目" in:"基本"`
	Stage       Stage    `key:"stage" label:"目前阶段" also:"阶段|项目阶段|当前阶段|推进阶段" in:"阶段" opt:"keep"`
	List        List     `key:"list" label:"所在清单" also:"清单|四张清单" in:"阶段"`
	Status      Status   `key:"status" label:"状态" also:"项目状态" in:"阶段"`
	StatusWhy   string   `key:"status_reason" label:"状态原因" in:"阶段" opt:"confidential"`
	RawPhrase   string   `key:"raw_phrase" label:"原文说法" in:"阶段" opt:"confidential"`
	Chain       Link     `key:"chain" label:"所属产业链" also:"链|产业链|主导产业链" in:"产业链" to:"chain"`
	Node        NodeRef  `key:"node" label:"产业链环节" also:"环节|链条环节|所属环节" in:"产业链"`
	LinkType    LinkType `key:"link_type" label:"强链补链延链" also:"强补延|强链/补链/延链|链条类型" in:"产业链"`
	Industrial  YesNo    `key:"industrial" label:"产业类" also:"产业类(是/否)|是否产业类" in:"产业链"`
	HighTech    YesNo    `key:"high_tech" label:"高技术产业" also:"高技术产业(是/否)|是否高技术产业" in:"产业链"`

	Investor        Link   `key:"investor" label:"投资方名称" also:"投资方|投资企业|投资主体|企业名称" in:"投资方" to:"enterprise" opt:"confidential"`
	InvestorUSCC    string `key:"investor_uscc" label:"统一社会信用代码" also:"信用代码|投资方信用代码|统一信用代码" in:"投资方" opt:"uscc,confidential"`
	InvestorPlace   string `key:"investor_place" label:"投资方所在地" also:"投资方地区" in:"投资方" opt:"confidential"`
	InvestorKind    string `key:"investor_kind" label:"投资方性质" also:"企业性质" in:"投资方" opt:"confidential"`
	InvestorProfile string `key:"investor_profile" label:"投资方简介" also:"企业概况|投资方概况" in:"投资方" opt:"long,confidential"`

	Content         string   `key:"content" label:"建设内容及规模" also:"建设内容|项目建设内容|主要建设内容|项目内容|主要建设内容及规模|项目建设内容及规模|建设规模及内容|建设规模和内容|项目概况|项目简介|建设内容和规模" in:"建设" opt:"long"`
	TotalInvestment Money    `key:"total_investment" label:"计划总投资" also:"投资|总投资|计划投资|投资规模|投资额|总投资额|项目总投资|投资总额|计划投资额|项目投资|项目投资额|计划总投资额|总投资规模|拟投资额" in:"建设" unit:"亿元"`
	FixedInvestment Money    `key:"fixed_investment" label:"固定资产投资" also:"其中:固定资产投资|其中固定资产投资|固投|固定资产投资额|固投额" in:"建设" unit:"亿元"`
	LandNeed        Quantity `key:"land_need" label:"用地需求" also:"用地|用地/厂房需求|用地面积|拟用地" in:"建设" unit:"亩"`
	FloorNeed       Quantity `key:"floor_need" label:"厂房面积需求" also:"建筑面积需求|厂房需求面积" in:"建设" unit:"㎡"`
	SiteWanted      string   `key:"site_kind_need" label:"载体类型需求" also:"载体类型要求|意向载体类型" in:"建设"`
	MaxExpressway   Quantity `key:"max_expressway" label:"距高速口不超过" in:"建设" unit:"公里"`
	MaxRail         Quantity `key:"max_rail" label:"距铁路不超过" in:"建设" unit:"公里"`
	MaxStation      Quantity `key:"max_station" label:"距车站不超过" in:"建设" unit:"公里"`
	Needs           Supplies `key:"needs" label:"要素需求" also:"要素保障需求|用能需求|要素保障需求(用地/供电/供水/供热/供气/资金/能耗)|用能需求(电/水/气/热)" in:"建设" opt:"long"`
	EnvironmentNeed string   `key:"environment_need" label:"环境容量要求" in:"建设"`
	Place           Link     `key:"place" label:"拟选址" also:"选址|拟落地园区/街道|拟落地园区|落地园区|建设地点|拟落地|项目选址|建设地址|落户地点|落地地点|项目地址|落地位置|拟落户地点" in:"建设" to:"site"`
	Street          string   `key:"street" label:"所在街道" also:"街道|街镇" in:"建设"`
	Location        Location `key:"location" label:"位置" also:"坐标" in:"建设" opt:"confidential"`
	Construction    string   `key:"construction_kind" label:"建设性质" in:"建设"`
	Priority        string   `key:"priority" label:"重点级别" also:"级别(省/市/区)|重点项目级别" in:"建设"`
	FundingSource   string   `key:"funding_source" label:"资金来源" in:"建设" opt:"confidential"`
	ExpectedOutput  Money    `key:"expected_output" label:"预计年产值" in:"建设" unit:"亿元" opt:"confidential"`
	ExpectedTax     Money    `key:"expected_tax" label:"预计年税收" in:"建设" unit:"万元" opt:"confidential"`

	Method        string `key:"method" label:"招商方式" in:"来源" opt:"confidential"`
	Channel       Link   `key:"channel" label:"信息来源" also:"渠道|线索来源|项目来源" in:"来源" opt:"confidential"`
	Recommender   string `key:"recommender" label:"推荐人" also:"推荐人/单位|推荐单位|介绍企业" in:"来源" opt:"confidential"`
	FirstReporter string `key:"first_reporter" label:"首报单位" also:"首报" in:"来源" opt:"confidential"`
	LeadCode      string `key:"lead_code" label:"线索编号" in:"来源" opt:"confidential"`
	LeadDate      Date   `key:"lead_date" label:"登记日期" also:"线索登记日期" in:"来源" opt:"confidential"`
	Opinion       string `key:"opinion" label:"研判意见" in:"来源" opt:"long,confidential"`
	FollowUp      YesNo  `key:"follow_up" label:"是否跟进" in:"来源" opt:"confidential"`
	FeedbackDate  Date   `key:"feedback_date" label:"反馈日期" in:"来源" opt:"confidential"`

	FirstTalk         Date   `key:"first_talk" label:"首谈时间" also:"首次洽谈时间|首谈日期|首谈" in:"节点" opt:"confidential"`
	ExpectedSigning   Date   `key:"expected_signing" label:"预计签约时间" also:"计划签约时间|拟签约时间|计划签约日期|预计签约日期|拟签约日期" in:"节点" opt:"confidential"`
	SignDate          Date   `key:"sign_date" label:"签约时间" also:"签约日期" in:"节点"`
	SignEvent         string `key:"sign_event" label:"签约活动" also:"签约场合" in:"节点"`
	AgreementType     string `key:"agreement_type" label:"协议类型" in:"节点" opt:"confidential"`
	AgreedInvestment  Money  `key:"agreed_investment" label:"协议投资额" also:"签约额|合同额|协议额|合同投资额|协议总投资|合同总投资|协议金额|合同金额|签约金额|协议投资" in:"节点" unit:"亿元"`
	Company           Link   `key:"company" label:"项目公司名称" also:"项目公司|建设单位|公司名称|项目单位|落地公司|注册公司名称" in:"节点" to:"enterprise"`
	IsRegistered      YesNo  `key:"is_registered" label:"是否注册" in:"节点"`
	Registered        Date   `key:"registered" label:"注册时间" also:"注册日期" in:"节点"`
	RegisteredCapital Money  `key:"registered_capital" label:"注册资本" in:"节点" unit:"万元"`
	ProjectCode       string `key:"project_code" label:"项目代码" also:"立项代码|备案代码" in:"节点" opt:"confidential"`
	LandSupplied      YesNo  `key:"land_supplied" label:"是否供地" in:"节点"`
	Procedures        string `key:"procedures" label:"前期手续进展" also:"前期手续|手续办理" in:"节点" opt:"long,confidential"`
	PlannedStart      Date   `key:"planned_start" label:"计划开工时间" also:"计划开工日期|预计开工时间|预计开工日期|拟开工时间" in:"节点"`
	IsStarted         YesNo  `key:"is_started" label:"是否开工" in:"节点"`
	StartDate         Date   `key:"start_date" label:"开工时间" also:"开工日期|实际开工时间|实际开工日期" in:"节点"`
	PlannedCompletion Date   `key:"planned_completion" label:"计划竣工时间" also:"计划竣工|竣工时间|预计竣工时间|计划竣工日期|预计竣工日期|拟竣工时间" in:"节点"`
	OperationDate     Date   `key:"operation_date" label:"投产时间" also:"投产日期|实际投产时间|实际投产日期|竣工投产时间" in:"节点"`
	Fulfilment        string `key:"fulfilment" label:"履约状态" in:"节点" opt:"confidential"`
	UnfulfilledWhy    string `key:"unfulfilled_reason" label:"未履约原因" in:"节点" opt:"long,confidential"`
	VisibleProgress   string `key:"image_progress" label:"形象进度" in:"节点"`

	YearPlan      Money `key:"year_plan" label:"本年计划投资" also:"年度计划投资|今年计划投资" in:"资金" unit:"亿元"`
	YearDone      Money `key:"year_done" label:"本年完成投资" also:"今年完成投资|年度完成投资|今年累计完成投资|本年累计完成投资|今年以来完成投资" in:"资金" unit:"亿元"`
	TotalDone     Money `key:"total_done" label:"累计完成投资" also:"自开工以来累计完成投资|开工以来累计完成投资|累计投资|累计完成投资额" in:"资金" unit:"亿元"`
	IsFunded      YesNo `key:"is_funded" label:"是否到资" in:"资金" opt:"confidential"`
	DomesticFunds Money `key:"domestic_funds" label:"到位内资" also:"到资额|内资到位|到位资金|实际到位资金|到位内资额|实际到位内资" in:"资金" unit:"万元" opt:"confidential"`
	ForeignFunds  Money `key:"foreign_funds" label:"到位外资" also:"外资到位|实际利用外资|实际使用外资|实际到位外资|到账外资" in:"资金" unit:"万美元" opt:"confidential"`

	Progress        string `key:"progress" label:"目前进展" also:"洽谈进展|项目进展|进展情况|进展|最新进展|项目进展情况|当前进展|工作进展|推进情况|目前进展情况|进展|项目推进情况" in:"推进" opt:"long,confidential"`
	Problems        string `key:"problems" label:"存在问题" also:"问题|困难问题|困难和问题|存在的问题|存在问题及困难|存在困难|存在的困难和问题|存在问题和困难" in:"推进" opt:"long,confidential"`
	NextStep        string `key:"next_step" label:"下步措施" also:"下一步措施|下步打算|下步计划|下步工作|下一步工作计划|下一步计划|下一步工作|下步工作计划|下一步打算|工作打算|下一步工作打算" in:"推进" opt:"long,confidential"`
	CoordinateItems string `key:"coordinate_items" label:"需协调事项" also:"需协调解决事项|协调事项|需协调解决的问题|需协调问题|需要协调解决的问题|需要协调事项|需上级协调事项" in:"推进" opt:"long,confidential"`
	Unit            string `key:"unit" label:"责任单位" also:"承办单位|牵头单位|包保单位|招商单位|牵头部门|责任部门|落实单位|招商责任单位" in:"推进"`
	Leader          string `key:"leader" label:"责任领导" in:"推进" opt:"confidential"`
	LeadLeader      string `key:"lead_leader" label:"牵头领导" also:"包保领导|分管领导|包挂领导|挂包领导|包抓领导|联系领导" in:"推进" opt:"confidential"`
	Officer         string `key:"officer" label:"责任人" also:"经办人|跟进人|具体责任人|项目责任人|项目负责人|招商专员" in:"推进" opt:"confidential,personal"`
	Phone           string `key:"phone" label:"联系电话" also:"电话|联系方式|手机|手机号|联系人电话|手机号码|电话号码|联系人及电话" in:"推进" opt:"confidential,personal"`

	Attachments Attachments `key:"attachments" label:"附件" in:"附件" opt:"keep,confidential"`
}

// Kind implements Record.
func (*Project) Kind() Kind { return KindProject }

// gate lists what a stage asks for; reaching it without them is allowed, but said.
var gate = map[Stage][]string{
	StageLead:       {"channel", "investor"},
	StageJudged:     {"opinion", "follow_up"},
	StageTalk:       {"first_talk", "unit", "officer", "total_investment"},
	StageToSign:     {"expected_signing", "content"},
	StageSigned:     {"sign_date", "agreement_type", "agreed_investment"},
	StageRegistered: {"company", "registered", "registered_capital"},
	StageFiled:      {"project_code", "land_supplied"},
	StageStarted:    {"start_date"},
	StageBuilding:   {"year_done", "image_progress"},
	StageOperating:  {"operation_date"},
}

// GateKeys lists the fields that any stage asks for.
func GateKeys() (out []string) {
	for _, keys := range gate {
		out = append(out, keys...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Missing lists the fields that entering the stage still lacks (the soft gate: it warns, it never stops).
func (p *Project) Missing(s Stage) []*Field {
	var out []*Field
	for _, key := range gate[s] {
		if f, err := FieldOf(KindProject, key); err == nil && f.Empty(p) {
			out = append(out, f)
		}
	}
	return out
}
