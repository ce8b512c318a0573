package search

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"chainatlas/model"
)

// plainFind reads every text of every record, as if there were no index.
func plainFind(records []model.Record, text string, limit int) []Hit {
	var out []Hit
	updated := make(map[model.ID]int64)
	for _, r := range records {
		h := r.Head()
		updated[h.ID] = h.Updated.At.Unix()
		if points, field := plainScore(r, text); points > 0 {
			out = append(out, Hit{ID: h.ID, Kind: r.Kind(), Title: h.Name, Field: field, Score: points})
		}
	}
	slices.SortFunc(out, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(updated[b.ID], updated[a.ID]),
			cmp.Compare(len(a.Title), len(b.Title)), strings.Compare(a.Title, b.Title), strings.Compare(string(a.ID[:]), string(b.ID[:])))
	})
	if limit > 0 {
		out = out[:min(limit, len(out))]
	}
	return out
}

// plainScore adds up the words' points; the field is the first word's.
func plainScore(r model.Record, text string) (total int, field string) {
	for i, w := range strings.Fields(model.HalfWidth(text)) {
		w = fold(w)
		best, key := 0, ""
		for _, p := range places()[r.Kind()] {
			if n := plainPoints(p.class, fold(wordsOf(p.Field, r)), w); n > best || n == best && n > 0 && p.number < fieldNumber(key) {
				best, key = n, p.Key
			}
		}
		if best == 0 && w != "" {
			return 0, ""
		}
		if i == 0 {
			field = key
		}
		total += best
	}
	return total, field
}

func plainPoints(c class, text, word string) int {
	worth, best := scores[c], 0
	switch {
	case word == "" || text == "":
	case text == word:
		best = worth.whole
	case strings.HasPrefix(text, word):
		best = worth.prefix
	case strings.Contains(text, word):
		best = worth.inside
	}
	if c == notes || c == codes || !strings.ContainsAny(word, "abcdefghijklmnopqrstuvwxyz") {
		return best
	}
	spoken := justSpoken(word)
	letters := plainLetters(text)
	for i := range letters {
		if i == 0 && plainSaid(letters, spoken) {
			best = max(best, worth.prefix-worth.sounds)
		}
		if plainSaid(letters[i:], spoken) {
			best = max(best, worth.inside-worth.sounds)
		}
	}
	return best
}

func justSpoken(s string) (out []rune) {
	for _, r := range s {
		if spoken(r) {
			out = append(out, r)
		}
	}
	return out
}

type plainLetter struct {
	char     rune
	readings []string
}

// readingsOf remembers readings, which take long to look up.
var readingsOf = make(map[rune][]string)

func plainReadings(r rune) []string {
	if _, ok := readingsOf[r]; !ok {
		readingsOf[r] = allReadings(r)
	}
	return readingsOf[r]
}

func plainLetters(text string) (out []plainLetter) {
	chars := []rune(text)
	for len(chars) > 0 {
		word := wordAt(chars)
		for i, syllable := range word {
			out = append(out, plainLetter{chars[i], []string{syllable}})
		}
		if len(word) == 0 && spoken(chars[0]) {
			out = append(out, plainLetter{chars[0], plainReadings(chars[0])})
		}
		chars = chars[max(1, len(word)):]
	}
	return out
}

// plainSaid tries every way to read the letters as the query.
func plainSaid(letters []plainLetter, q []rune) bool {
	if len(q) == 0 {
		return true
	}
	if len(letters) == 0 {
		return false
	}
	l, rest := letters[0], string(q)
	if l.char == q[0] && plainSaid(letters[1:], q[1:]) {
		return true
	}
	for _, r := range l.readings {
		if strings.HasPrefix(r, rest) ||
			r[0] == byte(q[0]) && q[0] < 128 && plainSaid(letters[1:], q[1:]) ||
			strings.HasPrefix(rest, r) && plainSaid(letters[1:], q[len(r):]) ||
			len(r) > 2 && r[1] == 'h' && strings.HasPrefix(rest, r[:2]) && plainSaid(letters[1:], q[2:]) {
			return true
		}
	}
	return false
}

// pieces make texts with characters of several readings, words that fix one, latin letters, marks between and beginnings alike.
var pieces = []string{"重", "庆", "银", "行", "单", "县", "长", "清", "乐", "陵", "厦", "大", "钢", "a", "zh", "7", "-", "（", "）", "·", "【", " ", "𠮷", "调", "度", "会", "计", "阿", "昂", "e", "示例", "有限公司", "项目", "Ｂ"}

func someText(chance *rand.Rand, n int) (out string) {
	for range chance.IntN(n + 1) {
		out += pieces[chance.IntN(len(pieces))]
	}
	return out
}

// somePut puts records in and takes some away; it returns the living.
func somePut(x *Index, chance *rand.Rand, n int) []model.Record {
	living := make(map[model.ID]model.Record)
	for i := range n {
		id := model.FixedID(model.KindProject, fmt.Sprint(chance.IntN(n*3/4)))
		if chance.IntN(10) == 0 {
			x.Remove(id)
			delete(living, id)
			continue
		}
		text := func(n int) string { return someText(chance, n) }
		p := &model.Project{Base: model.Base{ID: id, Name: text(6), Notes: text(12), Updated: model.Stamp{At: time.Unix(int64(i/5), 0)}},
			Officer: text(3), ProjectCode: text(5), Street: text(2), Unit: text(2), Progress: text(12), Company: model.Link{Name: text(5)}, Investor: model.Link{Name: text(5)}}
		x.Put(p)
		living[id] = p
	}
	out := make([]model.Record, 0, len(living))
	for _, r := range living {
		out = append(out, r)
	}
	return out
}

var askedAlways = []string{"cq", "chongqing", "zhongqi", "yh", "shanx", "danx", "hang", "lel", "laol", "sha", "diaod", "tiaodu", "kj", "hj", "an", "ang", "z", "zh", "7-e", "7", "-", "(", "重q", "重庆y", "zhzh", "aa",
	"示", "示例", "示例有", "sl", "slyxgs", "yxgsxm", "公司 xm", "示例 重庆 a", "B", "ｂ", "𠮷", "𠮷a", "有限公司项目示例", "单县(", "清-", "\x00"}

// The index finds just what reading every text finds, in the same order: one character and two, pinyin of every reading,
// several words, marks, full-width, capitals; in a batch, in one segment and in many, with dead among them.
func TestFindsWhatAPlainScanFinds(t *testing.T) {
	for name, l := range map[string]limits{
		"batch": {1 << 20, 1 << 20, 2, 1 << 20}, "one segment": {1 << 20, 1, 2, 1}, "many segments": {7, 3, 5, 4}, "never merged": {100, 100, 1 << 20, 1 << 20},
	} {
		t.Run(name, func(t *testing.T) {
			chance := rand.New(rand.NewPCG(5, 5))
			x := New()
			x.limits = l
			records := somePut(x, chance, 700)
			queries := slices.Clone(askedAlways)
			for range 60 {
				queries = append(queries, someText(chance, 4))
			}
			for _, q := range queries {
				want := plainFind(records, q, 0)
				for _, limit := range []int{0, 1, 5, 50, 2000} {
					if got := x.Find(q, limit); !slices.Equal(got, want[:min(cmp.Or(limit, len(want)), len(want))]) {
						t.Fatalf("%q, %d: %d found, want %d\n%v\n%v", q, limit, len(got), len(want), got, want)
					}
				}
			}
		})
	}
}
