package table

import (
	"bytes"
	"fmt"
	"reflect"

	"chainatlas/model"
	"chainatlas/model/store"
)

// column is one field of every record of a kind.
type column struct {
	field  *model.Field
	ids    []model.ID // by ID; shared by the columns of the kind
	at     []uint32   // for each id the place of its value
	values []any      // the first states nothing; some may be there twice
	asked  []any      // the same with links as they were written; nil where the field holds no links
	weight int        // bytes of the values beside their own size: their encoded length, as most of it is text
	order  order
	texts  texts
	used   int // number of the last question that needed the column
}

func (c *column) bytes() int {
	size := 32 + int(reflect.TypeOf(c.values[0]).Size()) // with what points to it and what the allocator rounds up
	return c.weight + size*(len(c.values)+len(c.asked)) + 4*len(c.at) + c.order.bytes() + c.texts.bytes()
}

// add decodes a value and returns its place. Links are called by their present names.
func (c *column) add(raw []byte, name func(model.ID) string) (uint32, error) {
	if len(raw) == 0 {
		return 0, nil
	}
	v, err := c.field.ValueOf(raw)
	if err != nil {
		return 0, err
	}
	if c.asked != nil {
		c.asked = append(c.asked, v)
		v = model.Called(v, name)
	}
	c.values = append(c.values, v)
	c.weight += len(raw)
	return uint32(len(c.values) - 1), nil
}

// tooManyAnew is the share of records, one in so many, beyond which a column is read anew instead of being mended; so is
// one whose values are mostly overtaken.
const tooManyAnew = 8

// fit moves the column to other ids and reads those it did not have. It answers false when reading all anew is faster.
func (c *column) fit(s *store.Store, ids []model.ID) (bool, error) {
	if len(ids) == len(c.ids) && (len(ids) == 0 || &ids[0] == &c.ids[0]) {
		return true, nil
	}
	at := make([]uint32, len(ids))
	var unknown []uint32
	old := 0
	for i := range ids {
		for old < len(c.ids) && bytes.Compare(c.ids[old][:], ids[i][:]) < 0 {
			old++
		}
		if old < len(c.ids) && c.ids[old] == ids[i] {
			at[i] = c.at[old]
		} else {
			unknown = append(unknown, uint32(i))
		}
	}
	c.ids, c.at, c.order.records = ids, at, nil
	return c.reread(s, unknown)
}

// reread reads the values of the records at these places again.
func (c *column) reread(s *store.Store, places []uint32) (bool, error) {
	if len(places) > len(c.ids)/tooManyAnew+16 || len(c.values) > 2*len(c.ids)+16 {
		return false, nil
	}
	if len(places) == 0 {
		return true, nil
	}
	c.order.records = nil
	if slimOf(c.field) != nil {
		c.rereadRows(s, places)
		return true, nil
	}
	ids := make([]model.ID, len(places))
	for i, p := range places {
		ids[i], c.at[p] = c.ids[p], 0
	}
	err := s.Cells(ids, []string{c.field.Key}, func(i int, values [][]byte) (err error) {
		c.at[places[i]], err = c.add(values[0], s.Name)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("read %s of %d records: %w", c.field.Key, len(ids), err)
	}
	return true, nil
}

// place is where a record stands, -1 when it does not.
func (c *column) place(id model.ID) int {
	low, high := 0, len(c.ids)
	for low < high {
		mid := (low + high) / 2
		if bytes.Compare(c.ids[mid][:], id[:]) < 0 {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(c.ids) && c.ids[low] == id {
		return low
	}
	return -1
}

// rename calls the links to these records anew.
func (c *column) rename(renamed map[model.ID]bool, name func(model.ID) string) {
	for i, v := range c.asked {
		for _, id := range model.Targets(v) {
			if renamed[id] {
				c.values[i] = model.Called(v, name)
				c.order, c.texts = order{}, texts{}
				break
			}
		}
	}
}
