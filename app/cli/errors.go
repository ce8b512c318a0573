package cli

import (
	"errors"
	"regexp"
	"strings"

	"chainatlas/app/demo"
	words "chainatlas/app/explain"
	"chainatlas/model"
	"chainatlas/model/backup"
	"chainatlas/model/filter"
	"chainatlas/model/keys"
	"chainatlas/model/sheet"
	"chainatlas/model/store"
)

// failure is an error in the user's own words; an empty one was told already.
type failure string

// Error implements error.
func (f failure) Error() string { return string(f) }

// mistake is a wrong call in the user's own words.
type mistake string

// Error implements error.
func (m mistake) Error() string { return string(m) }

// about is an error with the thing that it is about, as the user called it.
type about struct {
	what string
	err  error
}

// Error implements error.
func (a about) Error() string { return a.what + ": " + a.err.Error() }

// Unwrap gives the error that is about the thing.
func (a about) Unwrap() error { return a.err }

// advices are what a command says otherwise than the window: it names options and commands.
var advices = []struct {
	err  error
	text string
}{
	{keys.ErrLocked, "工作区已加密，没有打开。请用 --passphrase-file 给出口令文件"},
	{keys.ErrDamaged, "密钥文件 keys.json 和它的副本都已损坏，没有打开，未做任何改动。备份里另有一份，用 chainatlas restore 备份文件 --keys-only 取回"},
	{keys.ErrMissing, "工作区已加密，密钥文件 keys.json 和它的副本都不在，没有打开，未做任何改动。备份里另有一份，用 chainatlas restore 备份文件 --keys-only 取回"},
	{keys.ErrForeign, "密钥文件 keys.json 不是这个工作区的，没有打开，未做任何改动。备份里另有一份，用 chainatlas restore 备份文件 --keys-only 取回"},
	{backup.ErrCounts, "备份已完成，但工作区列出的记录数与日志不一致；请运行 chainatlas verify"},
	{store.ErrNothingToUndo, "没有可以撤销或重做的操作"},
	{demo.ErrNotEmpty, "工作区已有记录。确要填入演示数据请加 --force（已有记录保持不变）"},
	{model.ErrUnknownKind, "没有这种记录。可用：project 项目、enterprise 企业、site 载体、chain 产业链、contact 联系人、visit 活动、target 目标、reported 通报数、policy 政策、deck 演示"},
	{model.ErrUnknownField, "没有这个字段，全部字段见 chainatlas fields 种类"},
	{model.ErrBadValue, "填写的内容无法识别"},
	{model.ErrBadID, "编号写法有误"},
	{model.ErrNotFound, "没有找到"},
	{model.ErrAmbiguous, "有多条记录符合，请写出编号或完整名称"},
	{sheet.ErrUnknownTemplate, "没有这种表，或本版本不能读写它"},
	{sheet.ErrNoLedger, "没有找到台账表头，请核对表头，或用 --kind 指定表类型"},
}

// explain turns an error into Chinese, with what it is about at the end.
func explain(err error) string {
	var plain failure
	var wrong mistake
	var syntax *filter.SyntaxError
	switch {
	case errors.As(err, &plain):
		return string(plain)
	case errors.As(err, &wrong):
		return string(wrong)
	case errors.As(err, &syntax):
		return pointing(syntax) + syntax.Message + moreFields(syntax.Message)
	}
	for _, a := range advices {
		if errors.Is(err, a.err) {
			return a.text + subject(err)
		}
	}
	if text, ok := words.Error(err); ok {
		return strings.TrimSuffix(text, "。") + subject(err)
	}
	return "没有完成，原因是系统报告的：" + err.Error()
}

// quoted is what an error names that has no type of its own for it.
var quoted = regexp.MustCompile(`"([^"]+)"`)

// subject is what an error is about, after a colon; "" when it does not say.
func subject(err error) string {
	var thing about
	if errors.As(err, &thing) {
		return "：" + thing.what
	}
	if about := words.Subject(err); about != "" {
		return "：" + about
	}
	if m := quoted.FindStringSubmatch(err.Error()); m != nil {
		return "：" + m[1]
	}
	return ""
}

// pointing shows the expression with the word in 【】; without an expression the word alone.
func pointing(e *filter.SyntaxError) string {
	if marked := e.Marked(); marked != "" {
		return "条件 " + marked + "：\n"
	}
	return "「" + e.Word + "」："
}

func moreFields(message string) string {
	if !strings.Contains(message, "这个字段") {
		return ""
	}
	return "。全部字段见 chainatlas fields 种类"
}

// unknownField says what the kind calls something similar.
func unknownField(kind model.Kind, name string) error {
	_, err := filter.Parse(kind, name+"=")
	var wrong *filter.SyntaxError
	if errors.As(err, &wrong) {
		return mistake(wrong.Message + "。全部字段见 chainatlas fields " + string(kind))
	}
	return mistake(kind.Label() + "没有「" + name + "」这个字段。全部字段见 chainatlas fields " + string(kind))
}

// codeOf tells a wrong call from failed work.
func codeOf(err error) int {
	var wrong mistake
	var syntax *filter.SyntaxError
	if errors.As(err, &wrong) || errors.As(err, &syntax) || errors.Is(err, model.ErrUnknownKind) || errors.Is(err, model.ErrUnknownField) {
		return Wrong
	}
	return Failed
}
