package task

import (
	"context"
	"time"
)

// Latest runs requests of which only the newest matters: a search while typing, a map while dragging.
//
// An overtaken request is cancelled and its result dropped. The next one starts when the overtaken work
// has returned, so a Latest never keeps more than one core busy. The zero value is ready.
type Latest[T any] struct {
	Delay      time.Duration         // quiet time before the work starts; 0 starts at once
	OnProgress func(done, total int) // hears how far the newest work is; nil for nobody

	seq    int    // number of the newest request
	job    *Job   // the running one
	next   func() // starts the newest once job has returned
	bounce Debounce
}

// Run overtakes what was asked before; done is called only if nothing overtakes this request.
func (l *Latest[T]) Run(work func(ctx context.Context, progress func(done, total int)) (T, error), done func(T, error)) {
	l.Stop()
	mine := l.seq
	start := func() { l.start(mine, work, done) }
	if l.Delay <= 0 {
		l.startOrQueue(start)
		return
	}
	l.bounce.Delay = l.Delay
	l.bounce.Do(func() { l.startOrQueue(start) })
}

func (l *Latest[T]) startOrQueue(start func()) {
	if l.job != nil {
		l.next = start
		return
	}
	start()
}

func (l *Latest[T]) start(mine int, work func(context.Context, func(int, int)) (T, error), done func(T, error)) {
	job := Run(work, func(v T, err error) {
		next := l.next
		l.job, l.next = nil, nil
		switch {
		case mine == l.seq:
			done(v, err)
		case next != nil:
			next()
		}
	})
	l.job = job
	if l.OnProgress != nil {
		job.OnProgress(func(done, total int) {
			if mine == l.seq && l.job == job {
				l.OnProgress(done, total)
			}
		})
	}
}

// Stop drops what was asked for; call it when the screen is left.
func (l *Latest[T]) Stop() {
	l.seq++
	l.next = nil
	l.bounce.Stop()
	if l.job != nil {
		l.job.Cancel()
	}
}

// Busy tells whether work is under way.
func (l *Latest[T]) Busy() bool { return l.job != nil }
