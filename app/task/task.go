// Package task is the one place of the window that says go.
//
// Work runs beside the UI thread and must not touch widgets; its result comes back once, whole, on the UI
// thread. Everything else here is called on the UI thread. Tests call ForTest first.
package task

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
)

// Job is work under way.
type Job struct {
	cancel context.CancelFunc

	mu          sync.Mutex
	done, total int
	posted      bool // a report is on its way to the UI thread
	onProgress  func(done, total int)
}

// Run works beside the UI thread and hands the result to done on it, once, also after a cancel.
// A panic in work becomes an error: one bad record must not end a presentation.
func Run[T any](work func(ctx context.Context, progress func(done, total int)) (T, error), done func(T, error)) *Job {
	ctx, cancel := context.WithCancel(context.Background())
	j := &Job{cancel: cancel}
	all.begin(j)
	go func() {
		v, err := guard(ctx, j, work)
		cancel()
		all.finish(j, func() { done(v, err) })
	}()
	return j
}

func guard[T any](ctx context.Context, j *Job, work func(context.Context, func(int, int)) (T, error)) (v T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &panicked{p, debug.Stack()}
		}
	}()
	return work(ctx, j.report)
}

// panicked is the error of work that panicked.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("work panicked: %v\n%s", p.value, p.stack) }

// Stack is where it happened; it carries no values.
func (p *panicked) Stack() string { return string(p.stack) }

// Cancel asks the work to stop; its done is still called, usually with context.Canceled.
func (j *Job) Cancel() { j.cancel() }

// OnProgress sets who hears how far the work is; total 0 means unknown. f runs on the UI thread.
func (j *Job) OnProgress(f func(done, total int)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.onProgress = f
}

// report keeps the newest figures and at most one message to the UI thread, however often work calls it.
func (j *Job) report(done, total int) {
	j.mu.Lock()
	j.done, j.total = done, total
	first := !j.posted && j.onProgress != nil
	j.posted = j.posted || first
	j.mu.Unlock()
	if first {
		all.post(j.tell)
	}
}

func (j *Job) tell() {
	j.mu.Lock()
	j.posted = false
	done, total, f := j.done, j.total, j.onProgress
	j.mu.Unlock()
	if f != nil {
		f(done, total)
	}
}
