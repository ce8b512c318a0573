package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"chainatlas/app/story"
	"chainatlas/model"
	"chainatlas/model/calk"
)

type deckPackCommand struct {
	Deck     string `arg:"" optional:"" name:"演示" help:"演示的名称或编号"`
	Out      string `help:"文件：.calk" placeholder:"F"`
	Notes    bool   `help:"带讲稿：讲解备注原样写入，拿到文件的人可以读到"`
	Audience string `help:"给谁看：visitor 来访者，internal 内部" enum:"internal,visitor" default:"visitor"`
	Check    string `help:"核对一个演示包是否完整，说明里面是什么" placeholder:"F"`
}

// deckPacked is a package in JSON.
type deckPacked struct {
	File    string    `json:"file"`
	Title   string    `json:"title"`
	Level   string    `json:"level"`
	Made    time.Time `json:"made"`
	Program string    `json:"program"`
	Slides  int       `json:"slides"`
	Left    []int     `json:"left,omitempty"`           // numbers of slides that the audience must not see
	Missing []string  `json:"missing_photos,omitempty"` // that cannot be read
}

// Run makes a package, or looks through one.
func (x deckPackCommand) Run(c *call) error {
	switch {
	case x.Check != "" && x.Deck == "" && x.Out == "":
		return x.look(c)
	case x.Check != "" || x.Deck == "" || x.Out == "":
		return mistake("请写演示的名称和 --out 文件.calk，或只写 --check 文件.calk")
	case strings.ToLower(filepath.Ext(x.Out)) != calk.Suffix:
		return mistake("文件名应以 " + calk.Suffix + " 结尾")
	}
	s, r, err := c.find(string(model.KindDeck), x.Deck)
	if err != nil {
		return err
	}
	d := r.(*model.Deck)
	if _, ok := model.Redact(d, model.Staff, nil); !ok {
		return failure("这份演示是保密的，没有打包")
	}
	o, err := c.telling(audienceFlag{x.Audience}.audience())
	if err != nil {
		return err
	}
	var b bytes.Buffer
	got, err := story.Pack(context.Background(), &b, s, d, o, story.Packing{Notes: x.Notes, Program: c.version})
	if err != nil {
		return err
	}
	if err := writeFile(x.Out, &b); err != nil {
		return err
	}
	for _, n := range numbered(got.Left) {
		c.say("第 %d 页没有可以给所选对象看的内容，没有装入", n)
	}
	for _, name := range got.Missing {
		c.say("照片「%s」无法读取，没有装入", name)
	}
	return x.tell(c, x.Out, got)
}

// look opens a package as a show would and tells what is in it.
func (x deckPackCommand) look(c *call) error { return x.tell(c, x.Check, story.Packed{}) }

// tell reads the file back: what is told of it is what is in it.
func (x deckPackCommand) tell(c *call, file string, made story.Packed) error {
	f, err := story.OpenPack(context.Background(), file)
	if err != nil {
		return about{file, err}
	}
	m := f.Manifest
	out := deckPacked{file, m.Title, m.Level, m.Made, m.Program, f.Slides(), numbered(made.Left), made.Missing}
	return c.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "%s\t%s，%d 页，%s，%s 制作\n", file, m.Title, out.Slides, m.Level, m.Made.Local().Format(time.DateOnly))
	})
}
