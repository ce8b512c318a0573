package cli

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"chainatlas/model"
	"chainatlas/model/sheet"
	"chainatlas/model/store"
)

type exportCommand struct {
	Kind     string `arg:"" help:"记录种类"`
	Out      string `required:"" help:"文件，.xlsx、.csv 或 .geojson" placeholder:"F"`
	Template string `help:"按哪种表，如 T1 T2 T6 T7；写种类名则导出全部字段" placeholder:"T1"`
	Where    string `help:"条件" placeholder:"EXPR"`
	Year     int    `help:"台账年度，写在标题中" placeholder:"Y"`
	audienceFlag
}

type exportResult struct {
	Kind    model.Kind `json:"kind"`
	Out     string     `json:"out"`
	Records int        `json:"records"` // written
	LeftOut int        `json:"left_out"`
}

// Run writes the ledger and counts what went into it.
func (x exportCommand) Run(c *call) error {
	kind, err := model.ParseKind(x.Kind)
	if err != nil {
		return err
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	records, err := where(s, kind, x.Where)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	n, err := x.write(&b, s, kind, records)
	if err != nil {
		return err
	}
	if err := writeFile(x.Out, &b); err != nil {
		return err
	}
	out := exportResult{kind, x.Out, n, len(records) - n}
	return c.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "已导出 %d 条，未导出 %d 条：%s\n", out.Records, out.LeftOut, out.Out)
	})
}

func (x exportCommand) write(to io.Writer, s *store.Store, kind model.Kind, records []model.Record) (int, error) {
	ext := strings.ToLower(filepath.Ext(x.Out))
	switch ext {
	case ".geojson", ".json":
		b, n, err := geoJSON(seenBy(s, x.audience(), records))
		if err != nil {
			return 0, err
		}
		_, err = to.Write(b)
		return n, err
	case ".xlsx", ".csv":
		o := sheet.WriteOptions{Year: x.Year, Audience: x.audience(), Seen: s.Seen(x.audience()), Date: time.Now().Format("2006-01-02"), CSV: ext == ".csv"}
		return sheet.Write(to, x.form(kind), records, o)
	}
	return 0, mistake("文件名应以 .xlsx、.csv 或 .geojson 结尾：" + x.Out)
}

// form is the template asked for, else the bureau's own for the kind, else all fields.
func (x exportCommand) form(kind model.Kind) string {
	if x.Template != "" {
		return x.Template
	}
	if t := sheet.TemplateFor(kind); t != "" {
		return t
	}
	return string(kind)
}
