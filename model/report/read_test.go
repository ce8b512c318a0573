package report

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"chainatlas/model"
	"chainatlas/model/store"
)

// What Walk leaves out changes no figure and no concern, whatever the records say.
func TestWalkIsEnough(t *testing.T) {
	s, err := store.Open(t.TempDir(), store.Options{User: "李某"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	chance := rand.New(rand.NewPCG(5, 6))
	texts := []string{"甲", "3亿元", "约2—4亿元", "500万美元", "2024年3月", "2023-11-02", "2026年二季度", "30亩", "是", "否", "在谈", "签约", "开工", "投产", "注册", "终止", "暂停", "延期", "强链", "补链", "外出", "117.8,36.1", "2024"}
	_, err = s.Update("新建", func(tx *store.Tx) error {
		for n := range 400 {
			k := counted[min(n/100, len(counted)-1)]
			if n < 300 {
				k = model.KindProject
			}
			r := k.New()
			for _, f := range model.FieldsOf(k) {
				if chance.IntN(3) > 0 {
					f.SetText(r, texts[chance.IntN(len(texts))], model.Hint{}, nil)
				}
			}
			if p, ok := r.(*model.Project); ok {
				p.Promotion = []model.YesNo{model.Yes, model.Yes, model.Yes, model.No, ""}[chance.IntN(5)]
			}
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var part []model.Record
	if err := Walk(s, func(r model.Record) { part = append(part, r) }); err != nil {
		t.Fatal(err)
	}
	var whole []model.Record
	for _, k := range counted {
		all, err := s.All(k)
		if err != nil {
			t.Fatal(err)
		}
		whole = append(whole, all...)
	}
	day, _ := model.DayOf(2024, 12, 31)
	for _, in := range []Input{{}, {Year: 2024}, {AsOf: day}, {Year: 2024, By: ByChain}, {By: ByUnit}, {By: ByStreet}, {By: ByChannel}, {NoFictional: true, USD: 7.1}} {
		want, got := in, in
		want.Records, got.Records = whole, part
		if plain(t, Stats(want)) != plain(t, Stats(got)) || plain(t, StatedAlone(want)) != plain(t, StatedAlone(got)) {
			t.Errorf("%+v: figures differ", in)
		}
	}
	if plain(t, Attention(whole, day+200)) != plain(t, Attention(part, day+200)) {
		t.Error("concerns differ")
	}
}

func plain(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
