package main

import (
	"strings"

	"chainatlas/model"
	"github.com/paulmach/orb"
)

// The words that projects are made up from.
var (
	nameSigns = []rune("安邦宝博昌晨诚驰川达德鼎东飞丰福富高格冠光广国海汉航昊和恒宏洪鸿华辉汇佳嘉坚建江杰金锦晶景聚钧凯康科兰朗乐力利联林隆禄绿茂美明铭宁诺鹏普启千乾勤青荣融瑞润森山尚升胜盛石世双顺思泰腾天通万旺威维伟文祥鑫信兴雄旭亚阳耀亿益盈永优裕源远跃云泽展长兆振正志中众卓")
	surnames  = strings.Split("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕", "")
	given     = strings.Split("明强伟芳华平军磊静丽敏涛超勇艳杰娟霞玲刚辉鹏飞斌波宁燕红梅文", "")
	places    = strings.Fields("济南 青岛 淄博 烟台 潍坊 泰安 临沂 北京 上海 天津 重庆 苏州 无锡 南京 杭州 宁波 合肥 武汉 长沙 广州 深圳 佛山 成都 西安 郑州 洛阳 沈阳 大连 石家庄 唐山 太原 哈尔滨")
	trades    = strings.Fields("机械 钢铁 新材料 农业 智能装备 精密制造 汽车部件 特钢 环保 新能源 食品 生物 医药 电气 自动化 物流 建材 铸造 锻造 模具 轴承 紧固件 不锈钢 氢能 仪表 软件 粉末冶金 轨道交通")
	products  = strings.Fields("精密锻件 氢能装备 余热利用 装配式构件 畜禽育种 特钢小棒 节能环保 汽车轴承 高强螺栓 不锈钢管 风电法兰 齿轮箱 工业机器人 数控机床 粉末冶金 冷轧硅钢 热处理 铝合金轮毂 电池托盘 储能系统 光伏支架 液压油缸 矿山机械 农业机械 生姜加工 桃果深加工 预制菜 中药饮片 医疗器械 耐火材料 钢渣微粉 再生资源 废钢加工 智能仓储 冷链物流 工业互联网 检验检测 模具制造 轨道扣件 石油套管 增材制造 磁性材料 特种电缆 铸造砂 工程塑料 复合材料 高温合金 冶金辊 传动轴 转向节")
	works     = strings.Fields("生产线项目 产业园项目 研发中心项目 制造基地项目 加工项目 改造项目 扩产项目 总部项目 产业化项目 示范项目 智能工厂项目 配套项目")
	chains    = strings.Fields("精品钢 汽车零部件 高端装备 新能源 新材料 现代农业 医药健康 现代物流")
	streets   = strings.Fields("颜庄街道 里辛街道 艾山街道 汶源街道 辛庄街道")
	units     = strings.Fields("投资促进中心 发展改革局 工业和信息化局 商务局 农业农村局 颜庄街道办事处 里辛街道办事处 艾山街道办事处 汶源街道办事处 开发区管委会 科学技术局 行政审批局")
	reasons   = strings.Fields("土地指标尚未落实 环评手续正在办理 资金到位较慢 用电容量不足 用气价格偏高 投资方内部决策未完成 市场价格波动较大 规划调整影响选址 配套道路未通 用工缺口较大")
	steps     = strings.Fields("已完成现场考察 双方就用地和用能交换了意见 正在编制项目方案 组织专家论证并落实选址 签订了框架协议 完成公司注册 取得备案证明 正在办理土地手续 开展施工图设计 主体厂房封顶 设备正在安装调试 完成环评批复 落实银行贷款 达成供货意向 企业负责人来访座谈 赴企业总部拜访 召开专题协调会 提交正式投资计划书 完成地勘 签订设备采购合同")
)

// placeAt is an exact place.
func placeAt(lonLat orb.Point) model.Location {
	return model.Location{Point: &lonLat, Precision: model.PlaceExact, CRS: "WGS-84"}
}

// monthOf is the month of a day, as a ledger states it.
func monthOf(d model.Day) model.Date {
	t := d.Time()
	from, _ := model.DayOf(t.Year(), int(t.Month()), 1)
	to := model.DayAt(t.AddDate(0, 1, -t.Day()))
	return model.Date{Text: t.Format("2006年1月"), From: from, To: to, Precision: model.ByMonth}
}
