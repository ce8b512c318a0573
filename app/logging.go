package app

import (
	"fmt"
	"os"
	"runtime"

	"chainatlas/app/cli"
	"chainatlas/app/diagnosis"
	"chainatlas/app/look"
	"chainatlas/app/system"
	"chainatlas/app/ui"
)

// startLog begins to note what happens; a program that cannot works all the same.
func (w *window) startLog() {
	usual, err := cli.DefaultWorkspace()
	if err == nil {
		w.logs = diagnosis.Folder(usual)
		w.log, err = diagnosis.Open(w.logs)
	}
	if err == nil {
		w.crashed, err = diagnosis.Watch(w.logs)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "log:", err)
		return
	}
	card, _ := system.Graphics() // it was tried already
	w.log.Note("start", "version", Version, "go", runtime.Version(), "system", system.Name(), "graphics", card.Version+" "+card.Renderer)
}

func (w *window) endLog() {
	w.log.Note("end", "code", w.code)
	if err := w.log.Close(); err != nil {
		fmt.Fprintln(os.Stderr, "log:", err)
	}
}

// tellCrash says once that the run before ended by itself, and where to say so.
func (w *window) tellCrash() {
	if !w.crashed {
		return
	}
	w.crashed = false
	w.log.Note("crashed before")
	w.desk.Notice(look.Warn, "上次软件意外退出，已保存的内容都在。请把「设置」中的诊断包交给维护人员",
		ui.Action{Text: "打开设置", Do: func() { w.goTo("settings") }})
}
