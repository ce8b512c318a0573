package tiles

import (
	"container/list"
	"sync"
)

// cache keeps what was decoded last, up to a number of bytes. Whoever asks for what is not there makes it, and others
// who want the same meanwhile wait for that rather than making it again.
type cache[V any] struct {
	limit int

	mu   sync.Mutex
	used int
	list list.List // of *kept, the last used in front
	byID map[ID]*list.Element
}

type kept[V any] struct {
	id    ID
	size  int
	ready sync.Once
	value V
}

// perEntry is what an entry costs beside its value, so that remembering what is missing has an end too.
const perEntry = 200

// get returns the value of a tile; load makes it and tells how many bytes it takes.
func (c *cache[V]) get(id ID, load func(ID) (V, int)) V {
	k := c.entry(id)
	k.ready.Do(func() {
		v, size := load(id)
		k.value = v
		c.settle(k, size)
	})
	return k.value
}

func (c *cache[V]) entry(id ID) *kept[V] {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byID[id]; ok {
		c.list.MoveToFront(e)
		return e.Value.(*kept[V])
	}
	if c.byID == nil {
		c.byID = map[ID]*list.Element{}
	}
	k := &kept[V]{id: id, size: perEntry}
	c.byID[id] = c.list.PushFront(k)
	c.used += perEntry
	return k
}

// settle takes the size of what was made into account and drops what was not used for longest.
func (c *cache[V]) settle(k *kept[V], size int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, there := c.byID[k.id]; there {
		k.size += size
		c.used += size
	}
	for c.used > c.limit && c.list.Len() > 1 {
		last := c.list.Back()
		old := last.Value.(*kept[V])
		c.list.Remove(last)
		delete(c.byID, old.id)
		c.used -= old.size
	}
}
