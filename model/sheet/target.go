package sheet

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"chainatlas/model"
)

// part says which part of a field a column holds.
type part uint8

const (
	whole      part = iota
	ignored         // 序号
	idPart          // the record's id
	supply          // one utility of supplies or needs
	lonPart         // 经度
	latPart         // 纬度
	crsPart         // 坐标系
	yearPart        // one year of an amount
	chainRole       // the chain of an enterprise's role
	nodeRole        // its node
	codeText        // the words beside a code
	levelsPart      // the levels of single fields
	reasonPart      // why a row of the list of problems was not imported
)

// target is what a column fills.
type target struct {
	field *model.Field
	part  part
	what  string // the utility
	year  int
	unit  string // of the header, "" when it names none
}

// key is the target's name in results and mappings: a field's key, or key.part.
func (t *target) key() string {
	switch t.part {
	case ignored, reasonPart:
		return ""
	case idPart:
		return "id"
	case levelsPart:
		return "levels"
	case supply:
		return t.field.Key + "." + t.what
	case lonPart:
		return t.field.Key + ".x"
	case latPart:
		return t.field.Key + ".y"
	case crsPart:
		return t.field.Key + ".crs"
	case yearPart:
		return t.field.Key + "." + itoa(t.year)
	case chainRole:
		return t.field.Key + ".chain"
	case nodeRole:
		return t.field.Key + ".node"
	case codeText:
		return t.field.Key + ".text"
	}
	return t.field.Key
}

// fieldIndex answers a header's plain form at once; model.FieldOf goes through all labels.
var fieldIndex = sync.OnceValue(func() map[model.Kind]map[string]target {
	out := make(map[model.Kind]map[string]target)
	for _, k := range model.Kinds() {
		out[k] = indexKind(k)
	}
	return out
})

func indexKind(k model.Kind) map[string]target {
	m := make(map[string]target)
	add := func(t target, names ...string) {
		for _, n := range names {
			if _, ok := m[plainHeader(n)]; !ok && n != "" {
				m[plainHeader(n)] = t
			}
		}
	}
	for _, f := range model.FieldsOf(k) {
		if writable(f) {
			add(target{field: f}, f.Key, f.Label)
		}
	}
	special(k, add)
	for _, f := range model.FieldsOf(k) {
		if writable(f) {
			add(target{field: f}, f.Also...)
		}
	}
	add(target{part: ignored}, "序号", "编号", "no", "no.", "№", "顺序号", "顺号", "原行号")
	add(target{part: reasonPart}, reasonHeader)
	if f, err := model.FieldOf(k, "levels"); err == nil {
		add(target{field: f, part: levelsPart}, levelsHeader)
	}
	add(target{part: idPart}, "id", "系统编号", "记录编号")
	return m
}

// Target is something that a column can fill.
type Target struct{ Key, Label string }

// Targets lists what the columns of a kind's ledger can fill, in the order of the form; the parts of a field follow it.
func Targets(k model.Kind) []Target {
	parts := make(map[string][]Target)
	for form, t := range fieldIndex()[k] {
		if t.field != nil && t.part != whole && t.key() == form {
			parts[t.field.Key] = append(parts[t.field.Key], Target{form, t.label()})
		}
	}
	id := target{part: idPart}
	out := []Target{{id.key(), id.label()}}
	for _, f := range model.FieldsOf(k) {
		if writable(f) {
			out = append(out, Target{f.Key, f.Label})
		}
		slices.SortFunc(parts[f.Key], func(a, b Target) int { return strings.Compare(a.Key, b.Key) })
		out = append(out, parts[f.Key]...)
	}
	return out
}

// label is what a person calls the target.
func (t *target) label() string {
	switch t.part {
	case ignored, reasonPart:
		return ""
	case idPart:
		return "系统编号"
	case levelsPart:
		return levelsHeader
	case whole:
		return t.field.Label
	case supply:
		return t.field.Label + "：" + model.UtilityName(t.what)
	case yearPart:
		return fmt.Sprintf("%d年%s", t.year, t.field.Label)
	}
	return t.field.Label + "：" + map[part]string{lonPart: "经度", latPart: "纬度", crsPart: "坐标系", chainRole: "产业链", nodeRole: "环节", codeText: "名称"}[t.part]
}

// writable leaves out what only the program's own actions set. Stage and 虚构 come with ledgers.
func writable(f *model.Field) bool { return !f.Keep || f.Key == "stage" || f.Key == "fictional" }

// special adds the columns that fill only part of a field.
func special(k model.Kind, add func(target, ...string)) {
	if f, err := model.FieldOf(k, "location"); err == nil {
		add(target{field: f, part: lonPart}, "location.x", "经度", "东经", "lon", "lng", "x坐标")
		add(target{field: f, part: latPart}, "location.y", "纬度", "北纬", "lat", "y坐标")
		add(target{field: f, part: crsPart}, "location.crs", "坐标系", "坐标系统", "crs")
	}
	switch k {
	case model.KindSite:
		f, _ := model.FieldOf(k, "supplies")
		for what, names := range siteSupplies {
			t := target{field: f, part: supply, what: what}
			add(t, append([]string{t.key()}, names...)...)
		}
	case model.KindEnterprise:
		roles, _ := model.FieldOf(k, "roles")
		add(target{field: roles, part: chainRole}, "roles.chain", "产业链", "所属产业链", "链")
		add(target{field: roles, part: nodeRole}, "roles.node", "环节", "缺失环节", "产业链环节", "所属环节")
		code, _ := model.FieldOf(k, "industry_code")
		add(target{field: code, part: codeText}, "industry_code.text", "行业名称")
		name, _ := model.FieldOf(k, "name")
		add(target{field: name}, "目标企业", "链主企业")
		labels, _ := model.FieldOf(k, "labels")
		add(target{field: labels}, "上市/500强")
	}
}

var siteSupplies = map[string][]string{
	model.Power: {"供电", "配电容量", "供电容量", "用电", "变压器容量", "供电能力", "电力"}, model.Water: {"供水", "给水", "供水能力"}, model.Heat: {"供热", "供汽", "供蒸汽", "蒸汽", "供热能力"},
	model.Gas: {"供气", "燃气", "天然气"}, model.Discharge: {"排污", "排水", "污水"}, model.FloorLoad: {"承重", "荷载", "楼面荷载"},
	model.Crane: {"行车", "行吊"}, model.Height: {"层高", "净高"},
}

var (
	brackets   = regexp.MustCompile(`\(([^()]*)\)`)
	unitTail   = regexp.MustCompile(`[/,:、]?(?:单位:)?(亿元|万元|万美元|亿美元|亩|㎡|平方米)$`)
	yearedHead = regexp.MustCompile(`^((?:19|20)[0-9]{2})年度?(.+)$`)
	markTail   = strings.NewReplacer("*", "", "※", "", "(必填)", "", "(选填)", "")
)

// squareToRound makes 总投资【亿元】 and 总投资[亿元] what they mean.
var squareToRound = strings.NewReplacer("【", "(", "】", ")", "[", "(", "]", ")", "〔", "(", "〕", ")")

// plainHeader makes headers comparable: half-width, lower case, no blanks and stars.
func plainHeader(s string) string {
	return strings.TrimRight(markTail.Replace(squareToRound.Replace(strings.ToLower(squeeze(s)))), ":")
}

// resolve finds what a header of a kind means: 其中：固定资产投资（亿元）, 2023年产值（亿元）, 供电（kVA/回路）.
func resolve(k model.Kind, header string) (target, bool) {
	plain := plainHeader(header)
	if plain == "" {
		return target{}, false
	}
	unit := headerUnit(plain)
	for _, form := range headerForms(plain) {
		if t, ok := lookUp(k, form); ok {
			t.unit = unit
			return t, true
		}
	}
	return target{}, false
}

// headerForms lists the forms to try, the fullest first.
func headerForms(plain string) []string {
	bare := brackets.ReplaceAllString(plain, "")
	forms := []string{plain, bare, unitTail.ReplaceAllString(bare, "")}
	for _, f := range forms[:3] {
		if after, ok := strings.CutPrefix(f, "其中"); ok {
			forms = append(forms, strings.TrimLeft(after, ":,、"))
		}
	}
	return forms
}

func lookUp(k model.Kind, form string) (target, bool) {
	index := fieldIndex()[k]
	if t, ok := index[form]; ok {
		return t, true
	}
	m := yearedHead.FindStringSubmatch(form)
	if m == nil {
		if key, year, ok := strings.Cut(form, "."); ok && len(year) == 4 {
			m = []string{"", year, key}
		} else {
			return target{}, false
		}
	}
	if t, ok := index[m[2]]; ok && t.field != nil && t.field.TypeName() == "yearly" {
		t.part, t.year = yearPart, atoi(m[1])
		return t, true
	}
	t, ok := index["本年"+m[2]] // 2024年计划投资 is the year's plan, not the whole
	return t, ok
}

// headerUnit is the unit in a header's brackets or at its end, "" when there is none.
func headerUnit(plain string) string {
	for _, m := range brackets.FindAllStringSubmatch(plain, -1) {
		u, _, _ := strings.Cut(strings.TrimPrefix(m[1], "单位:"), ",") // （亿元，含外资）
		if u != "" && len([]rune(u)) <= 8 {
			return u
		}
	}
	if m := unitTail.FindStringSubmatch(plain); m != nil {
		return m[1]
	}
	return ""
}
