package cli

import (
	"fmt"
	"hash/crc32"
	"io"

	"chainatlas/model"
	"chainatlas/model/store"
)

type benchStart struct {
	N int `help:"重复次数" default:"5" placeholder:"N"`
}

type startResult struct {
	measured
	Records  map[model.Kind]int `json:"records"`
	Checksum string             `json:"checksum"` // over ids and names of all lists
}

// Run opens the workspace again and again.
func (b benchStart) Run(c *call) error {
	if b.N < 1 {
		return mistake("--n 至少为 1")
	}
	s, err := c.store() // once as every command does, which explains what is wrong with the workspace
	if err != nil {
		return err
	}
	out, m := startResult{Records: map[model.Kind]int{}}, meter{}
	dir, sum := s.Dir(), crc32.NewIEEE()
	for range b.N {
		if err := c.close(); err != nil {
			return err
		}
		sum.Reset()
		err := m.measure(func() error { return c.reopen(dir, func(k model.Kind, rows []model.Row) { out.count(k, rows, sum) }) })
		if err != nil {
			return err
		}
	}
	out.measured, out.Checksum = m.result(), fmt.Sprintf("%08x", sum.Sum32())
	return c.print(out, func(w io.Writer) {
		out.measured.write(w)
		fmt.Fprintf(w, "记录\t%v\n校验\t%s\n", out.Records, out.Checksum)
	})
}

// reopen opens the workspace and makes every list.
func (c *call) reopen(dir string, see func(model.Kind, []model.Row)) (err error) {
	if c.opened, err = store.Open(dir, store.Options{User: c.user(), MustExist: true, Unlock: c.secret}); err != nil {
		return fmt.Errorf("open %s: %w", dir, err)
	}
	for _, k := range model.StoredKinds() {
		see(k, c.opened.Rows(k))
	}
	return nil
}

func (r *startResult) count(k model.Kind, rows []model.Row, sum io.Writer) {
	r.Records[k] = len(rows)
	for i := range rows {
		_, _ = sum.Write(rows[i].ID[:])
		_, _ = io.WriteString(sum, rows[i].Name)
	}
}
