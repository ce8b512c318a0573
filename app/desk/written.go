package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"chainatlas/app/look"
	"chainatlas/app/system"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
)

// Written says that a file was written, with the ways on: opened, or shown in its folder. The words are a sentence without its
// full stop; "" says where the file is.
func (d *Desk) Written(tone look.Tone, words, path string) {
	if words == "" {
		words = "已写入 " + path
	}
	d.Remember(path)
	d.Notice(tone, words, d.ways(path)...)
}

// OpenWritten opens a file that was written, as far as it may be; else it shows the folder.
func (d *Desk) OpenWritten(path string) { d.ways(path)[0].Do() }

// ways are what can be done with a file that was written. One that may be a program is only shown in its folder.
func (d *Desk) ways(path string) (out []ui.Action) {
	if documents[strings.ToLower(filepath.Ext(path))] {
		out = append(out, ui.Action{Text: "打开", Do: func() { d.Fail(system.Open(path)) }})
	}
	return append(out, ui.Action{Text: "打开所在文件夹", Do: func() { d.Fail(system.Reveal(path)) }})
}

// Print gives a document to the system's printing, as a copy that goes when the program ends. Where the system's program for it
// shows and does not print, it is opened there.
func (d *Desk) Print(name string, pdf []byte) {
	task.Run(func(context.Context, func(int, int)) (string, error) {
		path, err := WriteCopy(model.Attachment{Name: name + ".pdf"}, bytes.NewReader(pdf))
		if err != nil {
			return "", err
		}
		return path, system.Print(path)
	}, func(path string, err error) {
		switch {
		case err == nil:
			d.Notice(look.Good, "已交给系统打印："+name)
		case errors.Is(err, system.ErrNoPrinting):
			d.open(path, name)
		default:
			d.Fail(fmt.Errorf("print %s: %w", name, err))
		}
	})
}

// open shows a document that the system does not print by itself.
func (d *Desk) open(path, name string) {
	if err := system.Open(path); err != nil {
		d.Notice(look.Warn, "没有打印：这台电脑没有可用的打印机，也没有能打开 PDF 的程序。请用「导出」存为文件，拿到别处打印")
		return
	}
	d.Notice(look.Plain, "「"+name+"」已在 PDF 程序中打开，请在那里按 Ctrl+P 打印")
}
