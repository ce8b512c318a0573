package cli

import (
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"strings"

	"chainatlas/model"
	"chainatlas/model/search"
	"chainatlas/model/store"
)

type benchSearch struct {
	Data string `help:"查询清单，每行一个；不写时从工作区的名称中取" type:"path" placeholder:"F"`
	N    int    `help:"每个查询的重复次数" default:"5" placeholder:"N"`
}

type searchResult struct {
	measured
	Queries  int     `json:"queries"`
	Records  int     `json:"records"`
	Hits     int     `json:"hits"`
	IndexMS  float64 `json:"index_ms"` // making the index, CPU
	Checksum string  `json:"checksum"` // over the ids of all hits in their order
}

// shownHits is how many hits a person sees of a query.
const shownHits = 20

// Run asks every query and measures each by itself.
func (b benchSearch) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	queries, err := b.queries(s)
	if err != nil {
		return err
	}
	if b.N < 1 || len(queries) == 0 {
		return mistake("--n 至少为 1，查询清单至少一行")
	}
	before := cpuTime()
	index, err := indexOf(s)
	if err != nil {
		return err
	}
	out := searchResult{Queries: len(queries), Records: index.Len(), IndexMS: milliseconds(cpuTime() - before)}
	out.ask(index, queries, b.N)
	return c.print(out, func(w io.Writer) {
		out.measured.write(w)
		fmt.Fprintf(w, "查询\t%d\n记录\t%d\n命中\t%d\n校验\t%s\n", out.Queries, out.Records, out.Hits, out.Checksum)
	})
}

func (r *searchResult) ask(index *search.Index, queries []string, n int) {
	var m meter
	sum := crc32.NewIEEE()
	for _, q := range queries {
		var hits []search.Hit
		for range n {
			_ = m.measure(func() error { hits = index.Find(q, shownHits); return nil })
		}
		r.Hits += len(hits)
		for _, h := range hits {
			_, _ = sum.Write(h.ID[:])
		}
	}
	r.measured, r.Checksum = m.result(), fmt.Sprintf("%08x", sum.Sum32())
}

func (b benchSearch) queries(s *store.Store) ([]string, error) {
	if b.Data == "" {
		return queriesFrom(s.Rows(model.KindProject)), nil
	}
	text, err := os.ReadFile(b.Data)
	if err != nil {
		return nil, fmt.Errorf("read queries: %w", err)
	}
	return strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' || r == '\r' }), nil
}

// askedNames is how many names queries are made from.
const askedNames = 50

// queriesFrom takes one to four characters out of names from all over the list, and their pinyin initials.
func queriesFrom(rows []model.Row) (out []string) {
	for i := range min(askedNames, len(rows)) {
		name := []rune(rows[i*len(rows)/min(askedNames, len(rows))].Name)
		for n := 1; n <= min(4, len(name)); n++ {
			at := (i * 7) % (len(name) - n + 1)
			out = append(out, string(name[at:at+n]), search.Initials(string(name[at:at+n])))
		}
	}
	return out
}

// indexOf reads everything that can be found.
func indexOf(s *store.Store) (*search.Index, error) {
	index := search.New()
	for _, k := range model.Kinds() {
		err := s.Parts(k, search.Fields(k), func(r model.Record) error { index.Put(r); return nil })
		if err != nil {
			return nil, err
		}
	}
	return index, nil
}
