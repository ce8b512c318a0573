package search

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"chainatlas/model"
)

// hundredThousand is a generated ledger: names, investors, officers, streets and a progress note of sixty characters.
var hundredThousand = sync.OnceValue(func() *Index {
	x, r := New(), rand.New(rand.NewPCG(1, 2))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	for i := range 100_000 {
		p := &model.Project{Base: model.Base{ID: model.NewID()}}
		p.Name = fmt.Sprintf("%s%s%s%d期项目", pick("山钢", "宝武", "示例", "泰山", "鲁中", "钢都"), pick("精密锻件", "氢能装备", "余热利用", "装配式构件", "畜禽育种", "特钢小棒", "节能环保"), pick("生产线", "产业园", "研发中心", "基地"), i)
		p.Investor.Name = fmt.Sprintf("%s%s%d有限公司", pick("济南", "重庆", "上海", "苏州"), pick("机械", "钢铁", "新材料", "农业"), i%7000)
		p.Officer = pick("李", "王", "张", "赵") + pick("明", "强", "伟", "芳") + pick("", "华", "平")
		p.Street = pick("颜庄街道", "里辛街道", "艾山街道", "汶源街道")
		p.Progress = fmt.Sprintf("第%d次对接，已完成现场考察，双方就用地、用能和产品方案交换了意见，正在编制项目方案，下一步组织专家论证并落实选址。", i%9)
		p.Updated.At = time.Unix(int64(1_700_000_000+i), 0)
		x.Put(p)
	}
	return x
})

func BenchmarkFind(b *testing.B) {
	x := hundredThousand()
	for _, text := range []string{"锻", "精密锻件", "jmdj", "jingmiduan", "g", "示例锻件", "zzz", "选址", "颜庄 锻件", "龙凤呈祥"} {
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				x.Find(text, 50)
			}
		})
	}
}

func BenchmarkPut(b *testing.B) {
	x := New()
	p := &model.Project{Base: model.Base{Name: "山钢精密锻件产业园一期项目"}, Investor: model.Link{Name: "济南机械有限公司"}, Street: "颜庄街道", Progress: "正在编制项目方案"}
	for b.Loop() {
		p.ID = model.NewID()
		x.Put(p)
	}
}
