package thematic_test

import (
	"testing"

	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

func TestChainsOfTheBureauDraw(t *testing.T) {
	faces := typeface(t)
	for _, c := range chains(t) {
		p, err := thematic.ChainMap(c, states(c), thematic.ChainOptions{Faces: faces, Date: "截至 2024年6月30日", Source: "区政府工作报告"})
		if err != nil {
			t.Fatal(err)
		}
		keep(t, c.Code, p, faces)
		if v := p.Fit(1920, 1080, 1); v.Scale*16 < 14 {
			t.Errorf("%s: labels of %.1f pixels", c.Name, v.Scale*16)
		}
		if c.Code == "JPG" {
			keep(t, "JPG-selected", p.Select("JPG-M2"), faces)
			q, err := thematic.ChainMap(c, states(c), thematic.ChainOptions{Faces: faces, Audience: model.Visitors})
			if err != nil {
				t.Fatal(err)
			}
			keep(t, "JPG-visitors", q, faces)
		}
	}
}
