package task

import (
	"sync/atomic"
	"time"
)

// Timer is a call that will come later, unless stopped.
type Timer struct {
	clock   *time.Timer
	stopped atomic.Bool
	f       func()
}

// After calls f on the UI thread when d has passed.
func After(d time.Duration, f func()) *Timer {
	t := &Timer{f: f}
	all.mu.Lock()
	defer all.mu.Unlock()
	if all.testing {
		all.timers = append(all.timers, t)
		return t
	}
	t.clock = time.AfterFunc(d, func() { all.post(t.fire) })
	return t
}

// Stop keeps the call from coming. Stopping nil or twice is fine.
func (t *Timer) Stop() {
	if t == nil {
		return
	}
	t.stopped.Store(true)
	if t.clock != nil {
		t.clock.Stop()
	}
}

func (t *Timer) fire() {
	if !t.stopped.Swap(true) {
		t.f()
	}
}

// Elapse lets the time of all timers pass in a test.
func Elapse() {
	all.mu.Lock()
	timers := all.timers
	all.timers = nil
	all.mu.Unlock()
	for _, t := range timers {
		t.fire()
	}
}

// Debounce calls once when a burst of requests has calmed down: typing, resizing.
// In tests it calls at the next Wait.
type Debounce struct {
	Delay time.Duration // 0 calls with the next result, still after the burst of one event
	timer *Timer
}

// Do calls f after Delay unless another Do or Stop comes first.
func (d *Debounce) Do(f func()) {
	d.timer.Stop()
	t := &Timer{f: f}
	d.timer = t
	if all.isTesting() {
		all.post(t.fire)
		return
	}
	t.clock = time.AfterFunc(d.Delay, func() { all.post(t.fire) })
}

// Stop forgets what was asked for.
func (d *Debounce) Stop() { d.timer.Stop() }

func (p *pool) isTesting() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.testing
}
