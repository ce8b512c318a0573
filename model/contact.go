package model

// Contact is a person whom the bureau talks to. All of it is personal data.
type Contact struct {
	Base
	Organisation Link   `key:"organisation" label:"所属单位" also:"单位|企业" in:"基本" to:"enterprise" opt:"confidential"`
	Title        string `key:"title" label:"职务" in:"基本" opt:"confidential,personal"`
	Phone        string `key:"phone" label:"联系电话" also:"电话|手机" in:"基本" opt:"confidential,personal"`
	Email        string `key:"email" label:"邮箱" in:"基本" opt:"confidential,personal"`
	Channel      string `key:"channel" label:"渠道" in:"基本" opt:"confidential"`
}

// Kind implements Record.
func (*Contact) Kind() Kind { return KindContact }

// Visit is a promotion trip (外出) or a reception (来访).
type Visit struct {
	Base
	VisitKind   string `key:"visit_kind" label:"活动类型" also:"类型" in:"基本"`
	From        Date   `key:"from" label:"出发日期" also:"日期|开始日期" in:"基本" opt:"confidential"`
	To          Date   `key:"to" label:"返回日期" also:"结束日期" in:"基本" opt:"confidential"`
	Destination string `key:"destination" label:"目的地" also:"目的地(省市)" in:"基本" opt:"confidential"`
	Leader      string `key:"leader" label:"带队领导" also:"接待领导" in:"基本" opt:"confidential"`
	Unit        string `key:"unit" label:"组织单位" in:"基本" opt:"confidential"`
	Hosts       Words  `key:"hosts" label:"拜访企业/机构" also:"拜访企业|来访单位" in:"内容" opt:"confidential"`
	Talk        string `key:"talk" label:"洽谈内容" also:"意向内容" in:"内容" opt:"long,confidential"`
	Outcome     string `key:"outcome" label:"成果" also:"跟进结果" in:"内容" opt:"long,confidential"`
	NextStep    string `key:"next_step" label:"下步跟进" in:"内容" opt:"long,confidential"`
	Officer     string `key:"officer" label:"跟进人" also:"后续责任人" in:"内容" opt:"confidential,personal"`

	Attachments Attachments `key:"attachments" label:"附件" in:"附件" opt:"keep,confidential"`
}

// Kind implements Record.
func (*Visit) Kind() Kind { return KindVisit }

// Figure is a number that somebody outside this ledger stated: a reported figure (通报数) or a target (目标).
// It is never computed and never overwritten by what the ledger gives; both are shown side by side.
type Figure struct {
	Base
	FigureKind Kind     // KindReported or KindTarget
	Figure     string   `key:"figure" label:"指标" also:"指标代码" in:"基本"`
	Year       int      `key:"year" label:"年度" also:"年份" in:"基本"`
	Value      Quantity `key:"value" label:"数值" also:"值" in:"基本"`
	Rank       string   `key:"rank" label:"排名" in:"基本"`
	Chain      Link     `key:"chain" label:"所属产业链" also:"链|产业链" in:"基本" to:"chain"` // whose figure it is; zero for the whole
}

// Kind implements Record.
func (f *Figure) Kind() Kind { return f.FigureKind }
