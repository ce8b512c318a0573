package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

type chainDrawCommand struct {
	Name string `arg:"" name:"产业链" help:"产业链名称或代码"`
	drawingFlags
	Date string `help:"截至日期，写在图上；不写时为今天" placeholder:"DATE"`
	audienceFlag
	languageFlag
}

// Help is what --help adds.
func (chainDrawCommand) Help() string { return courseHelp }

// Run draws the chain map and prints where everything stands.
func (x chainDrawCommand) Run(c *call) error {
	frame, err := x.frame()
	if err != nil {
		return err
	}
	known, err := c.chain(x.Name, x.audience())
	if err != nil {
		return err
	}
	faces, err := typeface()
	if err != nil {
		return err
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	say, err := x.say(s, x.audience())
	if err != nil {
		return err
	}
	o := thematic.ChainOptions{Faces: faces, Audience: x.audience(), Aspect: frame.aspect(), Source: known.Source, Date: x.stamp(time.Now()), Say: say}
	if known.invented() {
		o.Source = strings.TrimPrefix(known.Source+"；含虚构数据", "；")
	}
	picture, err := thematic.ChainMap(known.Chain, thematic.StatesOf(known.ChainState.Nodes, x.audience()), o)
	if err != nil {
		return err
	}
	picture = picture.Aged(model.DayAt(time.Now()))
	if err := frame.write(picture, x.audience(), faces); err != nil {
		return err
	}
	out := known.entry()
	out.place(picture)
	out.Out = x.Out
	return c.print(out, func(to io.Writer) { fmt.Fprintf(to, "已绘制 %s：%s\n", picture.Name(), x.Out) })
}

// stamp is the date that every drawing bears: the one asked for, else today.
func (x chainDrawCommand) stamp(now time.Time) string {
	if x.Date != "" {
		return "截至 " + x.Date
	}
	return "截至 " + now.Format(longDate)
}

// longDate is a day as drawings and ledgers write it.
const longDate = "2006年1月2日"

func typeface() (*mapping.Typeface, error) {
	return mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
}
