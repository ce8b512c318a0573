package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"chainatlas/app/industry"
	"chainatlas/app/place"
	"chainatlas/model"
	"chainatlas/model/sheet"
	"chainatlas/model/store"
)

type importCommand struct {
	Files   []string `arg:"" name:"文件" help:"台账文件（.xlsx .csv）"`
	Kind    string   `help:"表类型：auto、T1…T14 或记录种类" default:"auto" placeholder:"T1"`
	Sheet   string   `help:"只导入这张工作表" placeholder:"NAME"`
	Mapping string   `help:"表头对应表，JSON：{\"表头\":\"字段\"}" placeholder:"F"`
	Match   string   `help:"怎样认定同一条记录" enum:"uscc,name,name+investor,none," default:""`
	Update  string   `help:"已有记录怎样更新" enum:"empty-keeps,overwrite,never" default:"empty-keeps"`
	Partial bool     `help:"有错误的行跳过，其余照常导入"`
	DryRun  bool     `help:"只检查，不写入"`
	Hidden  bool     `help:"隐藏的工作表和行也导入"`
	Year    int      `help:"台账年度，标题未写时使用" placeholder:"Y"`
	Errors  string   `help:"把没有导入的行连同原因另存为一个文件" placeholder:"F.xlsx"`
	Unit    string   `help:"金额单位，表中未写时使用，如 亿元" placeholder:"U"`
}

// Run imports the ledgers as one action: all of them, or nothing when a row has an error.
func (x importCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	o, err := x.options(s)
	if err != nil {
		return err
	}
	plan, unread := sheet.ReadAll(context.Background(), x.Files, o)
	if plan == nil {
		return unread
	}
	if x.Errors != "" {
		if err := writeProblems(x.Errors, plan); err != nil {
			return err
		}
	}
	batch, err := x.take(s, plan)
	if err != nil && !errors.Is(err, sheet.ErrRowErrors) {
		return err
	}
	if printing := c.printPlan(plan, batch); printing != nil {
		return printing
	}
	switch {
	case unread != nil:
		return unread
	case err != nil:
		return failure(fmt.Sprintf("有 %d 行有错误，没有写入任何记录。改正后重新导入，或加 --partial 只导入其余各行", plan.Count().Failed))
	}
	return nil
}

func (x importCommand) options(s *store.Store) (sheet.Options, error) {
	o := sheet.Options{Kind: x.Kind, Sheet: x.Sheet, Match: x.Match, Update: x.Update, Partial: x.Partial, Hidden: x.Hidden, Year: x.Year, Unit: x.Unit,
		Existing: s, Locate: place.Locate, Industry: industry.Name}
	if x.Mapping == "" {
		return o, checked(o)
	}
	b, err := os.ReadFile(x.Mapping)
	if err != nil {
		return o, err
	}
	if err := json.Unmarshal(b, &o.Mapping); err != nil {
		return o, failure("表头对应表不是所要的 JSON：" + err.Error())
	}
	return o, checked(o)
}

// checked makes an option that means nothing a wrong call.
func checked(o sheet.Options) error {
	err := o.Check()
	var wrong *sheet.OptionError
	if !errors.As(err, &wrong) {
		return err
	}
	switch wrong.Option {
	case "kind":
		return mistake("没有「" + wrong.Value + "」这种表或记录。可用：auto、T1…T14，project 项目、enterprise 企业、site 载体、visit 活动等")
	case "unit":
		return mistake("「" + wrong.Value + "」不是金额单位。可用：元、万元、亿元、万美元等")
	}
	return mistake("表头对应表中的「" + wrong.Value + "」不是字段，请用 docs/DATA.md 中的键或中文表头")
}

func writeProblems(path string, plan *sheet.Plan) error {
	var b bytes.Buffer
	if err := sheet.WriteProblems(&b, plan); err != nil {
		return err
	}
	return writeFile(path, &b)
}

// take puts the plan's records into the store, unless this is a trial.
func (x importCommand) take(s *store.Store, plan *sheet.Plan) (store.Batch, error) {
	records, err := plan.Records()
	if err != nil || x.DryRun || len(records) == 0 {
		return store.Batch{}, err
	}
	label := "导入 " + filepath.Base(x.Files[0])
	if len(x.Files) > 1 {
		label += fmt.Sprintf(" 等 %d 个文件", len(x.Files))
	}
	return s.Update(label, func(tx *store.Tx) error { return putAll(tx, records) })
}

func putAll(tx *store.Tx, records []model.Record) error {
	for _, r := range records {
		if err := tx.Put(r); err != nil {
			return fmt.Errorf("import %s: %w", r.Head().Name, err)
		}
	}
	return nil
}

func (c *call) printPlan(plan *sheet.Plan, batch store.Batch) error {
	result := plan.Result(string(batch.ID))
	for i, f := range plan.Files {
		if f.Err != nil {
			result.Files[i].Error = explain(f.Err)
		}
	}
	return c.print(result, func(w io.Writer) {
		for _, f := range plan.Files {
			for _, t := range f.Sheets {
				n := t.Count()
				fmt.Fprintf(w, "%s %s：%s，%d 行，新增 %d，更新 %d，跳过 %d，冲突 %d，错误 %d\n", f.Name, t.Name, t.Kind.Label(), n.Rows, n.Added, n.Updated, n.Skipped, n.Conflicts, n.Failed)
				printIssues(w, "错误", t.Errors())
				printIssues(w, "提示", t.Warnings())
			}
		}
	})
}

func printIssues(w io.Writer, what string, issues []sheet.Issue) {
	for _, i := range issues {
		fmt.Fprintf(w, "  %s\t第 %d 行\t%s\t%s。%s\n", what, i.Row, i.Column, i.Message, i.Suggestion)
	}
}
