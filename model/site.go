package model

// Site is a place where a project can land: idle land, a standard factory, a park, a building.
// Fields are those of the ledgers T6 and T7.
type Site struct {
	Base
	English      string   `key:"en" label:"英文名称" also:"英文名" in:"基本"`
	SiteKind     string   `key:"site_kind" label:"载体类型" also:"类型|载体类别" in:"基本"`
	Code         string   `key:"code" label:"地块编号" also:"编号|地块代码" in:"基本"`
	Park         Link     `key:"park" label:"园区名称" also:"园区|所属园区" in:"基本" to:"site"`
	Building     string   `key:"building" label:"楼栋/车间" also:"楼栋|车间|厂房名称|楼号|厂房编号|楼栋|车间" in:"基本"`
	Street       string   `key:"street" label:"所在街道/园区" also:"街道|所在街道|街道/园区|所属街道|所属街道(园区)|镇街|所属镇街|街道(园区)|所在镇街" in:"基本"`
	Address      string   `key:"address" label:"地址" also:"坐落|地块位置|位置描述|详细地址|具体位置" in:"基本"`
	AddressEn    string   `key:"address_en" label:"英文地址" in:"基本"`
	Bounds       string   `key:"bounds" label:"四至范围" also:"四至" in:"基本" opt:"confidential"`
	Fact         string   `key:"fact" label:"报告所述" in:"基本" opt:"long"`
	Area         Quantity `key:"area" label:"面积" also:"用地面积|占地面积|土地面积|地块面积|净用地面积|占地" in:"指标" unit:"亩"`
	FloorArea    Quantity `key:"floor_area" label:"总建筑面积" also:"建筑面积|厂房面积|厂房建筑面积" in:"指标" unit:"㎡"`
	FreeArea     Quantity `key:"available_area" label:"可用面积" also:"可租面积|空置面积|闲置面积|空置建筑面积" in:"指标" unit:"㎡"`
	LandUse      Code     `key:"land_use" label:"规划用途" also:"用地性质|规划用地性质|土地用途|规划性质|规划用地" in:"指标"`
	LandNature   string   `key:"land_nature" label:"土地性质" in:"指标"`
	Ownership    string   `key:"ownership" label:"权属单位" also:"产权单位|权属|产权人|所有权人|业主单位|业主" in:"指标" opt:"confidential"`
	SupplyStatus string   `key:"supply_status" label:"供应状态" also:"现状|状态|盘活状态" in:"指标"`
	IdleWhy      string   `key:"idle_reason" label:"闲置原因" in:"指标" opt:"confidential"`
	PlotRatio    string   `key:"plot_ratio" label:"容积率" in:"指标"`
	Density      string   `key:"density" label:"建筑密度" in:"指标"`
	Intensity    Quantity `key:"intensity" label:"投资强度" in:"指标" unit:"万元/亩"`
	TaxPerMu     Quantity `key:"tax_per_mu" label:"亩均税收要求" also:"亩均税收" in:"指标" unit:"万元/亩"`
	Supplies     Supplies `key:"supplies" label:"要素供给" also:"配套" in:"配套" opt:"long"`
	Road         string   `key:"road" label:"道路" in:"配套"`
	ToExpressway Quantity `key:"to_expressway" label:"距高速口" in:"配套" unit:"公里"`
	ToRail       Quantity `key:"to_rail" label:"距铁路" in:"配套" unit:"公里"`
	ToStation    Quantity `key:"to_station" label:"距车站" also:"距火车站|距高铁站|距客运站" in:"配套" unit:"公里"`
	Built        string   `key:"built" label:"建成年份" in:"厂房"`
	Floors       string   `key:"floors" label:"层数" in:"厂房"`
	Span         string   `key:"span" label:"柱距/跨度" also:"柱距|跨度" in:"厂房"`
	FireClass    string   `key:"fire_class" label:"消防等级" in:"厂房"`
	Allowed      string   `key:"allowed_industries" label:"环评适用行业" in:"厂房"`
	Suits        Words    `key:"suits" label:"适合产业链" also:"适宜产业|产业定位|主导产业|适合产业" in:"指标"`
	LeaseMode    string   `key:"lease_mode" label:"租售方式" in:"价格"`
	Price        Quantity `key:"price" label:"参考地价" also:"地价" in:"价格" unit:"万元/亩" opt:"confidential"`
	Rent         Quantity `key:"rent" label:"租金" in:"价格" unit:"元/㎡·月" opt:"confidential"`
	SalePrice    Quantity `key:"sale_price" label:"售价" in:"价格" unit:"元/㎡" opt:"confidential"`
	Available    Date     `key:"available" label:"可用时间" in:"价格"`
	Contact      string   `key:"contact" label:"联系人" in:"联系" opt:"confidential,personal"`
	Phone        string   `key:"phone" label:"联系电话" also:"电话|联系方式|手机|手机号" in:"联系" opt:"confidential,personal"`
	Location     Location `key:"location" label:"位置" also:"坐标" in:"联系" opt:"place"`

	Photos      Attachments `key:"photos" label:"照片" in:"附件" opt:"keep,confidential"`
	Attachments Attachments `key:"attachments" label:"附件" in:"附件" opt:"keep,confidential"`
}

// Kind implements Record.
func (*Site) Kind() Kind { return KindSite }
