package cli

import (
	"fmt"
	"io"

	"chainatlas/app/industry"
	"chainatlas/model"
)

type industryCommands struct {
	Install industryInstallCommand `cmd:"" help:"安装完整的国民经济行业分类表（csv 或 xlsx，列 代码、名称）"`
	List    industryListCommand    `cmd:"" help:"列出行业分类表：内置的和安装的"`
	Search  industrySearchCommand  `cmd:"" help:"按代码、名称或拼音首字母查行业"`
}

// industryFolder is beside the usual workspace, as the base maps are: the table serves all workspaces.
func industryFolder() (string, error) {
	dir, err := DefaultWorkspace()
	if err != nil {
		return "", err
	}
	return dir + "-industry", nil
}

// KeepIndustries says where the installed tables of industries are. Without a folder for the user's data there is the
// built-in table alone, and installing another says why not.
func KeepIndustries() {
	if dir, err := industryFolder(); err == nil {
		industry.Keep(dir)
	}
}

// tableEntry is a table in JSON.
type tableEntry struct {
	Edition string `json:"edition"`
	Full    bool   `json:"full"` // installed; the built-in one has only what the built-in chains use
	Entries int    `json:"entries"`
	Classes int    `json:"classes"`
	InUse   bool   `json:"in_use"`
}

func entryOfTable(t *industry.Table) tableEntry {
	now := industry.Now()
	return tableEntry{t.Edition, t.Full, len(t.Entries), t.Classes(), t.Full == now.Full && t.Edition == now.Edition}
}

type industryInstallCommand struct {
	File    string `arg:"" name:"文件" help:"csv 或 xlsx，第一行为表头：代码、名称；可另有层级（level）"`
	Edition string `help:"版本" default:"GB/T 4754-2017" placeholder:"EDITION"`
}

// Run installs a table; one with anything wrong changes nothing.
func (x industryInstallCommand) Run(c *call) error {
	t, err := industry.Install(x.File, x.Edition)
	if err != nil {
		return err
	}
	out := entryOfTable(t)
	return c.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "已安装 %s：%d 条，其中小类 %d\n", out.Edition, out.Entries, out.Classes)
		if !out.InUse {
			fmt.Fprintf(w, "软件按 %s 核对代码，这一版只备查\n", model.EditionGBT4754)
		}
	})
}

type industryListCommand struct{}

// Run lists the tables.
func (industryListCommand) Run(c *call) error {
	all, err := industry.Installed()
	if err != nil {
		return err
	}
	if problem := industry.Problem(); problem != nil {
		c.say("安装的行业分类表不能使用，暂用内置的：%s", explain(problem))
	}
	out := []tableEntry{entryOfTable(industry.Builtin())}
	for _, t := range all {
		out = append(out, entryOfTable(t))
	}
	return c.print(out, func(w io.Writer) {
		for _, t := range out {
			origin, use := "内置（仅大类和所附产业链用到的小类）", ""
			if t.Full {
				origin = "安装"
			}
			if t.InUse {
				use = "在用"
			}
			fmt.Fprintf(w, "%s\t%s\t%d 条\t小类 %d\t%s\n", t.Edition, origin, t.Entries, t.Classes, use)
		}
	})
}

type industrySearchCommand struct {
	Text  string `arg:"" name:"文字" help:"代码（3393、C33）、名称或拼音首字母"`
	Limit int    `help:"最多列出多少条；0 为全部" default:"20" placeholder:"N"`
}

// industryEntry is an industry in JSON.
type industryEntry struct {
	industry.Entry
	Place   string `json:"place,omitempty"`
	Edition string `json:"edition"`
}

// Run finds industries.
func (x industrySearchCommand) Run(c *call) error {
	now := industry.Now()
	out := []industryEntry{}
	for _, e := range now.Search(x.Text, x.Limit) {
		out = append(out, industryEntry{e, e.Place, now.Edition})
	}
	if len(out) == 0 && !now.Full {
		c.say("内置的表只有大类和所附产业链用到的小类；完整的表用 chainatlas industry install 安装")
	}
	return c.print(out, func(w io.Writer) {
		for _, e := range out {
			fmt.Fprintf(w, "%s\t%s\t%s\n", e.Code, e.Name, e.Place)
		}
	})
}
