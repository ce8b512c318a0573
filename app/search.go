package app

import (
	"context"
	"fmt"
	"strings"

	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/search"
)

// resultsShown bounds the answer to one question.
const resultsShown = 50

// command is something the palette can do beside opening records.
type command struct {
	title string
	do    func()
}

func (w *window) commands() []command {
	var out []command
	for _, p := range w.places {
		if p.under != "" {
			continue
		}
		out = append(out, command{"转到 " + p.screen.Title(), func() { w.goTo(p.key) }})
	}
	return append(out, command{"撤销上一步", w.undo}, command{"重做", w.redo}, command{"演示（F5）", w.desk.Present}, command{"用户手册", func() { w.showManual() }})
}

// showPalette opens the search over everything.
func (w *window) showPalette() {
	if w.palette == nil {
		latest := &task.Latest[[]ui.Result]{}
		w.palette = ui.NewPalette(func(text string) {
			commands := w.matchingCommands(text)
			latest.Run(func(context.Context, func(int, int)) ([]ui.Result, error) { return w.matchingRecords(text), nil },
				func(found []ui.Result, _ error) {
					w.palette.SetResults(append(found, commands...))
					w.tell("found", fmt.Sprintf("%d %s", len(found), text))
				})
		}, w.openResult)
	}
	w.palette.SetPreparing(!w.finder.ready)
	if !w.palette.Shown() {
		w.palette.Show(w.win.Canvas())
		w.tell("palette", "")
	}
}

func (w *window) openResult(r ui.Result) {
	switch what := r.ID.(type) {
	case model.ID:
		w.openRecord(what)
	case command:
		what.do()
	}
}

func (w *window) matchingCommands(text string) []ui.Result {
	var out []ui.Result
	for _, c := range w.commands() {
		if strings.Contains(c.title, strings.TrimSpace(text)) {
			out = append(out, ui.Result{Kind: "命令", Title: c.title, ID: c})
		}
	}
	return out
}

// matchingRecords runs beside the window; the index may be asked from there.
func (w *window) matchingRecords(text string) []ui.Result {
	var out []ui.Result
	for _, h := range w.finder.index.Find(text, resultsShown) {
		out = append(out, w.result(h, text))
	}
	return out
}

// result is a record that was found; of what is 保密 it tells only that it is there.
func (w *window) result(h search.Hit, text string) ui.Result {
	out := ui.Result{Kind: h.Kind.Label(), Title: h.Title, ID: h.ID}
	r, err := w.desk.Store.Get(h.ID)
	if err != nil {
		return out // deleted since
	}
	if f, err := model.FieldOf(h.Kind, "name"); err == nil && model.LevelOf(r, f) == model.Secret {
		out.Title = "保密记录"
		return out
	}
	for _, part := range w.finder.index.Mark(h.Title, text) {
		out.Marks = append(out.Marks, [2]int{part.From, part.To})
	}
	if f, err := model.FieldOf(h.Kind, h.Field); err == nil && h.Field != "name" && model.LevelOf(r, f) != model.Secret {
		out.Subtitle = f.Label + " " + f.Text(r)
	}
	return out
}
