package task

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type answer struct {
	n   int
	err error
}

func keep(to *[]answer) func(int, error) {
	return func(n int, err error) { *to = append(*to, answer{n, err}) }
}

func TestRunHandsTheResultBackOnce(t *testing.T) {
	ForTest(t)
	var got []answer
	Run(func(context.Context, func(int, int)) (int, error) { return 7, nil }, keep(&got))
	if len(got) != 0 {
		t.Fatal("result came before the UI thread was free")
	}
	Wait()
	if len(got) != 1 || got[0].n != 7 {
		t.Fatalf("got %v", got)
	}
}

func TestRunTurnsAPanicIntoAnError(t *testing.T) {
	ForTest(t)
	var got []answer
	Run(func(context.Context, func(int, int)) (int, error) { panic("bad record") }, keep(&got))
	Wait()
	if len(got) != 1 || got[0].err == nil || !strings.Contains(got[0].err.Error(), "bad record") {
		t.Fatalf("got %v", got)
	}
}

func TestCancelReachesTheWork(t *testing.T) {
	ForTest(t)
	var got []answer
	j := Run(untilCancelled, keep(&got))
	j.Cancel()
	Wait()
	if len(got) != 1 || !errors.Is(got[0].err, context.Canceled) {
		t.Fatalf("got %v", got)
	}
}

func untilCancelled(ctx context.Context, _ func(int, int)) (int, error) {
	<-ctx.Done()
	return 0, ctx.Err()
}

func TestProgressIsThinned(t *testing.T) {
	ForTest(t)
	heard, last, release := 0, 0, make(chan bool)
	j := Run(func(_ context.Context, progress func(int, int)) (int, error) {
		<-release
		for i := 1; i <= 100_000; i++ {
			progress(i, 100_000)
		}
		return 0, nil
	}, func(int, error) {})
	j.OnProgress(func(done, total int) { heard, last = heard+1, done })
	close(release)
	Stop()
	Wait()
	if last != 100_000 || heard != 1 {
		t.Fatalf("heard %d reports, the last said %d", heard, last)
	}
}

func TestLatestDropsTheOvertaken(t *testing.T) {
	ForTest(t)
	var got []answer
	var l Latest[int]
	l.Run(untilCancelled, keep(&got))
	l.Run(untilCancelled, keep(&got))
	l.Run(func(context.Context, func(int, int)) (int, error) { return 3, nil }, keep(&got))
	if !l.Busy() {
		t.Error("not busy with a request under way")
	}
	Wait()
	if len(got) != 1 || got[0].n != 3 || l.Busy() {
		t.Fatalf("got %v, busy %v", got, l.Busy())
	}
}

func TestLatestWorksOnOneAtATime(t *testing.T) {
	ForTest(t)
	running := make(chan bool, 1) // a second worker would block on the full channel and time the test out
	var l Latest[int]
	for range 50 {
		l.Run(func(ctx context.Context, _ func(int, int)) (int, error) {
			select {
			case running <- true:
			default:
				t.Error("two at a time")
			}
			<-running
			return 0, nil
		}, func(int, error) {})
	}
	Wait()
}

func TestLatestDropsAResultThatWasAlreadyOnItsWay(t *testing.T) {
	ForTest(t)
	var got []answer
	var l Latest[int]
	l.Run(func(context.Context, func(int, int)) (int, error) { return 1, nil }, keep(&got))
	waitForResult()
	l.Run(func(context.Context, func(int, int)) (int, error) { return 2, nil }, keep(&got))
	Wait()
	if len(got) != 1 || got[0].n != 2 {
		t.Fatalf("got %v", got)
	}
}

// waitForResult returns when a result is ready, and leaves it there.
func waitForResult() {
	all.mu.Lock()
	defer all.mu.Unlock()
	for len(all.ready) == 0 {
		all.change.Wait()
	}
}

func TestLatestStop(t *testing.T) {
	ForTest(t)
	var got []answer
	l := Latest[int]{Delay: time.Hour}
	l.Run(func(context.Context, func(int, int)) (int, error) { return 1, nil }, keep(&got))
	l.Stop()
	Wait()
	if len(got) != 0 {
		t.Fatalf("got %v after leaving the screen", got)
	}
}

func TestLatestMayAskAgainFromDone(t *testing.T) {
	ForTest(t)
	var l Latest[int]
	n := 0
	var again func(int, error)
	one := func(context.Context, func(int, int)) (int, error) { return 1, nil }
	again = func(int, error) {
		if n++; n < 3 {
			l.Run(one, again)
		}
	}
	l.Run(one, again)
	Wait()
	if n != 3 {
		t.Fatalf("done %d times", n)
	}
}

func TestDebounceCallsOnce(t *testing.T) {
	ForTest(t)
	d := Debounce{Delay: time.Hour}
	got := ""
	for _, s := range []string{"招", "招商", "招商引资"} {
		d.Do(func() { got += s })
	}
	Wait()
	if got != "招商引资" {
		t.Fatalf("got %q", got)
	}
	d.Do(func() { got = "" })
	d.Stop()
	Wait()
	if got == "" {
		t.Fatal("called after Stop")
	}
}

func TestAfter(t *testing.T) {
	ForTest(t)
	n := 0
	After(time.Hour, func() { n++ })
	After(time.Hour, func() { n += 10 }).Stop()
	Wait()
	if n != 0 {
		t.Fatal("came early")
	}
	Elapse()
	Elapse()
	if n != 1 {
		t.Fatalf("n = %d", n)
	}
}

func TestLongShowsADialogOnlyWhenItTakesLong(t *testing.T) {
	test.NewTempApp(t)
	ForTest(t)
	w := test.NewTempWindow(t, widget.NewLabel("behind"))
	release := make(chan bool)
	var got []answer
	Long(w, "导入", func(context.Context, func(int, int)) (int, error) { <-release; return 5, nil }, keep(&got))
	if w.Canvas().Overlays().Top() != nil {
		t.Error("dialog at once")
	}
	Elapse()
	if w.Canvas().Overlays().Top() == nil {
		t.Error("no dialog although the work takes long")
	}
	close(release)
	Wait()
	if w.Canvas().Overlays().Top() != nil || len(got) != 1 || got[0].n != 5 {
		t.Errorf("dialog stays or result lost: %v", got)
	}
}

func TestBar(t *testing.T) {
	test.NewTempApp(t)
	ForTest(t)
	b := NewBar()
	test.NewTempWindow(t, b)
	var got []answer
	b.Follow(Run(untilCancelled, keep(&got)))
	b.Set(3, 0)
	if b.known.Visible() {
		t.Error("a bar with an unknown total shows a share")
	}
	b.Set(30, 40)
	if !b.known.Visible() || b.known.Value != 30 || b.note.Text != "30 / 40" {
		t.Errorf("bar shows %v, note %q", b.known.Value, b.note.Text)
	}
	test.Tap(b.cancel)
	Wait()
	if len(got) != 1 || !errors.Is(got[0].err, context.Canceled) || !b.cancel.Disabled() {
		t.Errorf("cancel did not reach the work: %v", got)
	}
}
