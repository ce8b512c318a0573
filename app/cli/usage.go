package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// phrases put the parser's words into Chinese, the more special first. Each takes the whole message.
var phrases = []struct {
	form *regexp.Regexp
	text string
}{
	{regexp.MustCompile(`^unexpected argument (.+), did you mean (.+)\?$`), "没有 $1 这个命令或参数，是否为 $2"},
	{regexp.MustCompile(`^unexpected argument (.+)$`), "没有 $1 这个命令，或参数多了"},
	{regexp.MustCompile(`^unknown flag (.+), did you mean (.+)\?$`), "没有选项 $1，是否为 $2"},
	{regexp.MustCompile(`^unknown flag (.+)$`), "没有选项 $1"},
	{regexp.MustCompile(`^(--[a-z-]+)\S* must be one of (.+) but got "(.*)"$`), "选项 $1 只能是 $2，不能是「$3」"},
	{regexp.MustCompile(`^(--[a-z-]+)[^:]*: .*"EOL".*$`), "选项 $1 后面缺少值"},
	{regexp.MustCompile(`^(--[a-z-]+)[^:]*: .*u?int\b.* but got "([^"]*)".*$`), "选项 $1 应为整数，不能是「$2」"},
	{regexp.MustCompile(`^(--[a-z-]+)[^:]*: .*float\b.* but got "([^"]*)".*$`), "选项 $1 应为数字，不能是「$2」"},
	{regexp.MustCompile(`^(--[a-z-]+)[^:]*: .*bool.* got "([^"]*)".*$`), "选项 $1 不带值，或写 true、false，不能是「$2」"},
	{regexp.MustCompile(`^(--[a-z-]+)[^:]*: (?:expected|missing) .*$`), "选项 $1 后面缺少值"},
	{regexp.MustCompile(`^missing flags: (.+)$`), "缺少选项 $1"},
	{regexp.MustCompile(`^expected one of (.+)$`), "后面应写下列之一：$1"},
	{regexp.MustCompile(`^expected "(.+)"$`), "缺少 $1"},
	{regexp.MustCompile(`^unexpected flag argument "(.*)"$`), "选项「$1」不带值"},
	{regexp.MustCompile(`^flag (--[a-z-]+) applies to .*$`), "选项 $1 要写在命令之后"},
}

var joins = strings.NewReplacer(`","`, "、", `", "`, "、", `"`, "", "did you mean one of ", "", "one of ", "", " or ", " 或 ", " and ", " 和 ")

// usage puts the parser's words into Chinese.
func usage(err error) string {
	message := err.Error()
	if cut, _, ok := strings.Cut(message, "; perhaps try "); ok {
		message = cut
	}
	for _, p := range phrases {
		if p.form.MatchString(message) {
			return strings.ReplaceAll(joins.Replace(p.form.ReplaceAllString(message, p.text)), "、，", "，")
		}
	}
	return "参数不符合用法"
}

// helpWords are the parser's own words in a help text.
var helpWords = strings.NewReplacer("Usage: ", "用法：", "Arguments:", "参数：", "Flags:", "选项：", "Commands:", "命令：", "Show context-sensitive help.", "显示用法",
	"[flags]", "[选项]", "<command>", "<命令>")

var moreHelp = regexp.MustCompile(`Run "(.+) --help" for more information( on a command)?\.`)

// chineseHelp prints the parser's help in Chinese.
func chineseHelp(o kong.HelpOptions, ctx *kong.Context) error {
	out := ctx.Stdout
	var b bytes.Buffer
	ctx.Stdout = &b
	err := kong.DefaultHelpPrinter(o, ctx)
	ctx.Stdout = out
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(out, moreHelp.ReplaceAllString(helpWords.Replace(b.String()), "某条命令的用法见 $1 --help"))
	return err
}

// versionFlag prints the version and ends the run, whatever else was asked.
type versionFlag bool

// BeforeReset is called by the parser before anything else of the call is looked at.
func (versionFlag) BeforeReset(ctx *kong.Context, vars kong.Vars) error {
	var err error
	if slices.Contains(ctx.Args, "--json") {
		err = json.NewEncoder(ctx.Stdout).Encode(map[string]string{"version": vars["version"]})
	} else {
		_, err = fmt.Fprintln(ctx.Stdout, vars["version"])
	}
	ctx.Exit(0)
	return err
}
