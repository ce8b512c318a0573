package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chainatlas/app/story"
	"chainatlas/model"
	"chainatlas/model/store"
)

type deckCommands struct {
	List   deckListCommand   `cmd:"" help:"列出演示"`
	Build  deckBuildCommand  `cmd:"" help:"为来访企业、产业链或行业生成一份演示"`
	Export deckExportCommand `cmd:"" help:"导出为 PDF、PowerPoint 或图片"`
	Leaks  deckLeaksCommand  `cmd:"" help:"预演：列出对来访者隐藏的内容"`
	Freeze deckFreezeCommand `cmd:"" help:"定稿：把今天给来访者看的样子存为附件"`
	Pack   deckPackCommand   `cmd:"" help:"制作演示包（.calk），在别的电脑上放映；--check 核对一个演示包"`
}

// deckEntry is a deck in JSON.
type deckEntry struct {
	ID      model.ID     `json:"id"`
	Name    string       `json:"name"`
	Visitor model.Link   `json:"visitor"`
	Theme   model.Theme  `json:"theme"`
	Ratio   model.Ratio  `json:"ratio"`
	Frozen  string       `json:"frozen,omitempty"`
	Slides  model.Slides `json:"slides"`
}

func deckEntryOf(d *model.Deck) deckEntry {
	return deckEntry{d.ID, d.Name, d.Visitor, d.Theme, d.Ratio, d.Frozen.String(), d.Slides}
}

type deckListCommand struct{}

// Run lists the decks by name.
func (deckListCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	all, err := store.Every[*model.Deck](s, model.KindDeck)
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(a, b *model.Deck) int { return strings.Compare(a.Name, b.Name) })
	list := make([]deckEntry, len(all))
	for i, d := range all {
		list[i] = deckEntryOf(d)
	}
	return c.print(list, func(w io.Writer) {
		for _, d := range all {
			fmt.Fprintf(w, "%s\t%s\t%d 页\t%s\n", d.Name, d.Visitor, len(d.Slides.Shown()), d.Frozen)
		}
	})
}

type deckBuildCommand struct {
	For      string `help:"来访企业的名称或编号" placeholder:"ENTERPRISE"`
	Chain    string `help:"产业链的名称或代码" placeholder:"NAME"`
	Industry string `help:"行业或产品，如 锻件" placeholder:"TEXT"`
	languageFlag
	Name string `help:"演示的名称；不写时按来访企业或产业链取名" placeholder:"TEXT"`
}

// Run proposes a deck and stores it.
func (x deckBuildCommand) Run(c *call) error {
	if x.For == "" && x.Chain == "" && model.Blank(x.Industry) {
		return mistake("请写 --for 来访企业、--chain 产业链或 --industry 行业，至少一项")
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	w := story.Wish{Industry: model.Tidy(x.Industry)}
	if x.For != "" {
		_, r, err := c.find(string(model.KindEnterprise), x.For)
		if err != nil {
			return err
		}
		w.Visitor = r.(*model.Enterprise)
	}
	if x.Chain != "" {
		known, err := c.chain(x.Chain, model.Staff)
		if err != nil {
			return err
		}
		w.Chain = known.Chain
	}
	d, err := story.Propose(context.Background(), s, w, time.Now())
	if err != nil {
		return err
	}
	if x.Lang != "" {
		d.Language = model.Language(x.Lang)
	}
	if name := model.Tidy(x.Name); name != "" {
		d.Name = name
	}
	if _, err := s.Update("新建演示「"+d.Name+"」", func(tx *store.Tx) error { return tx.Put(d) }); err != nil {
		return err
	}
	return c.print(deckEntryOf(d), func(w io.Writer) {
		fmt.Fprintf(w, "已新建 %s，%d 页\n", d.Name, len(d.Slides))
		for i, x := range d.Slides {
			fmt.Fprintf(w, "%d\t%s\n", i+1, x.Heading())
		}
	})
}

type deckExportCommand struct {
	Deck     string `arg:"" name:"演示" help:"演示的名称或编号"`
	Out      string `required:"" help:"文件：.pdf、.pptx，或 .png（每页一张，文件名后加页码）" placeholder:"F"`
	Audience string `help:"给谁看：visitor 来访者，internal 内部" enum:"internal,visitor" default:"visitor"`
	languageFlag
}

type deckExported struct {
	Files   []string `json:"files"`
	Slides  int      `json:"slides"`
	Left    []int    `json:"left"`           // numbers of slides that the audience must not see
	Cut     []int    `json:"cut"`            // numbers of slides whose words have no room
	Missing []string `json:"missing_photos"` // that cannot be read
}

// Run writes the deck as its audience may see it.
func (x deckExportCommand) Run(c *call) error {
	s, d, show, o, err := x.tell(c)
	if err != nil {
		return err
	}
	title, err := story.Title(s, d, o.Audience)
	if err != nil {
		return err
	}
	out := deckExported{Slides: len(show.Slides), Left: numbered(show.Left), Cut: numbered(show.Cuts(o)), Missing: append([]string{}, show.Missing...)}
	if out.Files, err = x.write(show, title, o); err != nil {
		return err
	}
	for _, n := range out.Left {
		c.say("第 %d 页没有可以给所选对象看的内容，没有导出", n)
	}
	for _, n := range out.Cut {
		c.say("第 %d 页文字太多，排不下的没有写上", n)
	}
	return c.print(out, func(w io.Writer) {
		for _, f := range out.Files {
			fmt.Fprintf(w, "已写入 %s\n", f)
		}
	})
}

func (x deckExportCommand) tell(c *call) (*store.Store, *model.Deck, *story.Show, story.Options, error) {
	var o story.Options
	if !slices.Contains([]string{".pdf", ".pptx", ".png"}, x.ext()) {
		return nil, nil, nil, o, mistake("文件名应以 .pdf、.pptx 或 .png 结尾")
	}
	s, r, err := c.find(string(model.KindDeck), x.Deck)
	if err != nil {
		return nil, nil, nil, o, err
	}
	if o, err = c.telling(audienceFlag{x.Audience}.audience()); err != nil {
		return nil, nil, nil, o, err
	}
	d := r.(*model.Deck).In(model.Language(x.Lang))
	if _, ok := model.Redact(d, model.Staff, nil); !ok {
		return nil, nil, nil, o, failure("这份演示是保密的，没有导出")
	}
	show, err := story.Tell(context.Background(), s, d, o)
	return s, d, show, o, err
}

func (c *call) telling(to model.Audience) (story.Options, error) {
	faces, err := typeface()
	if err != nil {
		return story.Options{}, err
	}
	base, err := c.baseMap(faces)
	return story.Options{Faces: faces, Base: base, Audience: to, Now: time.Now()}, err
}

func (x deckExportCommand) ext() string { return strings.ToLower(filepath.Ext(x.Out)) }

// pictureScale makes a slide 1920×1080, or 1440×1080.
const pictureScale = 1.5

func (x deckExportCommand) write(show *story.Show, title string, o story.Options) ([]string, error) {
	var b bytes.Buffer
	var err error
	switch x.ext() {
	case ".pdf":
		err = show.WritePDF(&b, title, o)
	case ".pptx":
		err = show.WritePPTX(&b, title, o)
	default:
		return x.pictures(show, o)
	}
	if err != nil {
		return nil, err
	}
	return []string{x.Out}, writeFile(x.Out, &b)
}

func (x deckExportCommand) pictures(show *story.Show, o story.Options) (files []string, err error) {
	if len(show.Slides) == 0 {
		return nil, story.ErrEmpty
	}
	for i, p := range show.Slides {
		name := fmt.Sprintf("%s-%02d.png", strings.TrimSuffix(x.Out, filepath.Ext(x.Out)), i+1)
		var b bytes.Buffer
		if err := story.WritePNG(&b, p.Page, pictureScale, o.Faces); err != nil {
			return files, err
		}
		if err := writeFile(name, &b); err != nil {
			return files, err
		}
		files = append(files, name)
	}
	return files, nil
}

// numbered are places counted from 1.
func numbered(places []int) []int {
	out := make([]int, len(places))
	for i, n := range places {
		out[i] = n + 1
	}
	return out
}

type deckLeaksCommand struct {
	Deck string `arg:"" name:"演示" help:"演示的名称或编号"`
}

// Run tells staff what visitors will not see.
func (x deckLeaksCommand) Run(c *call) error {
	s, r, err := c.find(string(model.KindDeck), x.Deck)
	if err != nil {
		return err
	}
	faces, err := typeface()
	if err != nil {
		return err
	}
	base, err := c.baseMap(faces)
	if err != nil {
		return err
	}
	list, err := story.Leaks(context.Background(), s, r.(*model.Deck), base, time.Now())
	if err != nil {
		return err
	}
	return c.print(append([]story.Leak{}, list...), func(w io.Writer) {
		for _, l := range list {
			fmt.Fprintln(w, l)
		}
	})
}

type deckFreezeCommand struct {
	Deck string `arg:"" name:"演示" help:"演示的名称或编号"`
}

// Run keeps what visitors see today as a file of the deck.
func (x deckFreezeCommand) Run(c *call) error {
	s, r, err := c.find(string(model.KindDeck), x.Deck)
	if err != nil {
		return err
	}
	o, err := c.telling(model.Visitors)
	if err != nil {
		return err
	}
	d := r.(*model.Deck)
	show, err := story.Tell(context.Background(), s, d, o)
	if err != nil {
		return err
	}
	frozen, err := story.Freeze(s, show, d, o)
	if err != nil {
		return err
	}
	if _, err := s.Update("定稿「"+d.Name+"」", func(tx *store.Tx) error { return tx.Put(frozen) }); err != nil {
		return err
	}
	return c.print(deckEntryOf(frozen), func(w io.Writer) { fmt.Fprintf(w, "已定稿 %s，PDF 存为附件\n", frozen.Frozen) })
}
