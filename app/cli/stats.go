package cli

import (
	"fmt"
	"io"
	"time"

	"chainatlas/model"
	"chainatlas/model/report"
)

type statsCommand struct {
	Year        int    `help:"年度" placeholder:"Y"`
	AsOf        string `help:"截至日期，如 2024-06-30" placeholder:"DATE"`
	By          string `help:"分组：chain 产业链、unit 责任单位、street 街道、channel 渠道" enum:"chain,unit,street,channel," default:""`
	NoFictional bool   `help:"不计虚构记录"`
	Landed      string `help:"落地从哪个阶段算起：registered 注册、filed 立项备案、started 开工；不写时按工作区的统计口径" enum:"registered,filed,started," default:"" placeholder:"STAGE"`
}

type statsResult struct {
	Figures []report.Figure `json:"figures"`
}

// Run prints every figure with what is needed to check it.
func (x statsCommand) Run(c *call) error {
	in := report.Input{Year: x.Year, By: report.By(x.By), NoFictional: x.NoFictional, Landed: model.Stage(x.Landed)}
	if x.AsOf == "" && x.Year == 0 {
		in.AsOf = model.DayAt(time.Now()) // figures of a year are this year's
	}
	if x.AsOf != "" {
		d, problems := model.ParseDate(x.AsOf, model.Hint{Year: time.Now().Year()})
		if !d.Known() || len(problems) > 0 {
			return mistake("截至日期「" + x.AsOf + "」应写成 2024-06-30")
		}
		in.AsOf = d.To
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	l := report.NewLedger(in)
	if err := report.Walk(s, l.Take); err != nil {
		return err
	}
	out := statsResult{append([]report.Figure{}, l.Stats()...)}
	return c.print(out, func(w io.Writer) {
		fmt.Fprintln(w, "指标\t分组\t台账数\t分子\t分母\t目标\t通报数\t说明")
		for _, f := range out.Figures {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", f.Label, f.Group, f.Shown(), report.Shown(f.Numerator, ""), report.Shown(f.Denominator, ""),
				report.Shown(f.Target, f.Unit), report.Shown(f.Reported, f.Unit), f.Note)
		}
	})
}
