package sheet

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestListing(t *testing.T) {
	var b bytes.Buffer
	l := Listing{Title: "要素保障清单", Under: "内部资料 2024-06-30", Headers: []string{"要素", "缺口"}, Rows: [][]any{{"用地", "10亩"}, {"供水", "=1+1"}}}
	if err := l.Write(&b); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("Sheet1")
	if err != nil || len(rows) != 5 || rows[0][0] != "要素保障清单" || rows[1][0] != "内部资料 2024-06-30" || rows[2][1] != "缺口" || rows[3][1] != "10亩" || rows[4][1] != "=1+1" {
		t.Errorf("%v, %v", rows, err)
	}
}
