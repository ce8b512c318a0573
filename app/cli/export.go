package cli

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/sheet"
	"chainatlas/model/store"
	"chainatlas/model/table"
)

type exportCommand struct {
	Kind     string `arg:"" name:"种类" help:"记录种类"`
	Out      string `required:"" help:"文件，.xlsx、.csv 或 .geojson" placeholder:"F"`
	Template string `help:"按哪种表，如 T1 T2 T6 T7；写种类名则导出全部字段" placeholder:"T1"`
	Where    string `help:"条件" placeholder:"EXPR"`
	Year     int    `help:"台账年度，写在标题中" placeholder:"Y"`
	Secret   bool   `help:"连同保密的记录和字段一起写出，文件加盖「保密」；只能用于 --audience internal"`
	audienceFlag
	viewFlag
}

// audience is whom the file is for; 保密 goes to nobody who did not ask for it by name.
func (x exportCommand) audience() model.Audience {
	if x.Secret {
		return model.Cleared
	}
	return x.audienceFlag.audience()
}

// check refuses what no file can be.
func (x exportCommand) check(kind model.Kind) error {
	if x.Secret && x.audienceFlag.audience() != model.Staff {
		return mistake("保密内容不能写给来访者：--secret 只能与 --audience internal 一起用")
	}
	for _, t := range sheet.Templates() {
		if strings.EqualFold(t.Code, x.Template) && t.Kind != kind {
			return mistake(t.Code + "「" + t.Name + "」是" + t.Kind.Label() + "的表，不能用来导出" + kind.Label())
		}
	}
	if k, err := model.ParseKind(x.Template); x.Template != "" && err == nil && k != kind {
		return mistake("--template 写的是" + k.Label() + "，要导出的却是" + kind.Label())
	}
	return nil
}

type exportResult struct {
	Kind    model.Kind `json:"kind"`
	Out     string     `json:"out"`
	Records int        `json:"records"` // written
	LeftOut int        `json:"left_out"`
}

// Run writes the ledger and counts what went into it.
func (x exportCommand) Run(c *call) error {
	kind, err := businessKind(x.Kind)
	if err != nil {
		return err
	}
	if err := x.check(kind); err != nil {
		return err
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	records, err := x.records(s, kind)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	n, err := x.write(&b, s, kind, records)
	if err != nil {
		return err
	}
	if x.Secret {
		if err := noteSecrets(s, records, x.Out); err != nil {
			return err
		}
	}
	if err := writeFile(x.Out, &b); err != nil {
		return err
	}
	out := exportResult{kind, x.Out, n, len(records) - n}
	return c.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "已导出 %d 条，未导出 %d 条：%s\n", out.Records, out.LeftOut, out.Out)
	})
}

// records are what the view and the condition leave, in the order of the view.
func (x exportCommand) records(s *store.Store, kind model.Kind) ([]model.Record, error) {
	view, f, err := x.read(s, kind, x.Where)
	if err != nil {
		return nil, err
	}
	order, err := filter.ParseSort(kind, view.Sort)
	if err != nil {
		return nil, err
	}
	return answering(s, table.Query{Kind: kind, Filter: f, Sort: order}, 0)
}

// noteSecrets puts into the history of each record with 保密 in it that it was written out; before the file is there, or a
// full disk would leave a file that nobody knows of.
func noteSecrets(s *store.Store, records []model.Record, path string) error {
	_, err := s.Seed("导出保密内容："+filepath.Base(path), func(tx *store.Tx) error {
		for _, r := range records {
			if !model.HasSecret(r) {
				continue
			}
			if err := tx.Note(r.Head().ID, "导出到 "+filepath.Base(path)); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

func (x exportCommand) write(to io.Writer, s *store.Store, kind model.Kind, records []model.Record) (int, error) {
	ext, now := strings.ToLower(filepath.Ext(x.Out)), time.Now()
	switch ext {
	case ".geojson", ".json":
		b, n, err := geoJSON(seenBy(s, x.audience(), records), fileStamp{x.audience().Mark(), now.Format(time.DateOnly), program})
		if err != nil {
			return 0, err
		}
		_, err = to.Write(b)
		return n, err
	case ".xlsx", ".csv":
		o := sheet.WriteOptions{Year: x.Year, Audience: x.audience(), Seen: s.Seen(x.audience()), Date: now.Format(time.DateOnly), Made: now, CSV: ext == ".csv"}
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
