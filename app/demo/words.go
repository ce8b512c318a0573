package demo

import (
	"strings"
	"unicode/utf8"
)

// stems number invented firms as contracts number parties: 甲, 乙 … 癸, 甲甲, 甲乙 …
var stems = []rune("甲乙丙丁戊己庚辛壬癸")

// stem is the n-th name, counted from 0.
func stem(n int) string {
	var out []rune
	for n++; n > 0; n /= len(stems) {
		n--
		out = append([]rune{stems[n%len(stems)]}, out...)
	}
	return string(out)
}

// product is the first word of a node's name that says enough: 热模锻 of 热模锻/温锻/冷锻, 矿山机械 of 工程/矿山机械.
func product(node string) string {
	first, rest, ok := strings.Cut(node, "/")
	if ok && utf8.RuneCountInString(first) <= 2 {
		return product(rest)
	}
	if i := strings.IndexAny(first, "（(·：:"); i > 0 {
		return first[:i]
	}
	return first
}

// What an invented row may say. Places are provinces and cities, never an address.
var (
	regions   = []string{"江苏省", "北京市", "广东省", "山东省青岛市", "山东省济南市", "河南省", "陕西省"}
	firmKinds = []string{"民营企业", "民营企业", "民营企业", "国有企业", "外资企业", "上市公司"}
	methods   = []string{"产业链招商", "以商招商", "驻点招商", "展会招商", "商会招商", "小分队招商"}
	channels  = []string{"示例商会", "示例协会", "示例企业推荐", "示例展会", "示例驻点"}
	units     = []string{"示例责任单位一", "示例责任单位二", "示例责任单位三", "示例责任单位四", "示例责任单位五", "示例责任单位六", "示例责任单位七", "示例责任单位八"}
	linkTypes = []string{"强链", "补链", "补链", "延链", "延链"}
	talks     = []string{"已交换项目资料，约定下次会谈", "投资方已实地考察载体", "正在比选地块与厂房", "正在测算用能与环境容量", "双方商讨投资协议条款", "首次对接，双方介绍情况"}
	works     = []string{"手续办理中", "施工准备中", "主体施工", "设备安装", "试生产", "生产稳定"}
	troubles  = []string{"", "", "", "供电容量待落实", "用地指标待落实", "投资方内部决策较慢", "环评手续需协调"}
	nexts     = []string{"推进协议文本会商", "组织专题会研究", "加快前期手续", "落实要素保障", "安排回访"}
)
