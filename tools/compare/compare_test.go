package main

import (
	"bytes"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chainatlas/model"
	"chainatlas/model/filter"
)

func TestProjectsAreTheSameAgainAndUnlike(t *testing.T) {
	const many = 20_000
	g, names := generator{7}, map[string]int{}
	before := model.ID{}
	for n := range many {
		p := g.project(n, many)
		if compareIDs(before, p.ID) >= 0 {
			t.Fatalf("id %d does not grow: %s after %s", n, p.ID, before)
		}
		before = p.ID
		if !p.Fictional {
			t.Fatalf("%s is not 虚构", p.Name)
		}
		names[p.Name]++
	}
	if len(names) < many*9/10 {
		t.Errorf("%d names for %d projects", len(names), many)
	}
	if a, b := text(t, g.project(5, many)), text(t, g.project(5, many)); a != b {
		t.Errorf("the same project differs:\n%s\n%s", a, b)
	}
	if a, b := text(t, g.project(5, many)), text(t, generator{8}.project(5, many)); a == b {
		t.Error("another seed gives the same project")
	}
}

func TestIDsAreUUIDv7(t *testing.T) {
	for n := range 1000 {
		if id := (generator{1}).id(n).String(); id[14] != '7' || !strings.ContainsRune("89ab", rune(id[19])) {
			t.Fatalf("%d: %s", n, id)
		}
	}
}

func TestQueriesAreManyAndShort(t *testing.T) {
	count, written := map[string]int{}, 0
	for _, q := range (generator{1}).queries(1000) {
		count[q.class()]++
		if !q.spoken {
			written++
		}
	}
	if written < 200 {
		t.Errorf("%d queries have answers to compare", written)
	}
	for _, class := range []string{"search 1", "search 2", "search 3", "search 4", "initials"} {
		if count[class] < 30 {
			t.Errorf("%d queries of %s", count[class], class)
		}
	}
}

func TestMonthEndsWhereItEnds(t *testing.T) {
	leap, _ := model.DayOf(2024, 2, 10)
	want, problems := model.ParseDate("2024年2月", model.Hint{})
	if got := monthOf(leap); len(problems) > 0 || got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestDocumentKeepsAProject(t *testing.T) {
	for n := range 500 {
		p := (generator{3}).project(n, 500)
		p.Created = model.Stamp{By: user, At: time.UnixMilli(int64(n)).UTC()}
		p.Updated = p.Created
		body, err := documentOf(p)
		if err != nil {
			t.Fatal(err)
		}
		back, err := projectOf(p.ID, body)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := text(t, p), text(t, back); a != b {
			t.Fatalf("project %d came back different:\n%s\n%s", n, a, b)
		}
	}
}

func TestQuestionsCanBeAsked(t *testing.T) {
	for _, q := range questions {
		if _, err := filter.Parse(model.KindProject, q.filter); err != nil {
			t.Errorf("%s: %v", q.name, err)
		}
		if _, err := filter.ParseSort(model.KindProject, q.sort); err != nil {
			t.Errorf("%s: %v", q.name, err)
		}
	}
}

func TestAnswersAreComparedIDByID(t *testing.T) {
	g := generator{1}
	a, b, c := g.id(1), g.id(2), g.id(3)
	for _, x := range []struct {
		name         string
		ours, theirs []model.ID
		wrong        string
	}{
		{"nothing", nil, nil, ""},
		{"the same", []model.ID{a, b}, []model.ID{a, b}, ""},
		{"another order", []model.ID{a, b, c}, []model.ID{a, c, b}, "place 2"},
		{"one is missing", []model.ID{a, b}, []model.ID{a}, "2 and 1 ids"},
		{"one too many", nil, []model.ID{a}, "0 and 1 ids"},
		{"another one", []model.ID{a}, []model.ID{b}, "place 1"},
	} {
		equal, wrong, err := equalAnswers(file(t, x.ours), file(t, x.theirs))
		switch {
		case err != nil:
			t.Errorf("%s: %v", x.name, err)
		case x.wrong == "" && (equal != 2 || len(wrong) > 0):
			t.Errorf("%s: %d equal, wrong: %v", x.name, equal, wrong)
		case x.wrong != "" && (equal != 1 || len(wrong) != 1 || !strings.Contains(wrong[0], x.wrong)):
			t.Errorf("%s: %d equal, wrong: %v", x.name, equal, wrong)
		}
	}
}

func TestAnswersToDifferentQuestionsAreAnError(t *testing.T) {
	var x, y bytes.Buffer
	writeAnswer(&x, "one", nil)
	writeAnswer(&y, "two", nil)
	if _, _, err := equalAnswers(&x, &y); err == nil {
		t.Error("no error")
	}
	if _, _, err := equalAnswers(file(t, nil), &bytes.Buffer{}); err == nil {
		t.Error("no error for a file that ends early")
	}
}

// file holds an answer, and one that is always the same behind it.
func file(t *testing.T, ids []model.ID) *bytes.Buffer {
	var b bytes.Buffer
	if err := writeAnswer(&b, "asked", ids); err != nil {
		t.Fatal(err)
	}
	if err := writeAnswer(&b, "last", []model.ID{(generator{1}).id(9)}); err != nil {
		t.Fatal(err)
	}
	return &b
}

func TestFirstHitsMustComeOutOfAll(t *testing.T) {
	g := generator{1}
	all := []model.ID{g.id(1), g.id(2)}
	if !begins([]model.ID{g.id(2), g.id(1), g.id(7)}, all) {
		t.Error("hits in other fields may follow")
	}
	if begins([]model.ID{g.id(7), g.id(1)}, all) || begins(all[:1], all) {
		t.Error("a foreign or missing hit was not noticed")
	}
}

// TestBothKeepTheSame does a small contest in this process: creates, changes, lists and searches must agree.
func TestBothKeepTheSame(t *testing.T) {
	const records = 400
	o := options{records: records, singles: 20, updates: 60, gets: 20, repeat: 1, seed: 5, dir: t.TempDir()}
	c := &comparison{options: o, ours: newResult(), theirs: newResult()}
	for name, to := range map[string]*result{nameOurs: c.ours, nameSQLite: c.theirs} {
		o.contestant = name
		for _, leg := range []func(*entrant) error{writeLeg, startLeg, askLeg} {
			e, err := newEntrant(o)
			if err != nil {
				t.Fatal(err)
			}
			if err := leg(e); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			to.add(e.result)
		}
	}
	if err := c.judge(); err != nil || len(c.wrong) > 0 {
		t.Fatalf("wrong: %v, %v", c.wrong, err)
	}
	if least := len(questions) + 150; c.equal < least {
		t.Errorf("%d answers were compared, not %d", c.equal, least)
	}
	if table := c.markdown(); !strings.Contains(table, "| update one |") || strings.Contains(table, "NaN") {
		t.Errorf("the table:\n%s", table)
	}
}

// TestAWrongAnswerIsNoticed changes one record on one side only.
func TestAWrongAnswerIsNoticed(t *testing.T) {
	o := options{records: 50, singles: 50, updates: 5, gets: 5, repeat: 1, seed: 5, dir: t.TempDir()}
	c := &comparison{options: o, ours: newResult(), theirs: newResult()}
	for name, to := range map[string]*result{nameOurs: c.ours, nameSQLite: c.theirs} {
		o.contestant = name
		e, err := newEntrant(o)
		if err != nil {
			t.Fatal(err)
		}
		if err := writeLeg(e); err != nil {
			t.Fatal(err)
		}
		if name == nameSQLite {
			spoil(t, e)
		}
		if err := askLeg(e); err != nil {
			t.Fatal(err)
		}
		e.Numbers[nRows] = 50
		to.add(e.result)
	}
	if err := c.judge(); err != nil {
		t.Fatal(err)
	}
	if len(c.wrong) == 0 {
		t.Error("nothing was noticed")
	}
}

func spoil(t *testing.T, e *entrant) {
	x, err := openSQLite(filepath.Join(e.path, "records.sqlite"), e.clock.now)
	if err != nil {
		t.Fatal(err)
	}
	if err := x.change(e.data.id(3), func(p *model.Project) { p.Name = "另一个名称" }); err != nil {
		t.Fatal(err)
	}
	if err := x.close(); err != nil {
		t.Fatal(err)
	}
}

func TestSpread(t *testing.T) {
	values := []float64{5, 1, 4, 2, 3}
	if got := at(values, 0.5); got != 3 {
		t.Errorf("median %v", got)
	}
	if got := at(values, 0.99); got != 5 {
		t.Errorf("p99 %v", got)
	}
	if !math.IsNaN(at(nil, 0.5)) {
		t.Error("nothing has no median")
	}
}

func text(t *testing.T, p *model.Project) string {
	t.Helper()
	b, err := model.JSON(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestRepeatedSamplesCountAsOften(t *testing.T) {
	m, calls := &meter{}, 0
	if err := m.repeat(5, func() error { calls++; return nil }); err != nil || calls != 5 || len(m.CPU) != 5 || len(m.Wall) != 5 {
		t.Errorf("%d calls, %d samples, %v", calls, len(m.CPU), err)
	}
}
