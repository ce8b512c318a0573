package main

// question is a list as somebody asks for it, in our language and in SQLite's. The order is total: ids come last.
type question struct {
	name         string
	filter, sort string
	where, order string
}

// questions ask by choice, money, date, part of a text, link and measure, alone and together. Columns that SQL asks have an
// index but for the long text, which stands in the document as any other field does.
var questions = []question{
	{"choice, by money", "阶段=在谈", "-投资", "stage = 3", "invest_min DESC, invest_max DESC"},
	{"money from", "投资>=3亿", "投资", "invest_min >= 30000000000", "invest_min NULLS LAST, invest_max NULLS LAST"},
	{"money range", "投资>=1亿 投资<=1.5亿", "-投资", "invest_min >= 10000000000 AND invest_max <= 15000000000", "invest_min DESC, invest_max DESC"},
	{"year", "签约时间=2024年", "签约时间", "signed_from >= '2024-01-01' AND signed_to <= '2024-12-31'", "signed_from NULLS LAST, signed_to NULLS LAST"},
	{"date range", "签约时间>=2023年7月 签约时间<2024年3月", "-签约时间,名称", "signed_from >= '2023-07-01' AND signed_to < '2024-03-01'", "signed_from DESC, signed_to DESC, name"},
	{"name contains", "名称~锻件", "名称", "name LIKE '%锻件%'", "name"},
	{"investor contains", "投资方~重庆", "投资方", "investor LIKE '%重庆%'", "investor NULLS LAST"},
	{"choice, place, money", "阶段=在谈|签约 街道=颜庄街道 投资>=1亿", "-签约时间,名称", "stage IN (3, 5) AND street = '颜庄街道' AND invest_min >= 10000000000", "signed_from DESC, signed_to DESC, name"},
	{"five comparisons", "阶段=在谈 链=精品钢 投资>=1亿 街道=里辛街道 名称~生产线", "名称", "stage = 3 AND chain = '精品钢' AND invest_min >= 10000000000 AND street = '里辛街道' AND name LIKE '%生产线%'", "name"},
	{"person", "责任人=王明", "名称", "officer = '王明'", "name"},
	{"status, newest first", "状态=暂停|终止", "-更新", "status IN ('暂停', '终止')", "updated DESC"},
	{"unit, by date", "责任单位=投资促进中心", "签约时间", "unit = '投资促进中心'", "signed_from NULLS LAST, signed_to NULLS LAST"},
	{"chain, by measure", "链=精品钢", "-用地", "chain = '精品钢'", "land_min DESC, land_max DESC"},
	{"measure from", "用地>=200亩", "用地", "land_min >= 200", "land_min NULLS LAST, land_max NULLS LAST"},
	{"not this place", "街道!=颜庄街道", "街道,名称", "street IS NOT '颜庄街道'", "street NULLS LAST, name"},
	{"not signed", "签约时间=未说明", "-投资", "signed_from IS NULL", "invest_min DESC, invest_max DESC"},
	{"long text contains", "目前进展~专家论证", "-投资", "EXISTS (SELECT 1 FROM document d WHERE d.n = record.n AND d.body ->> '$.progress' LIKE '%专家论证%')", "invest_min DESC, invest_max DESC"},
	{"all by name", "", "名称", "", "name"},
	{"all by money", "", "-投资", "", "invest_min DESC, invest_max DESC"},
	{"all by date", "", "签约时间", "", "signed_from NULLS LAST, signed_to NULLS LAST"},
}

// sql is the question as a statement that selects the columns; ids grow with n.
func (q question) sql(columns string) string {
	text := "SELECT " + columns + " FROM record"
	if q.where != "" {
		text += " WHERE " + q.where
	}
	return text + " ORDER BY " + q.order + ", n"
}

// count is how many answer, as a statement.
func (q question) count() string {
	if q.where == "" {
		return "SELECT count(*) FROM record"
	}
	return "SELECT count(*) FROM record WHERE " + q.where
}
