package app

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/present"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/words"
	"chainatlas/model"
	"chainatlas/model/store"
)

// prefChecked remembers that the list before a show was seen.
const prefChecked = "present.checked"

// startShow is F5: the first time, and with Shift, it first lists what might surprise before visitors.
func (w *window) startShow() {
	d, ok := w.app.Driver().(desktop.Driver)
	again := ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	if again || !w.app.Preferences().Bool(prefChecked) {
		w.checkShow()
		return
	}
	w.present()
}

// checkShow shows the list; Enter begins.
func (w *window) checkShow() {
	o := w.showOptions()
	task.Run(func(ctx context.Context, _ func(int, int)) ([]present.Finding, error) { return present.Check(ctx, o) },
		func(all []present.Finding, err error) {
			if err != nil {
				w.desk.Fail(err)
				return
			}
			w.app.Preferences().SetBool(prefChecked, true)
			start := ui.Action{Text: "开始演示", Primary: true, Do: func() { w.present() }}
			ui.NewDialog(w.win, "演示前看一眼", checkList(all), start).Show()
			w.tell("check", fmt.Sprint(len(all)))
		})
}

// checkList puts what asks for a hand before what is well.
func checkList(all []present.Finding) fyne.CanvasObject {
	rows := ui.Stack(look.Half)
	for _, good := range []bool{false, true} {
		rows.Add(ui.SectionHead(map[bool]string{false: "请留意", true: "已就绪"}[good]))
		for _, f := range all {
			if f.Good == good {
				rows.Add(ui.NewParagraph(f.String()))
			}
		}
	}
	rows.Add(ui.NewParagraph("以后按 F5 直接开始；按 Shift+F5 再看这张单子。"))
	return rows
}

// storyteller is a screen with slides of its own, their language, and the one to begin with; nil while it has none.
type storyteller interface {
	Slides() (slides func(context.Context, model.Language) ([]present.Slide, error), in model.Language, start int)
}

func (w *window) showOptions() present.Options {
	o := present.Options{Language: words.Language(), Store: w.desk.Store, Typeface: w.desk.Typeface, Base: w.desk.Base}
	switch on := w.now.(type) {
	case storyteller:
		o.Slides, o.Language, o.Start = on.Slides()
	case interface{ Chain() model.ID }:
		o.Chain = on.Chain()
	}
	return o
}

// present fills a screen for visitors; a chain on the screen is where it begins.
func (w *window) present() fyne.Window { return w.show(w.showOptions()) }

// show begins a show, unless there is one.
func (w *window) show(o present.Options) fyne.Window {
	if w.curtain.shut {
		w.stage.RequestFocus()
		return w.stage
	}
	w.curtain.close(w.win)
	var settled *settling
	o.OnClosed = func(l present.Log, err error) {
		settled.stop()
		w.tell("presented", "")
		w.afterShow(l, err)
	}
	w.stage = present.Show(o)
	w.stage.SetTitle(words.T(windowTitle))
	settled = settleOn(w.stage)
	w.tell("present", o.Chain.String())
	return w.stage
}

// presentSettles is how long an X11 window manager may take to place a new window. It loses the wish for a full screen
// of a window it has not placed yet, and leaves it small or dark; so the wish is made again.
const presentSettles = 500 * time.Millisecond

func fillAgain(win fyne.Window) {
	win.SetFullScreen(true)
	win.Content().Refresh()
}

// shortShow is a show that nobody came for: a look at a slide, a rehearsal of a key.
const shortShow = time.Minute

// afterShow says what waited, and offers to keep a record of the visit. What is not asked for is forgotten.
func (w *window) afterShow(l present.Log, err error) {
	held := w.curtain.open(w.win)
	if err != nil {
		held = append(held, message{look.Bad, desk.Explain(err), nil})
	}
	var after []ui.Action
	if l.Length() >= shortShow {
		after = append(after, ui.Action{Text: "登记来访…", Do: func() { w.logVisit(l) }})
	}
	w.sayHeld(held, after...)
}

// The fields of a visit.
const (
	visitHosts   = "hosts"
	visitLeader  = "leader"
	visitTalk    = "talk"
	visitNext    = "next_step"
	visitOfficer = "officer"
)

// logVisit asks for what the program cannot know and keeps the visit as one step.
func (w *window) logVisit(l present.Log) {
	f := ui.NewFields(ui.Section{Fields: []ui.Field{
		{Key: visitHosts, Label: "来访单位", Hint: "几家用顿号隔开", Required: true},
		{Key: visitLeader, Label: "接待领导"},
		{Key: visitTalk, Label: "洽谈内容", Kind: ui.LinesField, Value: l.String()},
		{Key: visitNext, Label: "下步跟进", Kind: ui.LinesField, Hint: "一行一件事"},
		{Key: visitOfficer, Label: "跟进人", Value: w.user()},
	}})
	save := ui.Action{Text: "登记来访", Primary: true, Do: func() { w.keepVisit(visitOf(f.Value, l)) }, Ready: func() bool {
		if strings.TrimSpace(f.Value(visitHosts)) == "" {
			f.SetNote(visitHosts, look.Bad, "请写来访单位")
			f.FocusOn(w.win.Canvas(), visitHosts)
			return false
		}
		return true
	}}
	d := ui.NewDialog(w.win, "登记这次来访", f, save)
	d.ClosedByFields(f)
	d.Show()
	f.FocusOn(w.win.Canvas(), visitHosts)
	w.tell("visit", "")
}

func visitOf(value func(key string) string, l present.Log) *model.Visit {
	day := model.DayAt(l.Began)
	v := &model.Visit{VisitKind: "来访", From: model.OnDay(day), To: model.OnDay(day), Leader: value(visitLeader), Talk: value(visitTalk),
		Hosts: model.SplitList(value(visitHosts)), NextStep: value(visitNext), Officer: value(visitOfficer)}
	v.ID, v.Name = model.NewID(), day.String()+" "+model.Tidy(value(visitHosts))+"来访"
	return v
}

func (w *window) keepVisit(v *model.Visit) {
	w.desk.Edit("登记"+v.Name, func(tx *store.Tx) error { return tx.Put(v) })
}
