package app

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/cli"
	"chainatlas/app/look"
	"chainatlas/app/present"
	"chainatlas/app/task"
	"chainatlas/model"
	"chainatlas/model/store"
)

// office is the whole window over a workspace, on a screen that is only pretended.
func office(t *testing.T) *window {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.Light())
	task.ForTest(t)
	w := newWindow(a, options{}, cli.Globals{Workspace: t.TempDir(), User: "测试员"})
	if err := w.open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		w.leave()
		task.Stop()
		if err := errors.Join(w.desk.Base.Close(), w.desk.Store.Close()); err != nil {
			t.Error(err)
		}
	})
	w.win.Resize(fyne.NewSize(1366, 768))
	task.Wait()
	return w
}

// read is everything that can be read in the window now.
func (w *window) read() string {
	var out []string
	for _, o := range append(w.win.Canvas().Overlays().List(), w.win.Content()) {
		for _, one := range test.LaidOutObjects(o) {
			switch x := one.(type) {
			case *canvas.Text:
				out = append(out, x.Text)
			case *widget.Label:
				out = append(out, x.Text)
			}
		}
	}
	return strings.Join(out, "\n")
}

// tapButton takes the button with the text, in the window or in a dialog.
func (w *window) tapButton(t *testing.T, text string) {
	t.Helper()
	for _, o := range append(w.win.Canvas().Overlays().List(), w.win.Content()) {
		for _, one := range test.LaidOutObjects(o) {
			if b, ok := one.(interface {
				fyne.Tappable
				fyne.Focusable
			}); ok && strings.Contains(labelOf(b), text) {
				b.Tapped(nil)
				task.Wait()
				return
			}
		}
	}
	t.Fatalf("no button %s in\n%s", text, w.read())
}

func labelOf(o any) string {
	if b, ok := o.(fyne.CanvasObject); ok {
		for _, one := range test.LaidOutObjects(b) {
			switch x := one.(type) {
			case *canvas.Text:
				return x.Text
			case *widget.RichText:
				return x.String()
			}
		}
	}
	return ""
}

func TestTheFirstShowBeginsWithAList(t *testing.T) {
	w := office(t)
	w.startShow()
	task.Wait()
	if text := w.read(); w.curtain.shut || !strings.Contains(text, "演示前看一眼") || !strings.Contains(text, "审图号") {
		t.Fatalf("the window says\n%s", text)
	}
	w.tapButton(t, "开始演示")
	if !w.curtain.shut {
		t.Fatal("the show did not begin")
	}
	w.stage.Close()
	w.startShow()
	task.Wait()
	if !w.curtain.shut {
		t.Error("the list came again")
	}
	w.stage.Close()
}

// While visitors look, the window behind shows nothing of its own and says nothing; what there was to say comes afterwards.
func TestNothingIsSaidDuringAShow(t *testing.T) {
	w := office(t)
	win := w.present()
	task.Wait()
	if again := w.present(); again != win {
		t.Error("a second show began")
	}
	w.desk.Say("已自动备份")
	w.desk.Fail(errors.New("disk is full"))
	task.Wait()
	if w.notice.Shown() || !w.curtain.face.Visible() {
		t.Errorf("the window says\n%s", w.read())
	}
	win.Close()
	task.Wait()
	if text := w.read(); w.curtain.face.Visible() || !strings.Contains(text, "演示期间有 2 条消息") {
		t.Errorf("after the show the window says\n%s", text)
	}
	w.tapButton(t, "查看")
	if text := w.read(); !strings.Contains(text, "已自动备份") {
		t.Errorf("the messages are\n%s", text)
	}
}

func visits(t *testing.T, w *window) []*model.Visit {
	t.Helper()
	all, err := store.Every[*model.Visit](w.desk.Store, model.KindVisit)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A show of some length may be kept as a visit, in one step that can be taken back; one that is not kept leaves nothing.
func TestAVisitIsKeptWhenAsked(t *testing.T) {
	w := office(t)
	began := time.Date(2026, 3, 2, 9, 30, 0, 0, time.Local)
	l := present.Log{Began: began, Ended: began.Add(20 * time.Minute), Shown: []present.Shown{{Title: "欢迎", For: 80 * time.Second}}, Asked: []string{"30亩 双10kV"}}
	w.afterShow(present.Log{Began: began, Ended: began.Add(5 * time.Second)}, nil)
	if w.notice.Shown() {
		t.Error("a glance at a slide asks for a visit")
	}
	w.afterShow(l, nil)
	if len(visits(t, w)) != 0 {
		t.Error("a visit was kept that nobody asked for")
	}
	w.tapButton(t, "登记来访")
	if text := w.read(); !strings.Contains(text, "登记这次来访") {
		t.Fatalf("the window says\n%s", text)
	}
	values := map[string]string{visitHosts: "甲公司、乙公司", visitNext: "寄地块资料", visitTalk: l.String()}
	w.keepVisit(visitOf(func(key string) string { return values[key] }, l))
	all := visits(t, w)
	if len(all) != 1 {
		t.Fatalf("%d visits", len(all))
	}
	v := all[0]
	if v.VisitKind != "来访" || v.Hosts.String() != "甲公司、乙公司" || v.From.String() != "2026-03-02" || v.NextStep != "寄地块资料" ||
		!strings.Contains(v.Talk, "欢迎（1分20秒）") || !strings.Contains(v.Talk, "30亩 双10kV") || v.Level == model.Public {
		t.Errorf("kept %+v", v)
	}
	w.undo()
	if len(visits(t, w)) != 0 {
		t.Error("one undo did not take the visit back")
	}
}
