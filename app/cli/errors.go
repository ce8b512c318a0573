package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"

	"chainatlas/app/demo"
	"chainatlas/model"
	"chainatlas/model/backup"
	"chainatlas/model/filter"
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

// advices say in the user's words what an error means, the more special first.
var advices = []struct {
	err  error
	text string
}{
	{backup.ErrNewer, "这份备份由更新版本的软件写成，请先升级软件"},
	{backup.ErrExists, "已有同名的文件，没有覆盖；请换一个文件名"},
	{backup.ErrCounts, "备份已完成，但工作区列出的记录数与日志不一致；请运行 chainatlas verify"},
	{store.ErrNewer, "该工作区由更新版本的软件写入，请先升级软件"},
	{store.ErrDamaged, "工作区数据校验未通过，已停止打开，未做任何改动；请从最近的备份恢复"},
	{store.ErrNoSpace, "磁盘空间不足，数据没有改动"},
	{store.ErrReadOnly, "文件夹不能写入，没有改动；请取消只读或换一个文件夹"},
	{store.ErrNetwork, "文件夹在网络盘上，断网时会丢失刚保存的内容，没有打开；请放到本机硬盘"},
	{store.ErrCloud, "文件夹由 OneDrive 同步，同步会破坏正在使用的工作区，没有打开；请放到不同步的文件夹"},
	{store.ErrNothingToUndo, "没有可以撤销或重做的操作"},
	{demo.ErrNotEmpty, "工作区已有记录。确要填入演示数据请加 --force（已有记录保持不变）"},
	{model.ErrUnknownKind, "没有这种记录。可用：project 项目、enterprise 企业、site 载体、chain 产业链、contact 联系人、visit 活动、target 目标、reported 通报数"},
	{model.ErrUnknownField, "没有这个字段，全部字段见 chainatlas fields 种类"},
	{model.ErrReadOnlyField, "该字段由软件自动维护，不能直接填写"},
	{model.ErrBadValue, "填写的内容无法识别"},
	{model.ErrBadID, "编号写法有误"},
	{model.ErrNotFound, "没有找到"},
	{model.ErrAmbiguous, "有多条记录符合，请写出编号或完整名称"},
	{sheet.ErrOldFormat, "旧格式的表格（.xls .et .wps），请用 Excel 或 WPS 另存为 .xlsx"},
	{sheet.ErrEncrypted, "表格设有密码，请取消密码后再导入"},
	{sheet.ErrOpenDocument, "这是 .ods 表格，请用 Excel 或 WPS 另存为 .xlsx"},
	{sheet.ErrTextInside, "文件名是 .xlsx，内容是 CSV 文本，请把扩展名改为 .csv 再导入"},
	{sheet.ErrDamaged, "文件已损坏或不是表格"},
	{sheet.ErrTooLarge, "文件过大，不像台账"},
	{sheet.ErrUnknownFormat, "只能读写 .xlsx 和 .csv 文件"},
	{sheet.ErrNoLedger, "没有找到台账表头，请核对表头，或用 --kind 指定表类型"},
	{sheet.ErrNoSheet, "没有这张工作表"},
	{sheet.ErrUnknownTemplate, "没有这种表，或本版本不能读写它"},
	{context.Canceled, "已取消，数据没有改动"},
	{fs.ErrNotExist, "文件或文件夹不存在"},
	{fs.ErrPermission, "没有读写权限"},
}

// explain turns an error into Chinese; details follow in brackets.
func explain(err error) string {
	var plain failure
	var wrong mistake
	var syntax *filter.SyntaxError
	var busy *store.InUse
	var later *store.Superseded
	var damage *backup.Damage
	var missing *backup.Missing
	var broken *store.Damage
	switch {
	case errors.As(err, &damage):
		return "备份已损坏：" + damage.Path + "：" + damage.What
	case errors.As(err, &missing):
		return "备份 " + missing.Path + " 接在 " + missing.Needs.Name + " 之后，那份备份不在同一文件夹中"
	case errors.As(err, &plain):
		return string(plain)
	case errors.As(err, &wrong):
		return string(wrong)
	case errors.As(err, &syntax):
		return "条件「" + syntax.Word + "」：" + syntax.Message + moreFields(syntax.Message)
	case errors.As(err, &busy):
		return "该工作区正由 " + busy.User + " 在 " + busy.Host + " 上打开，请先关闭那个窗口"
	case errors.Is(err, store.ErrInUse):
		return "该工作区正在另一个窗口中打开，请先关闭那个窗口"
	case errors.As(err, &later):
		return superseded(later)
	case errors.As(err, &broken):
		return damaged(broken)
	}
	var quote *sheet.QuoteError
	if errors.As(err, &quote) {
		return fmt.Sprintf("第 %d 行的引号没有结束，后面的行无法分开；请补上引号，或用 Excel 另存为 .xlsx%s", quote.Line, subject(err))
	}
	for _, a := range advices {
		if errors.Is(err, a.err) {
			return a.text + subject(err)
		}
	}
	return "没有完成，原因是系统报告的：" + err.Error()
}

// quoted is what an error names that has no type of its own for it.
var quoted = regexp.MustCompile(`"([^"]+)"`)

// subject is what an error is about, after a colon; "" when it does not say.
func subject(err error) string {
	var thing about
	var file *sheet.FileError
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &thing):
		return "：" + thing.what
	case errors.As(err, &file):
		return "：" + file.File
	case errors.As(err, &path):
		return "：" + path.Path
	case errors.As(err, &link):
		return "：" + link.New
	}
	if m := quoted.FindStringSubmatch(err.Error()); m != nil {
		return "：" + m[1]
	}
	return ""
}

func moreFields(message string) string {
	if !strings.Contains(message, "这个字段") {
		return ""
	}
	return "。全部字段见 chainatlas fields 种类"
}

func damaged(d *store.Damage) string {
	text := fmt.Sprintf("操作日志已损坏，已停止打开，未做任何改动：journal/%s 第 %d 字节（%s）；之前的 %d 次操作完好", d.File, d.Offset, d.What, d.Readable)
	if d.Database >= d.Readable && d.Database > 0 {
		text += fmt.Sprintf("；数据库完好，含 %d 次操作", d.Database)
	}
	return text + "。请从最近的备份恢复"
}

func superseded(s *store.Superseded) string {
	what := "记录"
	if f, err := model.FieldOf(s.Kind, s.Field); err == nil {
		what = f.Label
	}
	return "不能撤销：「" + s.Name + "」的「" + what + "」之后又被 " + s.By + " 于 " + s.At.Local().Format("2006-01-02 15:04") + " 修改过"
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
