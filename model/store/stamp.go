package store

import "time"

// stamp orders changes over all stations: a hybrid logical clock (48 bits of milliseconds, 16 bits of counter) and the station.
type stamp struct {
	_       struct{} `cbor:",toarray"`
	Time    uint64
	Station string
}

func (s stamp) isZero() bool { return s == stamp{} }

// IsZero is for the omitzero of the encoding.
func (s stamp) IsZero() bool { return s.isZero() }

// clock gives ever growing stamps, even when the computer's clock is set back.
type clock struct {
	station string
	last    uint64
}

func (c *clock) next(now time.Time) stamp {
	t := uint64(now.UnixMilli()) << 16
	if t <= c.last {
		t = c.last + 1
	}
	c.last = t
	return stamp{Time: t, Station: c.station}
}

// seen keeps the clock behind nothing that was stored.
func (c *clock) seen(t uint64) { c.last = max(c.last, t) }
