package geofile

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func putFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTablesWithCoordinates(t *testing.T) {
	tests := []struct {
		name, text string
		want       orb.Geometry
		crs        string
	}{
		{"longitude and latitude", "名称,经度,纬度\n甲,117.81,36.06\n", orb.Point{117.81, 36.06}, ""},
		{"the other way round", "名称;纬度;经度\n甲;36.06;117.81\n", orb.Point{117.81, 36.06}, ""},
		{"degrees, minutes, seconds", "名称\t经度\t纬度\n甲\t117°48′36″\t36°3′36″\n", orb.Point{117.81, 36.06}, ""},
		{"the system in the header", "名称,经度（GCJ-02）,纬度（GCJ-02）\n甲,117.81,36.06\n", orb.Point{117.81, 36.06}, "GCJ-02"},
		{"the system in a column", "名称,lng,lat,坐标系\n甲,117.81,36.06,百度\n", orb.Point{117.81, 36.06}, "BD-09"},
		{"X to the north", "名称,X,Y\n甲,3992503,39572977\n", orb.Point{39572977, 3992503}, ""},
		{"X to the east", "名称,X,Y\n甲,39572977,3992503\n", orb.Point{39572977, 3992503}, ""},
		{"one column", "名称,坐标\n甲,\"北纬36°3′36″ 东经117°48′36″\"\n", orb.Point{117.81, 36.06}, ""},
		{"well-known text", "名称,wkt\n甲,\"SRID=4490;POLYGON Z ((0 0 1, 4 0 1, 4 4 1, 0 0 1))\"\n", orb.Polygon{{{0, 0}, {4, 0}, {4, 4}, {0, 0}}}, ""},
		{"points in brackets", "名称,wkt\n甲,\"multipoint((1 2),(3 4))\"\n", orb.MultiPoint{{1, 2}, {3, 4}}, ""},
		{"a title above", "重点地块\n\n名称,经度,纬度\n甲,117.81,36.06\n", orb.Point{117.81, 36.06}, ""},
		{"not to be read", "名称,经度,纬度\n甲,待测,\n", nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			gb, err := simplifiedchinese.GB18030.NewEncoder().String(tt.text)
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range []string{tt.text, "\ufeff" + tt.text, gb} {
				l, features := featuresOf(t, putFile(t, "点位.csv", text), 0)
				if l.Name != "点位" || l.Count != 1 || l.CRS != tt.crs || len(features) != 1 || features[0].Number != 1 ||
					!cmp.Equal(features[0].Geometry, tt.want) || features[0].Attrs[0] != (Attr{"名称", "甲"}) {
					t.Errorf("%+v %v", l, features)
				}
			}
		})
	}
}

func TestWorkbookWithCoordinates(t *testing.T) {
	book := excelize.NewFile()
	rows := [][]any{{"名称", "面积", "经度", "纬度"}, {"甲", 12.5, 117.81, 36.06}, {}, {"乙", nil, nil, nil}}
	for i, row := range rows {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := book.NewSheet("说明"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "点位.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	l, features := featuresOf(t, path, 0)
	want := []Feature{{1, orb.Point{117.81, 36.06}, []Attr{{"名称", "甲"}, {"面积", 12.5}, {"经度", 117.81}, {"纬度", 36.06}}}, {2, nil, []Attr{{"名称", "乙"}}}}
	if d := cmp.Diff(want, features); d != "" || l.Name != "Sheet1" || l.Count != 2 || l.Fields[1] != (Field{"面积", NumberField}) {
		t.Errorf("%+v %s", l, d)
	}
}

func TestTablesThatAreRefused(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       error
	}{
		{"no coordinates", "名称,面积\n甲,1\n", ErrNoCoordinates},
		{"nothing", "", ErrNoCoordinates},
		{"no text", "a,b\x00,c\n", ErrDamaged},
		{"half a shape", "wkt\n\"POLYGON((0 0,1 1\"\n", ErrDamaged},
		{"a curve", "wkt\n\"CIRCULARSTRING(0 0,1 1,2 2)\"\n", ErrShape},
		{"a number too large", "wkt\n\"POINT(1e999 1)\"\n", ErrCoordinate},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, _, err := tryFeatures(putFile(t, "点位.csv", tt.text), 0); !errors.Is(err, tt.want) {
				t.Error(err)
			}
		})
	}
}
