package backup

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chainatlas/model/store"
)

// shelf makes backups from words such as "f-3" (a full one three days ago) and "i-1" (an incremental on the full one
// before it). Each is at a frame of its own, in the order in which they are named.
func shelf(words string) (out []*Backup) {
	var full *Backup
	for i, w := range strings.Fields(words) {
		var days int
		if _, err := fmt.Sscanf(w[1:], "%d", &days); err != nil {
			panic(err)
		}
		b := &Backup{Path: w, Manifest: Manifest{Time: monday.AddDate(0, 0, days), Head: store.Mark{Frame: uint64(i + 1)}}}
		if w[0] == 'f' {
			full = b
		} else {
			b.Since = full.base()
		}
		out = append(out, b)
	}
	return out
}

func paths(list []*Backup) string {
	var out []string
	for _, b := range list {
		out = append(out, b.Path)
	}
	return strings.Join(out, " ")
}

func TestWhatIsDue(t *testing.T) {
	cases := []struct {
		name     string
		existing string
		occasion Occasion
		head     uint64
		gone     uint64 // frames from here on are not in the journal any more
		want     string // "", "full", or the base
	}{
		{"empty workspace", "", Daily, 0, 0, ""},
		{"first backup", "", Daily, 3, 0, "full"},
		{"nothing new", "f-1", Daily, 1, 0, ""},
		{"new since yesterday", "f-1", Daily, 2, 0, "f-1"},
		{"another one today", "f-1 i-0", Daily, 3, 0, ""},
		{"after work", "f-1 i-0", AfterWork, 3, 0, "f-1"},
		{"after no work", "f-1 i-0", AfterWork, 2, 0, ""},
		{"a week is over", "f-7 i-6 i-1", Daily, 4, 0, "full"},
		{"nothing new for weeks", "f-30", Daily, 1, 0, ""},
		{"before a migration, though nothing is new", "f-1", BeforeMigration, 1, 0, "full"},
		{"restored to before the full one", "f-5 f-1", AfterWork, 9, 2, "f-5"},
		{"restored to before all", "f-1", AfterWork, 9, 1, "full"},
		{"restored to a backup", "f-2 i-1", Daily, 1, 2, ""},
		{"the clock was ahead", "f+400", Daily, 2, 0, "full"},
		{"the clock was ahead, and was put right", "f+400 f-1", Daily, 3, 0, "f-1"},
	}
	for _, c := range cases {
		s := Situation{Now: monday, Occasion: c.occasion, Head: store.Mark{Frame: c.head}}
		s.Holds = func(m store.Mark) bool { return c.gone == 0 || m.Frame < c.gone }
		p := PlanFor(shelf(c.existing), s)
		got := ""
		switch {
		case p.Make && p.Since == nil:
			got = "full"
		case p.Make:
			got = p.Since.Path
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWhatIsKept(t *testing.T) {
	cases := []struct{ name, existing, deleted string }{
		{"nothing", "", ""},
		{"a week, all of it", "f-6 i-5 i-5 i-4 i-3 i-0", ""},
		{"one per week", "f-21 i-20 i-19 f-14 i-13 f-1", "i-20"},
		{"a full one that is needed", "f-13 i-10 i-9 i-6 f-5", "i-10"},
		{"one per month", "f-130 f-128 f-126 f-100 f-1", "f-128 f-130"},
		{"a year is over", "f-400 f-300 f-1", "f-400"},
		{"the last one, however old", "f-900 i-890", ""},
		{"a long break", "f-900 i-890 f-800 i-799", "i-890 f-900"},
		{"an incremental goes before its base", "f-500 i-499 i-498 f-0", "i-498 i-499 f-500"},
		{"from the future", "f-1 f+300", ""},
	}
	for _, c := range cases {
		if got := paths(PlanFor(shelf(c.existing), Situation{Now: monday}).Delete); got != c.deleted {
			t.Errorf("%s: deletes %q, want %q", c.name, got, c.deleted)
		}
	}
}

// A year and a half of work days: what is kept is bounded, and every file can be restored.
func TestTheRuleOverTime(t *testing.T) {
	var files []*Backup
	now := monday
	for frame := uint64(1); frame < 540; frame++ {
		now = now.Add(day)
		s := Situation{Now: now, Occasion: AfterWork, Head: store.Mark{Frame: frame}}
		p := PlanFor(files, s)
		b := &Backup{Path: fmt.Sprint(frame), Manifest: Manifest{Time: now, Head: s.Head}}
		if p.Since != nil {
			b.Since = p.Since.base()
		}
		files = slices.DeleteFunc(files, func(b *Backup) bool { return slices.Contains(p.Delete, b) })
		files = append(files, b)
		for _, b := range files {
			if !b.Full() && b.before(files, []*Backup{b}) == nil {
				t.Fatalf("day %d: %s lost its base", frame, b.Path)
			}
		}
	}
	if oldest := now.Sub(files[0].Time); len(files) > 60 || oldest < 300*day || oldest > 380*day {
		t.Errorf("%d files, the oldest of %s ago", len(files), oldest)
	}
}

func TestTimeZones(t *testing.T) {
	if late := time.Date(2026, 11, 23, 23, 50, 0, 0, time.Local); sameDay(late, late.Add(20*time.Minute)) {
		t.Error("midnight is none")
	}
}
