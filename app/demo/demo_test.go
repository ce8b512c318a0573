package demo

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"chainatlas/app/chainbook"
	"chainatlas/model"
	"chainatlas/model/report"
	"chainatlas/model/store"
)

func all(t *testing.T, o Options) []model.Record {
	t.Helper()
	records, err := All(o)
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func TestHowMany(t *testing.T) {
	kinds, stages, invented := map[model.Kind]int{}, map[model.Stage]int{}, 0
	for _, r := range all(t, Options{}) {
		kinds[r.Kind()]++
		if p, ok := r.(*model.Project); ok && p.Fictional {
			invented++
			stages[p.Stage]++
		}
	}
	landed := 0
	for s, n := range stages {
		if s.AtLeast(model.StageRegistered) {
			landed += n
		}
	}
	if kinds[model.KindChain] != 8 || kinds[model.KindReported]+kinds[model.KindTarget] != 87+14 {
		t.Errorf("kinds %v", kinds)
	}
	if invented != 240 || stages[model.StageTalk] != 144 || landed != 96 || len(stages) != 8 {
		t.Errorf("%d invented, %d in talk, %d landed on %v", invented, stages[model.StageTalk], landed, stages)
	}
	if kinds[model.KindProject] != 270 || kinds[model.KindEnterprise] != 15+80+93 || kinds[model.KindSite] != 12+16 {
		t.Errorf("kinds %v", kinds)
	}
}

func TestWhatIsInventedSaysSo(t *testing.T) {
	ids, named := map[model.ID]bool{}, []string{}
	for _, r := range all(t, Options{Records: 1000, Seed: 7}) {
		h := r.Head()
		if ids[h.ID] || h.ID.IsZero() {
			t.Errorf("%s %s: id %s is not its own", r.Kind(), h.Name, h.ID)
		}
		ids[h.ID] = true
		switch {
		case r.Kind() == model.KindEnterprise && !h.Fictional:
			named = append(named, h.Name)
		case strings.HasPrefix(h.Name, "示例") != h.Fictional:
			t.Errorf("%s %s: fictional %v", r.Kind(), h.Name, h.Fictional)
		case h.Fictional:
			inspectInvented(t, r, named)
		}
		if _, ok := model.Redact(r, model.Visitors, nil); ok && h.Fictional {
			t.Errorf("%s reaches visitors", h.Name)
		}
	}
	if len(named) != 15 {
		t.Errorf("%d enterprises of the report", len(named))
	}
}

func inspectInvented(t *testing.T, r model.Record, named []string) {
	t.Helper()
	if r.Head().Notes != Notice {
		t.Errorf("%s does not say that it is invented", r.Head().Name)
	}
	for _, f := range model.FieldsOf(r.Kind()) {
		for _, name := range named {
			if strings.Contains(f.Text(r), name) {
				t.Errorf("%s: %s names %s", r.Head().Name, f.Key, name)
			}
		}
		if (f.USCC || f.Key == "phone" || f.Key == "project_code") && !f.Empty(r) {
			t.Errorf("%s has a %s", r.Head().Name, f.Key)
		}
	}
}

func TestReportStatesNothingMore(t *testing.T) {
	for _, r := range all(t, Options{}) {
		h := r.Head()
		if h.Fictional {
			continue
		}
		if h.Source == "" {
			t.Errorf("%s has no source", h.Name)
		}
		for _, f := range model.FieldsOf(r.Kind()) {
			switch f.Value(r).(type) {
			case model.Money, model.Location, model.Yearly, model.Supplies:
				if !f.Empty(r) {
					t.Errorf("%s: the report does not state %s", h.Name, f.Key)
				}
			}
		}
	}
}

func TestMilestonesFollowEachOther(t *testing.T) {
	last, _ := model.DayOf(2024, 12, 31)
	for _, r := range all(t, Options{Records: 2000}) {
		p, ok := r.(*model.Project)
		if !ok || !p.Fictional {
			continue
		}
		before := p.FirstTalk
		for _, d := range []model.Date{p.SignDate, p.Registered, p.StartDate, p.OperationDate} {
			if d.Known() && (d.From <= before.From || d.To > last) {
				t.Errorf("%s: %s after %s", p.Name, d, before)
			}
			if d.Known() {
				before = d
			}
		}
		if p.Stage.AtLeast(model.StageOperating) != p.OperationDate.Known() || p.Stage.AtLeast(model.StageStarted) != p.StartDate.Known() {
			t.Errorf("%s: %s without its date", p.Name, p.Stage)
		}
	}
}

func TestSameSeedSameRecords(t *testing.T) {
	a, b, c := all(t, Options{Seed: 3}), all(t, Options{Seed: 3}), all(t, Options{Seed: 4})
	differ := 0
	for i := range min(len(a), len(c)) { // other chances give other orders to follow
		if a[i].Head().ID != b[i].Head().ID || !model.Same(a[i], b[i]) {
			t.Errorf("%s is not the same twice", a[i].Head().Name)
		}
		if !model.Same(a[i], c[i]) {
			differ++
		}
	}
	if differ == 0 {
		t.Error("another seed gives the same")
	}
}

func TestFill(t *testing.T) {
	s, err := store.Open(t.TempDir(), store.Options{User: "测试"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	batch, err := Fill(s, Options{})
	if err != nil || batch.Label != Label || batch.Records != len(all(t, Options{})) {
		t.Fatalf("batch %+v: %v", batch, err)
	}
	if n := len(s.Rows(model.KindProject)); n != 270 {
		t.Errorf("%d projects", n)
	}
	if _, err := Fill(s, Options{}); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("second filling: %v", err)
	}
	changed := keepChange(t, s)
	if _, err := Fill(s, Options{Force: true}); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Get(changed); err != nil || r.Head().Notes != "改过" || len(s.Rows(model.KindProject)) != 270 {
		t.Errorf("forced filling: %v, %v", r, err)
	}
}

// keepChange edits a chain as a user would.
func keepChange(t *testing.T, s *store.Store) model.ID {
	t.Helper()
	r, err := s.Lookup(model.KindChain, "JPG")
	if err != nil {
		t.Fatal(err)
	}
	r.Head().Notes = "改过"
	if _, err := s.Update("修改", func(tx *store.Tx) error { return tx.Put(r) }); err != nil {
		t.Fatal(err)
	}
	return r.Head().ID
}

func TestSampleLedgerIsAWorkbook(t *testing.T) {
	var b bytes.Buffer
	if err := SampleLedger(&b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("总台账")
	if err != nil {
		t.Fatal(err)
	}
	projects := 0
	for _, row := range rows {
		if len(row) > 1 && strings.HasPrefix(strings.TrimSpace(row[1]), "示例") {
			projects++
		}
	}
	if projects != 12 {
		t.Errorf("%d projects", projects)
	}
}

func TestStem(t *testing.T) {
	cases := []struct {
		n    int
		want string
	}{{0, "甲"}, {9, "癸"}, {10, "甲甲"}, {19, "甲癸"}, {20, "乙甲"}, {110, "甲甲甲"}}
	for _, c := range cases {
		if got := stem(c.n); got != c.want {
			t.Errorf("stem %d is %s, want %s", c.n, got, c.want)
		}
	}
}

func TestProduct(t *testing.T) {
	cases := map[string]string{"热模锻/温锻/冷锻": "热模锻", "型钢（H型钢等）": "型钢", "炼钢·精炼·连铸": "炼钢", "工程/矿山机械": "矿山机械", "炼焦（焦炭/焦炉煤气）": "炼焦"}
	for node, want := range cases {
		if got := product(node); got != want {
			t.Errorf("%s makes %s, want %s", node, got, want)
		}
	}
}

func BenchmarkAll(b *testing.B) {
	for b.Loop() {
		if _, err := All(Options{Records: 10_000}); err != nil {
			b.Fatal(err)
		}
	}
}

// A new workspace has the chains, once; taking the first action back does not take them.
func TestBuiltinChains(t *testing.T) {
	s, err := store.Open(t.TempDir(), store.Options{User: "李某"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for range 2 {
		if err := Builtin(s); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(s.Rows(model.KindChain)); n != 8 {
		t.Errorf("%d chains", n)
	}
	if _, err := s.Undo(); !errors.Is(err, store.ErrNothingToUndo) {
		t.Errorf("undo: %v", err)
	}
	if _, err := Fill(s, Options{}); err != nil {
		t.Errorf("the demo does not go into a workspace with chains: %v", err)
	}
	if _, err := Fill(s, Options{}); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("a second demo: %v", err)
	}
}

// The leader's page of the demo shows every light, five decisions, what is late, and what changed in the last month.
func TestLeadersOfTheDemo(t *testing.T) {
	now := time.Date(2026, 11, 26, 10, 0, 0, 0, time.Local)
	s, err := store.Open(t.TempDir(), store.Options{User: "测试", Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	today := model.DayAt(now)
	if err := Builtin(s); err != nil {
		t.Fatal(err)
	}
	if _, err := Fill(s, Options{Today: today}); err != nil {
		t.Fatal(err)
	}
	lights, statuses := map[report.Light]int{}, map[report.NodeStatus]int{}
	for _, row := range s.Rows(model.KindChain) {
		in, err := chainbook.Read(s, row.ID, model.Desk, today)
		if err != nil {
			t.Fatal(err)
		}
		b := report.BoardOf(in)
		for _, p := range b.Targets {
			lights[p.Light]++
		}
		for _, n := range report.StateOf(in.Chain, in.Firms, in.Projects).Nodes {
			statuses[n.Status]++
		}
		if in.Chain.Code == "JPG" {
			inspectSteel(t, s, b, now)
		}
	}
	for _, l := range []report.Light{report.Green, report.Yellow, report.Red} {
		if lights[l] < 2 {
			t.Errorf("lights %v", lights)
		}
	}
	for _, n := range []report.NodeStatus{report.Strong, report.Weak, report.ToFill, report.Blank} {
		if statuses[n] < 5 {
			t.Errorf("nodes %v", statuses)
		}
	}
}

func inspectSteel(t *testing.T, s *store.Store, b report.Board, now time.Time) {
	t.Helper()
	late := 0
	for _, task := range b.Tasks {
		late += min(task.Overdue(b.Day), 1)
	}
	if len(b.Decisions) != 5 || len(b.Tasks) != 5 || late != 2 {
		t.Errorf("%d decisions, %d tasks, %d late", len(b.Decisions), len(b.Tasks), late)
	}
	kinds := map[report.ChangeKind]int{}
	changes, err := chainbook.Changes(s, b.Chain.ID, now.AddDate(0, 0, -30))
	for _, c := range changes {
		kinds[c.Change]++
	}
	if err != nil || kinds[report.NodeTurned] == 0 || kinds[report.MemberAdded] == 0 || kinds[report.ProjectAdded] == 0 || kinds[report.ProjectMoved] == 0 {
		t.Errorf("a month brought %v, %v", kinds, err)
	}
	if changes, err := chainbook.Changes(s, b.Chain.ID, now.AddDate(0, 0, -5)); err != nil || len(changes) != 0 {
		t.Errorf("five days brought %v, %v", changes, err)
	}
}

// What is real alone has no invented directory, so that none of its nodes is said to be empty.
func TestRealAloneHasNoDirectory(t *testing.T) {
	for _, r := range all(t, Options{RealOnly: true}) {
		if c, ok := r.(*model.Chain); ok && (!c.Directory.IsZero() || !c.AdminHead.IsZero()) {
			t.Errorf("%s has a directory of %s and %s as its head", c.Name, c.Directory, c.AdminHead)
		}
	}
}
