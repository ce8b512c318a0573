// Package chiptest holds a list's quick filters against the expressions that a saved view keeps of them.
package chiptest

import (
	"testing"

	"chainatlas/app/demo"
	"chainatlas/app/records"
	"chainatlas/model"
	"chainatlas/model/filter"
)

// Agree fails when a chip and its expression differ about a record of the demo.
func Agree(t *testing.T, k model.Kind, chips []records.Chip) {
	t.Helper()
	all, err := demo.All(demo.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, chip := range chips {
		f, err := filter.Parse(k, chip.Expr)
		if err != nil || f.Empty() {
			t.Errorf("%s: %q %v", chip.Text, chip.Expr, err)
			continue
		}
		for _, r := range all {
			row := model.RowOf(r)
			if r.Kind() == k && chip.Keep(&row) != f.Match(r) {
				t.Errorf("%s and %s differ about %s", chip.Text, chip.Expr, row.Name)
			}
		}
	}
}
