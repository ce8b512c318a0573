package ui

import (
	"testing"

	"pgregory.net/rapid"
)

// Whatever is clicked, the spans say the same as a plain set of rows.
func TestSelectionIsASetOfRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const n = 40
		var s Selection
		want := map[int]bool{}
		anchor := -1
		steps := rapid.SliceOf(rapid.IntRange(0, 6*n-1)).Draw(t, "steps")
		for _, step := range steps {
			row := step % n
			switch step / n {
			case 0:
				s.Only(row)
				want, anchor = map[int]bool{row: true}, row
			case 1:
				s.Toggle(row)
				want[row], anchor = !want[row], row
			case 2, 3:
				keep := step/n == 3
				s.Extend(row, keep)
				if anchor < 0 {
					anchor = row
				}
				if !keep {
					want = map[int]bool{}
				}
				for r := min(anchor, row); r <= max(anchor, row); r++ {
					want[r] = true
				}
			case 4:
				s.All(n)
				for r := range n {
					want[r] = true
				}
			case 5:
				s.remove(span{row, n})
				for r := row; r < n; r++ {
					want[r] = false
				}
			}
			compare(t, &s, want, n)
		}
	})
}

func compare(t *rapid.T, s *Selection, want map[int]bool, n int) {
	count := 0
	for r := range n {
		if s.Has(r) != want[r] {
			t.Fatalf("row %d: has %v, want %v in %v", r, s.Has(r), want[r], s.spans)
		}
		if want[r] {
			count++
		}
	}
	if s.Count() != count || len(s.Rows()) != count {
		t.Fatalf("count %d, rows %v, want %d", s.Count(), s.Rows(), count)
	}
	for i, p := range s.spans {
		if p.from >= p.to || i > 0 && s.spans[i-1].to >= p.from {
			t.Fatalf("spans out of order or touching: %v", s.spans)
		}
	}
}

func TestSelectionClip(t *testing.T) {
	var s Selection
	s.Only(3)
	s.Extend(9, false)
	s.Clip(5)
	if got := s.Rows(); len(got) != 2 || s.Cursor() != 4 {
		t.Errorf("rows %v, cursor %d", got, s.Cursor())
	}
	s.Clip(0)
	if s.Count() != 0 || s.Cursor() != -1 {
		t.Errorf("rows %v, cursor %d in an empty table", s.Rows(), s.Cursor())
	}
}

func TestTSV(t *testing.T) {
	cases := []struct {
		name string
		row  []string
		want string
	}{
		{"plain", []string{"甲", "1,200"}, "甲\t1,200\r\n"},
		{"line break", []string{"一\r\n二"}, "\"一\n二\"\r\n"},
		{"quote", []string{`称"链主"`, ""}, "\"称\"\"链主\"\"\"\t\r\n"},
		{"tab", []string{"a\tb"}, "\"a\tb\"\r\n"},
		{"nothing", nil, "\r\n"},
	}
	for _, c := range cases {
		if got := TSV([][]string{c.row}); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}
