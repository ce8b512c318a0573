package table

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"chainatlas/model"
	"chainatlas/model/store"
)

// generator changes a store by chance and makes up questions about it.
type generator struct {
	*rand.Rand
	store *store.Store
}

var kindsAsked = []model.Kind{model.KindProject, model.KindEnterprise, model.KindSite, model.KindChain, model.KindTarget}

// said are texts that a field of some type may be given, and that questions name.
var said = []string{
	"甲公司", "乙公司", "丙（济南）有限公司", "精品钢", "精品钢产业链", "机器人", "炼钢", "JPG-M1", "精品钢·炼钢（链主）", "机器人·本体；精品钢·炼钢",
	"3亿元", "约3—5亿元", "1.2亿", "200万美元", "待定", "0", "2024年1月", "2024-03-05", "2024年一季度", "2023", "30亩", "2公顷", "100人",
	"在谈", "签约", "强链", "公开", "内部", "保密", "是", "否", "颜庄街道", "里辛街道", "齿轮、轴", "专精特新", "Abc", "abc", "２０２４", "3311", "2023年3亿元", "117.8,36.1",
}

func (g *generator) pick(list []string) string { return list[g.IntN(len(list))] }

// change is one user action: some records made, edited, deleted, or an action taken back.
func (g *generator) change(t *testing.T) {
	t.Helper()
	if g.IntN(6) == 0 {
		if _, err := g.store.Undo(); err == nil {
			return
		}
	}
	_, err := g.store.Update("改", func(tx *store.Tx) error {
		for range 1 + g.IntN(30) {
			if err := g.changeOne(tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (g *generator) changeOne(tx *store.Tx) error {
	k := kindsAsked[g.IntN(len(kindsAsked))]
	rows := g.store.Rows(k)
	if len(rows) == 0 || g.IntN(3) > 0 {
		r := k.New()
		r.Head().Name = g.pick(said)
		g.fill(r, 25)
		return tx.Put(r)
	}
	id := rows[g.IntN(len(rows))].ID
	r, err := tx.Get(id)
	if err != nil {
		return nil // deleted by this very action
	}
	if g.IntN(4) == 0 {
		return tx.Delete(id, "")
	}
	g.fill(r, 3)
	return tx.Put(r)
}

// fill sets some fields to texts that they can read.
func (g *generator) fill(r model.Record, n int) {
	fields := model.FieldsOf(r.Kind())
	for range n {
		f := fields[g.IntN(len(fields))]
		if f.Key == "created" || f.Key == "updated" {
			continue
		}
		if choices := f.Choices(); len(choices) > 0 {
			f.SetText(r, choices[g.IntN(len(choices))].Key, model.Hint{}, g.store)
			continue
		}
		f.SetText(r, g.pick(said), model.Hint{Year: 2024}, g.store)
	}
	if g.IntN(3) == 0 {
		r.Head().Levels = model.Levels{fields[g.IntN(len(fields))].Key: model.Public}
	}
}

// question is a kind, an expression of up to three comparisons, and fields to sort by.
func (g *generator) question() (k model.Kind, expr, by string) {
	k = kindsAsked[g.IntN(len(kindsAsked))]
	for range g.IntN(4) {
		expr += g.comparison(k) + " "
	}
	for range g.IntN(3) {
		by += g.pick([]string{"", "-"}) + g.field(k).Key + ","
	}
	return k, expr, by
}

func (g *generator) field(k model.Kind) *model.Field {
	fields := model.FieldsOf(k)
	return fields[g.IntN(len(fields))]
}

func (g *generator) comparison(k model.Kind) string {
	f := g.field(k)
	left, value := f.Key, g.pick(said)
	if choices := f.Choices(); len(choices) > 0 {
		value = choices[g.IntN(len(choices))].Name
	}
	switch g.IntN(10) {
	case 0:
		left, value = "level."+left, g.pick([]string{"公开", "内部", "保密"})
	case 1:
		value = ""
	case 2:
		if k == model.KindEnterprise {
			left, value = g.pick([]string{"链", "环节", "角色", "2023年产值"}), g.pick([]string{"精品钢", "JPG", "炼钢", "链主", "3亿"})
		}
	case 3:
		if rows := g.store.Rows(k); len(rows) > 0 {
			left, value = "id", rows[g.IntN(len(rows))].ID.String()
		}
	}
	return fmt.Sprintf(`%s%s"%s"`, left, g.pick([]string{"=", "!=", "~", ">=", "<", "=", "~"}), value)
}

// mixed is a text of a few signs, so that many are like each other and few are equal.
func (g *generator) mixed(n int) (s string) {
	signs := []rune("甲乙丙丁AaＡ·（( 1\x00")
	for range 1 + g.IntN(n) {
		s += string(signs[g.IntN(len(signs))])
	}
	return s
}

// many makes projects of which hardly two state the same.
func (g *generator) many(t *testing.T, n int) {
	t.Helper()
	_, err := g.store.Update("导入", func(tx *store.Tx) error {
		for range n {
			p := &model.Project{Base: model.Base{Name: g.mixed(7)}, Officer: g.mixed(3), Street: g.pick(said), Progress: g.mixed(30)}
			p.Investor.Name = g.mixed(5)
			if g.IntN(4) > 0 {
				p.TotalInvestment = model.CNY(model.Wan * int64(g.IntN(90_000)))
			}
			if g.IntN(2) > 0 {
				p.SignDate = model.OnDay(model.Day(19_000 + g.IntN(1000)))
			}
			if g.IntN(9) == 0 {
				p.Officer = "王明"
			}
			if err := tx.Put(p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// oftenAsked is a question with up to three comparisons that many records answer.
func (g *generator) oftenAsked() (expr, by string) {
	for range 1 + g.IntN(3) {
		switch g.IntN(7) {
		case 0:
			expr += fmt.Sprintf(`名称%s"%s" `, g.pick([]string{"~", "!~", "=", "!="}), g.mixed(3))
		case 1:
			expr += fmt.Sprintf(`责任人%s"%s"|王明 `, g.pick([]string{"=", "!="}), g.mixed(2))
		case 2:
			expr += fmt.Sprintf(`投资方%s"%s" `, g.pick([]string{"~", "=", "!="}), g.mixed(2))
		case 3:
			expr += fmt.Sprintf("投资%s%d万元 ", g.pick([]string{">=", "<", "="}), g.IntN(90_000))
		case 4:
			expr += g.pick([]string{"签约时间>=2023年", "签约时间=未说明", "签约时间<2024年3月"}) + " "
		case 5:
			expr += fmt.Sprintf(`目前进展~"%s"|乙丙 `, g.mixed(4))
		default:
			expr += fmt.Sprintf(`街道%s"%s" `, g.pick([]string{"=", "!="}), g.pick(said))
		}
	}
	for range g.IntN(3) {
		by += g.pick([]string{"", "-"}) + g.pick([]string{"名称", "责任人", "投资方", "投资", "签约时间", "街道", "目前进展"}) + ","
	}
	return expr, by
}
