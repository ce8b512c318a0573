package model

// Enterprise is a firm, a group, a bank or an institution, here or elsewhere. It stands on chain nodes through its roles.
type Enterprise struct {
	Base
	English    string    `key:"en" label:"英文名称" also:"英文名|外文名称" in:"基本"`
	USCC       string    `key:"uscc" label:"统一社会信用代码" also:"信用代码|统一信用代码|社会信用代码" in:"基本" opt:"uscc"`
	USCCCheck  USCCCheck `key:"uscc_check" label:"信用代码校验" in:"基本" opt:"keep"`
	ShortName  string    `key:"short_name" label:"简称" also:"曾用名" in:"基本"`
	ShortEn    string    `key:"short_name_en" label:"英文简称" in:"基本"`
	FirmKind   string    `key:"firm_kind" label:"企业类别" also:"类别|企业性质" in:"基本"`
	Local      YesNo     `key:"local" label:"本地企业" also:"是否本地|本地" in:"基本"`
	Parent     Link      `key:"parent" label:"母公司" also:"上级企业|所属集团" in:"基本" to:"enterprise"`
	Place      string    `key:"place" label:"所在地" also:"总部所在地|注册地" in:"基本"`
	Street     string    `key:"street" label:"街道" also:"所在街道" in:"基本"`
	Address    string    `key:"address" label:"注册地址" also:"地址" in:"基本"`
	AddressEn  string    `key:"address_en" label:"英文地址" in:"基本"`
	Industry   Code      `key:"industry_code" label:"行业代码" also:"行业" in:"产业链"`
	Products   Words     `key:"products" label:"主导产品" also:"主要产品|产品" in:"产业链"`
	ProductsEn Words     `key:"products_en" label:"主导产品英文" in:"产业链"`
	Roles      Roles     `key:"roles" label:"产业链角色" also:"角色" in:"产业链"`
	Labels     Awards    `key:"labels" label:"企业标签" also:"标签|企业资质" in:"产业链"`
	Fact       string    `key:"fact" label:"报告所述" in:"产业链" opt:"long"`
	Profile    string    `key:"profile" label:"企业概况" also:"企业简介|简介" in:"产业链" opt:"long"`
	AboveScale YesNo     `key:"above_scale" label:"是否规上" also:"规上" in:"规模"`
	FourUp     string    `key:"four_up" label:"四上类型" also:"四上" in:"规模"`
	Staff      Quantity  `key:"staff" label:"从业人数" also:"员工人数|职工人数" in:"规模" unit:"人"`
	Output     Yearly    `key:"output" label:"产值" in:"规模" unit:"亿元"`
	Revenue    Yearly    `key:"revenue" label:"营业收入" also:"营收" in:"规模" unit:"亿元" opt:"confidential"`
	Tax        Yearly    `key:"tax" label:"税收" in:"规模" unit:"万元" opt:"confidential"`
	Contact    string    `key:"contact" label:"联系人" in:"联系" opt:"confidential,personal"`
	Phone      string    `key:"phone" label:"联系电话" also:"电话" in:"联系" opt:"confidential,personal"`
	Location   Location  `key:"location" label:"位置" also:"坐标" in:"联系" opt:"place"`

	Attachments Attachments `key:"attachments" label:"附件" in:"附件" opt:"keep,confidential"`
}

// Kind implements Record.
func (*Enterprise) Kind() Kind { return KindEnterprise }
