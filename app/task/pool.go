package task

import (
	"sync"

	"fyne.io/fyne/v2"
)

// all knows every job under way, so that closing and testing can wait for them.
var all = newPool()

type pool struct {
	mu      sync.Mutex
	change  *sync.Cond
	jobs    map[*Job]bool
	testing bool     // results wait for Wait instead of going to the window's loop
	ready   []func() // results, while testing
	timers  []*Timer // while testing
}

func newPool() *pool {
	p := &pool{jobs: map[*Job]bool{}}
	p.change = sync.NewCond(&p.mu)
	return p
}

func (p *pool) begin(j *Job) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.jobs[j] = true
}

// finish posts the result before the job counts as gone, so that nobody sees an idle moment between.
func (p *pool) finish(j *Job, result func()) {
	p.post(result)
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.jobs, j)
	p.change.Broadcast()
}

// post runs f on the UI thread, after what was posted before.
func (p *pool) post(f func()) {
	p.mu.Lock()
	testing := p.testing
	if testing {
		p.ready = append(p.ready, f)
		p.change.Broadcast()
	}
	p.mu.Unlock()
	if !testing {
		fyne.Do(f)
	}
}

// take returns the next posted result; it waits while work is under way and returns nil when all is quiet.
func (p *pool) take() func() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.ready) == 0 && len(p.jobs) > 0 {
		p.change.Wait()
	}
	if len(p.ready) == 0 {
		return nil
	}
	f := p.ready[0]
	p.ready = p.ready[1:]
	return f
}

// Stop cancels all work and returns when it has returned: call it before what the work reads is closed.
// Results that were on their way are not waited for.
func Stop() {
	all.mu.Lock()
	defer all.mu.Unlock()
	for j := range all.jobs {
		j.Cancel()
	}
	for len(all.jobs) > 0 {
		all.change.Wait()
	}
}

// Wait runs results on the caller, who plays the UI thread, until no work is under way and none is left.
// It is for tests, after ForTest.
func Wait() { WaitEach(func(result func()) { result() }) }

// WaitEach is Wait with each result handed to run, which must call it: to measure how long it holds the window.
func WaitEach(run func(result func())) {
	for f := all.take(); f != nil; f = all.take() {
		run(f)
	}
}

// ForTest makes results wait for Wait and timers for Elapse, until the test ends.
func ForTest(t interface{ Cleanup(func()) }) {
	all.setTesting(true)
	t.Cleanup(func() {
		Stop()
		all.setTesting(false)
	})
}

func (p *pool) setTesting(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.testing, p.ready, p.timers = on, nil, nil
}
