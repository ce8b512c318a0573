package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// twoWords are two words in a row that are no name of a command, an option or a file.
var twoWords = regexp.MustCompile(`[A-Za-z]{2,} [A-Za-z]{2,}`)

// commandLines are what messages quote from the command line.
var commandLines = regexp.MustCompile(`chainatlas( [a-z<]+)*|--[a-z-]+|^  [a-z]+ [a-z]+`)

func speaksEnglish(text string) string {
	return twoWords.FindString(commandLines.ReplaceAllString(text, ""))
}

func TestErrorsSpeakChinese(t *testing.T) {
	o := filled(t)
	ledger := filepath.Join(t.TempDir(), "old.xls")
	if err := os.WriteFile(ledger, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 not a ledger"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		line string
		code int
		says string
	}{
		{"fly", Wrong, "fly"}, {"lst", Wrong, "list"}, {"list", Wrong, "种类"}, {"list project --wings", Wrong, "--wings"}, {"list project --limt 3", Wrong, "--limit"},
		{"list project --limit x", Wrong, "整数"}, {"list project --limit 0", Wrong, "至少"}, {"list project --limit -3", Wrong, "至少"}, {"search 钢 --limit 0", Wrong, "至少"},
		{"list --limit", Wrong, "缺少值"}, {"demo --seed -1", Wrong, "整数"}, {"map draw --out a.svg --zoom z", Wrong, "数字"}, {"map draw", Wrong, "--out"}, {"chain", Wrong, "list"},
		{"chain foo", Wrong, "foo"}, {"chain draw JPG --out a.svg --audience all", Wrong, "internal"}, {"stats --by moon", Wrong, "chain"}, {"get project", Wrong, "编号或名称"},
		{"--json=maybe list project", Wrong, "true"}, {"import a.csv --update sometimes", Wrong, "empty-keeps"}, {"undo a b", Wrong, "b"},
		{"get ship x", Wrong, "没有这种记录"}, {"get project 没有", Failed, "没有找到：项目「没有」"}, {"get project 01234567-89ab-7def-8123-456789abcdef", Failed, "没有找到"},
		{"set project 没有 投资=1亿元", Failed, "没有找到"}, {"set project 山钢智慧管控中心 船=大", Wrong, "chainatlas fields project"}, {"set project 山钢智慧管控中心 level.船=公开", Wrong, "chainatlas fields project"},
		{"set project 山钢智慧管控中心 created=昨天", Failed, "自动维护"}, {"list project --where 船=大", Wrong, "chainatlas fields"}, {"list project --sort 船", Wrong, "船"}, {"list project --fields 船", Wrong, "chainatlas fields project"},
		{"list project --where invesment>=1亿", Wrong, "计划总投资"}, {"list project --where 签约时间=昨天", Wrong, "日期"}, {"history 没有", Failed, "没有"}, {"undo 没有", Failed, "没有"},
		{"chain show 没有", Failed, "没有找到"}, {"delete project 没有", Failed, "没有找到"}, {"undelete project 没有", Failed, "没有"}, {"export project --out a.docx", Wrong, ".xlsx"},
		{"export project --template T99 --out " + filepath.Join(t.TempDir(), "a.xlsx"), Failed, "没有这种表"}, {"export project --out /没有这个文件夹/a.xlsx", Failed, "不存在"},
		{"import 没有.xlsx", Failed, "不存在"}, {"import " + ledger, Failed, "xls"}, {"stats --as-of 昨天", Wrong, "2024-06-30"}, {"redo", Failed, "没有可以"}, {"fields ship", Wrong, "没有这种记录"},
	} {
		code, out, err := o.run(strings.Fields(c.line)...)
		if code != c.code || !strings.Contains(err, c.says) || out != "" && c.code == Wrong {
			t.Errorf("%s: exit %d, prints %q, says %q", c.line, code, out, err)
		}
		if words := speaksEnglish(err); words != "" {
			t.Errorf("%s: speaks English (%s): %s", c.line, words, err)
		}
	}
}

func TestHelpSpeaksChinese(t *testing.T) {
	o := vacant(t)
	lines := []string{"", "demo", "import", "export", "list", "get", "set", "delete", "undelete", "trash", "search", "history", "undo", "redo", "stats", "chain", "chain list", "chain show",
		"chain draw", "chain gaps", "chain layout", "map", "map draw", "geo", "geo convert", "fields", "verify", "attach", "attach list", "attach save", "attach remove"}
	for _, line := range lines {
		code, out, err := o.run(append(strings.Fields(line), "--help")...)
		if code != Done || err != "" || !strings.HasPrefix(out, "用法：") {
			t.Errorf("%s: exit %d, says %q, prints %s", line, code, err, out)
		}
		for _, l := range strings.Split(out, "\n") {
			if words := speaksEnglish(l); words != "" {
				t.Errorf("%s: %s: %s", line, words, l)
			}
		}
	}
}

func TestFields(t *testing.T) {
	o := vacant(t)
	var list []fieldEntry
	o.json(Done, &list, "fields", "企业")
	for _, f := range list {
		if f.Key == "output" && (f.Label != "产值" || f.Type != "yearly" || f.Unit != "亿元") {
			t.Errorf("%+v", f)
		}
	}
	for _, kind := range []string{"project", "enterprise", "site", "chain", "contact", "visit", "target", "reported"} {
		if _, out, _ := o.run("fields", kind); !strings.Contains(out, "name\t") || speaksEnglish(out) != "" {
			t.Errorf("%s: %s", kind, out)
		}
	}
}

func TestVersionAsJSON(t *testing.T) {
	for _, args := range [][]string{{"--json", "--version"}, {"--version", "--json"}} {
		if _, out, _ := vacant(t).run(args...); strings.TrimSpace(out) != `{"version":"1.0.0"}` {
			t.Errorf("%v prints %s", args, out)
		}
	}
}
