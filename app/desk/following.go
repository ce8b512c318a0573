package desk

import (
	"chainatlas/app/task"
	"chainatlas/model"
)

// Following is a screen's ear at the store, from Show to Leave. The zero value hears nothing.
type Following struct {
	stop func()
	calm task.Debounce
}

// Each calls f on the UI thread after each commit.
func (f *Following) Each(d *Desk, do func([]model.Change)) {
	f.Stop()
	f.stop = d.Watch(do)
}

// Calmly calls f on the UI thread once the store has been quiet for a moment: for what is dear to read, and may be late.
func (f *Following) Calmly(d *Desk, do func()) {
	f.CalmlyWhen(d, func([]model.Change) bool { return true }, do)
}

// CalmlyWhen is Calmly for the commits that concern the screen.
func (f *Following) CalmlyWhen(d *Desk, concerns func([]model.Change) bool, do func()) {
	f.Each(d, func(c []model.Change) {
		if concerns(c) {
			f.calm.Do(do)
		}
	})
}

// Stop ends what Each or Calmly began; nothing is called after it.
func (f *Following) Stop() {
	if f.stop != nil {
		f.stop()
		f.stop = nil
	}
	f.calm.Stop()
}
