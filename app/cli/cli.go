// Package cli is the program without a window: the same work as commands, with exit codes and JSON.
//
// Exit codes: 0 done, 1 the work failed, 2 the call was wrong. Results go to stdout, everything else to stderr.
package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// The exit codes.
const (
	Done   = 0
	Failed = 1
	Wrong  = 2
)

// Globals are the options that every command and the window share.
type Globals struct {
	Workspace      string `help:"工作区文件夹；不写时用程序旁的 data，或用户数据文件夹" placeholder:"DIR"`
	PassphraseFile string `help:"口令文件，内有一行口令（或恢复密钥）；加密的工作区用它打开" placeholder:"F"`
	User           string `help:"操作人姓名，记入历史" placeholder:"NAME"`
	JSON           bool   `name:"json" help:"在标准输出打印一个 JSON 值"`
}

// commands is the table of all commands.
type commands struct {
	Globals
	Version versionFlag `help:"显示版本"`

	Window      windowCommand      `cmd:"" hidden:"" default:"1"`
	Demo        demoCommand        `cmd:"" help:"填入演示数据：报告中的真实主体、8 条产业链和虚构台账"`
	Import      importCommand      `cmd:"" help:"导入台账；有错误的行时什么都不写入"`
	Export      exportCommand      `cmd:"" help:"导出台账或 GeoJSON"`
	List        listCommand        `cmd:"" help:"列出记录"`
	View        viewCommands       `cmd:"" help:"保存的视图：条件、排序和列"`
	Get         getCommand         `cmd:"" help:"查看一条记录"`
	Set         setCommand         `cmd:"" help:"修改一条记录"`
	Delete      deleteCommand      `cmd:"" help:"删除一条记录（进入回收站）"`
	Undelete    undeleteCommand    `cmd:"" help:"从回收站恢复"`
	Trash       trashCommand       `cmd:"" help:"列出回收站"`
	Search      searchCommand      `cmd:"" help:"按名称、公司、联系人、拼音首字母查找"`
	History     historyCommand     `cmd:"" help:"一条记录的修改历史"`
	Undo        undoCommand        `cmd:"" help:"撤销上一次或指定的操作"`
	Redo        redoCommand        `cmd:"" help:"重做"`
	Erase       eraseCommand       `cmd:"" help:"抹除一个人的个人信息：从记录和历史中，不能撤销"`
	Stats       statsCommand       `cmd:"" help:"指标：分子、分母、目标，台账数与通报数并列"`
	Chain       chainCommands      `cmd:"" help:"产业链"`
	Industry    industryCommands   `cmd:"" help:"国民经济行业分类"`
	Map         mapCommands        `cmd:"" help:"载体地图"`
	Site        siteCommands       `cmd:"" help:"载体：与项目的匹配、要素保障清单、说明书、对比"`
	Geo         geoCommands        `cmd:"" help:"坐标与地图文件：换算、面积、范围内的记录、按界线填写街道、图层、底图"`
	Deck        deckCommands       `cmd:"" help:"演示：为来访企业生成、导出、预演、打包"`
	Show        showCommand        `cmd:"" help:"放映一个演示包（.calk），不打开工作区"`
	Attach      attachCommands     `cmd:"" help:"附件：添加、列出、另存、移除照片和文件"`
	Fields      fieldsCommand      `cmd:"" help:"一种记录的全部字段：键、名称、类型、单位、别名"`
	Backup      backupCommand      `cmd:"" help:"备份工作区到一个文件"`
	Restore     restoreCommand     `cmd:"" help:"从备份恢复；原来的工作区移到旁边，不会被覆盖"`
	Verify      verifyCommand      `cmd:"" help:"校验工作区或备份"`
	Diagnose    diagnoseCommand    `cmd:"" help:"写一个诊断包交给维护人员：日志、版本、显卡、数据校验的结果，不含任何记录"`
	Encrypt     encryptCommand     `cmd:"" help:"加密工作区；口令来自 --passphrase-file 或终端"`
	Decrypt     decryptCommand     `cmd:"" help:"取消加密"`
	Passphrase  passphraseCommand  `cmd:"" help:"更换口令"`
	RecoveryKey recoveryKeyCommand `cmd:"" help:"换一个新的恢复密钥，只显示一次"`
	Bench       benchCommands      `cmd:"" help:"测量热路径"`
}

// windowCommand stands for no command at all.
type windowCommand struct{}

const windowName = "window"

// showCommand is done by the window: nothing here shows slides.
type showCommand struct {
	File string `arg:"" name:"文件" help:"演示包"`
}

// showName is how the parser calls it; chain show and view show are others.
const showName = "show <文件>"

// Run does the command that args (without the program's name) ask for. handled is false when there is none: then the
// window opens, with GlobalsOf(args), or the show of PackageOf(args).
func Run(args []string, stdin io.Reader, stdout, stderr io.Writer, version string) (code int, handled bool) {
	var root commands
	over := false
	parser, err := kong.New(&root, kong.Name("chainatlas"), kong.Description("招商链图：招商引资台账、产业链图谱与载体地图。不带命令时打开窗口。"),
		kong.Vars{"version": version}, kong.Writers(stdout, stderr), kong.Exit(func(int) { over = true }), kong.WithHyphenPrefixedParameters(true), kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.Help(chineseHelp))
	if err != nil {
		panic(err) // the table above is ours
	}
	ctx, err := parser.Parse(args)
	switch {
	case over:
		return Done, true
	case err != nil:
		fmt.Fprintln(stderr, "命令写法有误："+usage(err))
		fmt.Fprintln(stderr, "用法见 chainatlas --help；某条命令的用法见 chainatlas 命令 --help")
		return Wrong, true
	case ctx.Command() == windowName, ctx.Command() == showName:
		return Done, false
	}
	return root.run(ctx, stdin, stdout, stderr, version), true
}

// makers are the commands that make a workspace where there is none; every other one only opens what is there.
var makers = map[string]bool{"demo": true, "import": true, "set": true, "geo import": true}

func (root *commands) run(ctx *kong.Context, stdin io.Reader, stdout, stderr io.Writer, version string) int {
	c := &call{Globals: root.Globals, in: stdin, out: stdout, err: stderr, version: version, makes: makesWorkspace(ctx.Command())}
	KeepIndustries()
	err := ctx.Run(c)
	if closing := c.close(); err == nil {
		err = closing
	}
	if err == nil {
		return Done
	}
	if text := explain(err); text != "" {
		fmt.Fprintln(stderr, text)
	}
	return codeOf(err)
}

// makesWorkspace tells whether a command, as kong writes it, is one of the makers.
func makesWorkspace(command string) bool {
	for m := range makers {
		if strings.HasPrefix(command+" ", m+" ") {
			return true
		}
	}
	return false
}

// GlobalsOf reads the options for the window from args that Run did not handle.
func GlobalsOf(args []string) Globals { return parsed(args).Globals }

// PackageOf is the package that args which Run did not handle want to be shown; "" for none.
func PackageOf(args []string) string { return parsed(args).Show.File }

func parsed(args []string) (root commands) {
	parser, err := kong.New(&root, kong.Writers(io.Discard, io.Discard), kong.Exit(func(int) {}), kong.WithHyphenPrefixedParameters(true), kong.Vars{"version": ""})
	if err != nil {
		panic(err)
	}
	_, _ = parser.Parse(args) // Run has told what is wrong with them
	return root
}
