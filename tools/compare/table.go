package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
)

// comparison is both results and the verdict on the answers.
type comparison struct {
	options
	ours, theirs *result
	equal        int
	wrong        []string
}

// Targets, as shares of what SQLite takes, but for the last.
const (
	targetUpdate = 0.5
	targetDisk   = 0.6
	targetList   = 0.2
	targetSearch = 0.3
	targetPeak   = 300 << 20 // bytes, while importing
)

// report is the table in the making.
type report struct{ strings.Builder }

func (c *comparison) markdown() string {
	r := &report{}
	r.heading(c)
	r.columns("what", "ours", "SQLite", "ratio", "target", "")
	r.store(c)
	r.start(c)
	r.lists(c)
	r.search(c)
	r.verdict(c)
	r.questions(c)
	return r.String()
}

func (r *report) heading(c *comparison) {
	fmt.Fprintf(r, "%s records, seed %d, %s, %s/%s, %s, %d cores, load %s. Commit %s, %s, SQLite by %s.\n", thousands(float64(c.records)), c.seed,
		time.Now().Format("2006-01-02 15:04"), runtime.GOOS, runtime.GOARCH, processor(), runtime.NumCPU(), load(), revision, runtime.Version(), version("modernc.org/sqlite"))
	fmt.Fprintf(r, "Both sync each action (SQLite: WAL, synchronous=FULL, %d MB of cache). CPU is of all cores, median / p99 in ms unless it says otherwise.\n\n", cacheKB>>10)
}

func (r *report) columns(cells ...string) {
	r.row(cells...)
	fmt.Fprintln(r, "|"+strings.Repeat("---|", len(cells)))
}

func (r *report) row(cells ...string) { fmt.Fprintln(r, "| "+strings.Join(cells, " | ")+" |") }

// compared is a row whose ratio may have a target; 0 is none.
func (r *report) compared(what, ours, theirs string, ratio, target float64) {
	if target == 0 {
		r.row(what, ours, theirs, times(ratio), "", "")
		return
	}
	r.row(what, ours, theirs, times(ratio), fmt.Sprintf("≤ %g×", target), met(ratio <= target))
}

// spread compares a meter's median and p99 in the CPU; the target is for both.
func (r *report) spread(what string, ours, theirs *meter, target float64) {
	ratio := max(at(ours.CPU, 0.5)/at(theirs.CPU, 0.5), at(ours.CPU, 0.99)/at(theirs.CPU, 0.99))
	text := times(at(ours.CPU, 0.5)/at(theirs.CPU, 0.5)) + " / " + times(at(ours.CPU, 0.99)/at(theirs.CPU, 0.99))
	if target == 0 {
		r.row(what, pairText(ours.CPU), pairText(theirs.CPU), text, "", "")
		return
	}
	r.row(what, pairText(ours.CPU), pairText(theirs.CPU), text, fmt.Sprintf("≤ %g×", target), met(ratio <= target))
}

func (r *report) wall(what string, ours, theirs *meter) {
	r.row(what, pairText(ours.Wall), pairText(theirs.Wall), times(at(ours.Wall, 0.5)/at(theirs.Wall, 0.5))+" / "+times(at(ours.Wall, 0.99)/at(theirs.Wall, 0.99)), "", "")
}

func (r *report) store(c *comparison) {
	a, b := c.ours, c.theirs
	r.spread("create one", a.meter(mCreate), b.meter(mCreate), 0)
	r.wall("create one, wall", a.meter(mCreate), b.meter(mCreate))
	r.spread("import 10,000", a.meter(mImport), b.meter(mImport), 0)
	r.wall("import 10,000, wall", a.meter(mImport), b.meter(mImport))
	made := func(x *result) float64 { return sum(x.meter(mCreate).CPU) + sum(x.meter(mImport).CPU) }
	r.compared("all creates, CPU s", seconds(made(a)), seconds(made(b)), made(a)/made(b), 0)
	r.spread("get", a.meter(mGet), b.meter(mGet), 0)
	r.spread("update one", a.meter(mUpdate), b.meter(mUpdate), targetUpdate)
	r.wall("update one, wall", a.meter(mUpdate), b.meter(mUpdate))
	r.compared("close, CPU s", seconds(sum(a.meter(mClose).CPU)), seconds(sum(b.meter(mClose).CPU)), sum(a.meter(mClose).CPU)/sum(b.meter(mClose).CPU), 0)
	r.compared("disk, closed; SQLite after optimize and VACUUM, MB", megabytes(a.Numbers[nDisk])+partsOf(a), megabytes(b.Numbers[nDisk]), a.Numbers[nDisk]/b.Numbers[nDisk], targetDisk)
	peak := a.Numbers[nImportPeak]
	r.row("peak RSS while importing, MB", megabytes(peak), megabytes(b.Numbers[nImportPeak]), times(peak/b.Numbers[nImportPeak]), "≤ "+megabytes(targetPeak)+" MB", metWhen(peak > 0, peak <= targetPeak))
}

// partsOf says where our disk goes.
func partsOf(x *result) string {
	var parts []string
	for _, part := range []string{"journal", "tables", "lists", "other"} {
		if n := x.Numbers[nDisk+" "+part]; n > 0 {
			parts = append(parts, part+" "+megabytes(n))
		}
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

func (r *report) start(c *comparison) {
	a, b := c.ours, c.theirs
	r.spread("open until the lists are there", a.meter(mOpen), b.meter(mOpen), 0)
	r.wall("the same, wall", a.meter(mOpen), b.meter(mOpen))
	r.compared("peak RSS of that, MB", megabytes(a.Numbers[nStartPeak]), megabytes(b.Numbers[nStartPeak]), a.Numbers[nStartPeak]/b.Numbers[nStartPeak], 0)
}

func (r *report) lists(c *comparison) {
	a, b := c.ours.warm(), c.theirs.warm()
	r.spread(fmt.Sprintf("filter + sort, %d questions, warm", len(questions)), a, b, targetList)
	r.compared("the same, geometric mean of the questions", "", "", c.listRatio(), targetList)
	r.spread("the same; SQLite only counts and reads the first 50", a, c.theirs.meter(mPage), 0)
	first, other := c.ours.meter(mFirst), c.theirs.meter(mFirst)
	r.compared("the very first question, CPU", number(first.CPU[0]), number(other.CPU[0]), first.CPU[0]/other.CPU[0], 0)
	r.compared("the very first question, wall", number(first.Wall[0]), number(other.Wall[0]), first.Wall[0]/other.Wall[0], 0)
	r.spread("each question for the first time", first, other, 0)
}

// warm puts the meters of all questions together.
func (r *result) warm() *meter {
	all := &meter{}
	for _, q := range questions {
		m := r.meter("list: " + q.name)
		all.CPU, all.Wall = append(all.CPU, m.CPU...), append(all.Wall, m.Wall...)
	}
	return all
}

func (c *comparison) listRatio() float64 {
	total := 0.0
	for _, q := range questions {
		total += math.Log(at(c.ours.meter("list: "+q.name).CPU, 0.5) / at(c.theirs.meter("list: "+q.name).CPU, 0.5))
	}
	return math.Exp(total / float64(len(questions)))
}

func (r *report) search(c *comparison) {
	a, b := c.ours, c.theirs
	for length := 1; length <= longestQuery; length++ {
		class, how, target := fmt.Sprintf("search %d", length), "scan", 0.0
		if length >= leastTrigram {
			how, target = "FTS5 by rank", targetSearch
		}
		r.spread(fmt.Sprintf("search, %d characters, first 20; SQLite: %s", length, how), a.meter(class), b.meter(class), target)
		r.spread("the same; SQLite: any 20, without an order", a.meter(class), b.meter(class+", any"), 0)
	}
	r.row("search, pinyin initials, first 20", pairText(a.meter("initials").CPU), "cannot", "", "", "")
	r.row("make the search index after an opening, CPU s", seconds(sum(a.meter(mReady).CPU)), "in the file", "", "", "")
	r.compared("peak RSS of asking all this, MB", megabytes(a.Numbers[nAskPeak]), megabytes(b.Numbers[nAskPeak]), a.Numbers[nAskPeak]/b.Numbers[nAskPeak], 0)
}

func (r *report) verdict(c *comparison) {
	r.row("answers equal", fmt.Sprintf("%d of %d", c.equal, c.equal+len(c.wrong)), "", "", "all", met(len(c.wrong) == 0))
	for _, w := range c.wrong[:min(len(c.wrong), 20)] {
		fmt.Fprintf(r, "\nWrong: %s\n", w)
	}
}

func (r *report) questions(c *comparison) {
	fmt.Fprintln(r, "\nEach question, warm, CPU median in ms:")
	fmt.Fprintln(r)
	r.columns("question", "ours asks", "sorted by", "answers", "ours", "SQLite", "ratio")
	for _, q := range questions {
		a, b := at(c.ours.meter("list: "+q.name).CPU, 0.5), at(c.theirs.meter("list: "+q.name).CPU, 0.5)
		r.row(q.name, strings.ReplaceAll(q.filter, "|", `\|`), q.sort, thousands(c.ours.Numbers[nAnswers+q.name]), number(a), number(b), times(a/b))
	}
}

func met(ok bool) string {
	if ok {
		return "met"
	}
	return "**missed**"
}

func metWhen(known, ok bool) string {
	if !known {
		return "not measured here"
	}
	return met(ok)
}

func pairText(values []float64) string {
	return number(at(values, 0.5)) + " / " + number(at(values, 0.99))
}

// number has three digits that count, more where it is great.
func number(v float64) string {
	switch {
	case math.IsNaN(v):
		return "–"
	case v >= 100:
		return thousands(v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	case v >= 1:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.3f", v)
}

func times(ratio float64) string {
	if math.IsNaN(ratio) || math.IsInf(ratio, 0) {
		return "–"
	}
	return number(ratio) + "×"
}

func seconds(ms float64) string      { return number(ms / 1000) }
func megabytes(bytes float64) string { return fmt.Sprintf("%.0f", bytes/(1<<20)) }

func thousands(v float64) string {
	s := fmt.Sprintf("%.0f", v)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// version is that of a module in this program.
func version(path string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == path {
				return path + " " + m.Version
			}
		}
	}
	return path
}

// revision is the commit that the program was built from; the script that builds it sets it.
var revision = "unknown"

// processor is the model's name where the system tells it in a file.
func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown processor"
}

// load is what else the machine was doing at the end.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Fields(string(text))[0]
}
