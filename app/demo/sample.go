package demo

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// sampleHead is the head of ledger T1, as far as the sample goes.
var sampleHead = []any{"序号", "项目名称", "项目类型", "所属产业链", "产业链环节", "强链补链延链", "投资方名称", "投资方所在地", "建设内容及规模",
	"计划总投资（亿元）", "其中：固定资产投资（亿元）", "用地需求（亩）", "目前阶段", "首谈时间", "签约时间", "责任单位", "目前进展", "备注"}

// sampleRows are twelve invented projects with the dirt that real ledgers have; a row of one cell heads a group.
var sampleRows = [][]any{
	{"一、精品钢产业链"},
	{1, "示例甲公司紧固件项目", "产业", "精品钢", "紧固件", "延链", "示例甲公司", "长三角地区", "虚构：紧固件生产线", "5亿元", "3.2", "30亩", "在谈", "2024.1.17", "", "示例责任单位一", "已实地考察", Notice},
	{2, "示例乙公司热处理项目", "产业", "精品钢", "", "补链", "示例乙公司", "省内其他市", "虚构：热处理车间", "约3-5亿", "/", 20, "洽谈中", "2024/3/5", "-", "", "比选厂房", Notice},
	{4, "示例丙公司法兰锻件项目", "产业", "精品钢", "锻件", "延链", "示例丙公司", "京津冀地区", "虚构：法兰锻件", "２０００万", "１５００万", "无", "已签约", "2023年11月", 45308, "", "办理注册", Notice},
	{5, "示例丁公司 钢材加工配送项目 ", "产业", "精品钢", "钢材加工配送", "强链", "示例丁公司", "市内其他区", "虚构：剪切配送", "1,200万元", "800万元", "15", "在建", "2023-06-01", "2023.9.8", "示例责任单位二", "主体施工", Notice},
	{"小计", "", "", "", "", "", "", "", "", "10.7"},
	{},
	{"二、高端装备智造"},
	{6, "示例戊公司齿轮项目", "产业", "高端装备智造（精密锻件）", "齿轮", "延链", "示例戊公司", "长三角地区", "虚构：齿轮加工", "待定", "", "约50-80亩", "在谈", "一季度", "", "示例责任单位三", "首次对接", Notice},
	{7, "示例己公司模具项目", "产业", "高端装备智造（精密锻件）", "模具", "补链", "示例己公司", "珠三角地区", "虚构：模具制造", "2.5", "2", "25", "拟签", "2024年2月下旬", "", "示例责任单位三", "协议会商", Notice},
	{8, "示例庚公司轴承项目", "产业", "高端装备智造（精密锻件）", "轴承", "延链", "示例庚公司", "中部地区", "虚构：轴承套圈", "500万美元", "", "10", "注册", "2023/12/1", "2024/4/20", "示例责任单位四", "已注册", Notice},
	{9, "示例辛公司热模锻项目", "产业", "高端装备智造（精密锻件）", "热模锻", "强链", "示例辛公司", "西部地区", "虚构：热模锻线", "6", "4.5", "60", "开工建设", "2023年3月", "2023年8月15日", "示例责任单位四", "土建施工", Notice},
	{"三、节能环保"},
	{10, "示例壬公司水处理装备项目", "产业", "节能环保", "水处理装备", "补链", "示例壬公司", "省内其他市", "虚构：水处理装备", "abc3亿多吧", "", "30", "在谈", "2024-05-06", "", "示例责任单位五", "交换资料", Notice},
	{11, "示例癸公司固废资源化项目", "产业", "节能环保", "固废资源化", "延链", "示例癸公司", "省内其他市", "虚构：固废资源化", "1.8", "1.1", "40", "在谈中间", "2024.13.2", "", "示例责任单位五", "测算环境容量", Notice},
	{12, "示例甲甲公司环境监测项目", "产业", "节能环保", "环境监测", "补链", "示例甲甲公司", "京津冀地区", "虚构：监测仪器组装", "0.6", "0.3", "—", "在谈", "2024/6/18", "", "示例责任单位六", "约定会谈", Notice},
	{13, "示例甲乙公司风机项目", "产业", "节能环保", "风机", "补链", "示例甲乙公司", "长三角地区", "虚构：风机装配", "1.2", "0.8", "12", "在谈", "2024年7月", "", "示例责任单位六", "考察载体", Notice},
	{"合计", "", "", "", "", "", "", "", "", "31.9"},
	{"填报人：        审核人：        联系电话："},
}

// SampleLedger writes an Excel ledger of twelve invented projects that is as untidy as real ones: title and unit rows,
// group headings, sums, merged cells, full-width digits, three ways to write a date, two rows that cannot be read.
func SampleLedger(w io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	sheet := "总台账"
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return fmt.Errorf("write sample ledger: %w", err)
	}
	rows := append([][]any{{"招商引资项目台账（2024年，" + Notice + "）"}, {}, append(sampleHead, "虚构")}, sampleRows...)
	for i, row := range rows {
		if len(row) == len(sampleHead) {
			row = append(row, "是")
		}
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
			return fmt.Errorf("write sample ledger row %d: %w", i+1, err)
		}
	}
	if err := dress(f, sheet); err != nil {
		return fmt.Errorf("write sample ledger: %w", err)
	}
	return f.Write(w)
}

// dress merges what people merge and writes the unit where they write it.
func dress(f *excelize.File, sheet string) error {
	if err := f.SetCellStr(sheet, "R2", "单位：亿元"); err != nil {
		return err
	}
	for _, m := range [][2]string{{"A1", "R1"}, {"A4", "R4"}, {"P5", "P7"}} {
		if err := f.MergeCell(sheet, m[0], m[1]); err != nil {
			return err
		}
	}
	return f.SetColWidth(sheet, "B", "R", 16)
}
