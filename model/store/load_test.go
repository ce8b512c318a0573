package store

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"chainatlas/model"
)

// A record's place on the shelf is the same whether all of it is decoded or only what the shelf needs.
func TestShelfKeysAreEnough(t *testing.T) {
	chance := rand.New(rand.NewPCG(2, 2))
	texts := []string{"甲公司", "精品钢·炼钢（链主）", "3亿元", "2024年1月", "30亩", "在谈", "是", "否", "保密", "颜庄街道", "117.8,36.1", "91370112MA3C0000X1", "强链"}
	p := newPersons(realDisk{}, t.TempDir())
	for _, k := range model.StoredKinds() {
		for range 200 {
			r := k.New()
			r.Head().ID = model.NewID()
			for _, f := range model.FieldsOf(k) {
				f.SetText(r, texts[chance.IntN(len(texts))], model.Hint{}, nil)
			}
			fields, err := model.Encode(r)
			if err == nil {
				err = p.sealFields(k, r.Head().ID, fields)
			}
			if err != nil {
				t.Fatal(err)
			}
			st := &state{Kind: k, Cells: map[string]cell{keyLife: {Value: [][]byte{alive, trashed}[chance.IntN(2)]}}}
			for key, value := range fields {
				st.Cells[key] = cell{Value: value}
			}
			value, err := encodeState(st)
			if err != nil {
				t.Fatal(err)
			}
			want, err := newItem(r.Head().ID, st, p, asWritten)
			if err != nil {
				t.Fatal(err)
			}
			got, err := stored{r.Head().ID, value}.item(p)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Fatalf("%s: %v\n%+v\n%+v", k, err, got, want)
			}
		}
	}
}
