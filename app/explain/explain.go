// Package explain is the one place that turns errors into the user's words, for the window and the command line alike.
package explain

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"chainatlas/app/basemap"
	"chainatlas/app/checklist"
	"chainatlas/app/maplayer"
	"chainatlas/app/photo"
	"chainatlas/app/story"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/layerfile"
	"chainatlas/mapping/profile"
	"chainatlas/mapping/thematic"
	"chainatlas/mapping/tiles"
	"chainatlas/model"
	"chainatlas/model/backup"
	"chainatlas/model/calk"
	"chainatlas/model/keys"
	"chainatlas/model/sheet"
	"chainatlas/model/store"
)

// advice says in the user's words what an error means and what to do next.
type advice struct {
	err  error
	text string
}

// advices stand in the order in which they are tried: the more special first.
var advices = []advice{
	{backup.ErrNewer, "这份备份由更新版本的软件写成。请先升级软件，再恢复。"},
	{backup.ErrExists, "已有同名的文件，没有覆盖。请换一个文件夹或文件名。"},
	{backup.ErrCounts, "备份已完成，但列出的记录数与日志不一致。请在「设置」中校验数据。"},
	{keys.ErrLocked, "工作区已加密，需要口令才能打开。"},
	{keys.ErrPassphrase, "口令不对，没有打开，数据没有改动。请核对后再试；忘记口令时可以用恢复密钥打开。"},
	{keys.ErrRecovery, "这不是该工作区现在的恢复密钥，可能后来换过新的。数据没有改动。请找到最近一次打印的那张。"},
	{keys.ErrTypo, "恢复密钥没有输对：共28个字符，分7组，每组4个。请对照打印的那张逐组核对。"},
	{keys.ErrWeak, "口令太简单。至少8个字符，不能全是同一个字符。"},
	{keys.ErrDamaged, "密钥文件 keys.json 和它的副本都已损坏，没有打开，未做任何改动。备份里另有一份密钥文件，可以用它打开。"},
	{keys.ErrMissing, "工作区已加密，密钥文件 keys.json 和它的副本都不在，没有打开，未做任何改动。备份里另有一份密钥文件，可以用它打开。"},
	{keys.ErrForeign, "密钥文件 keys.json 不是这个工作区的，没有打开，未做任何改动。备份里另有一份密钥文件，可以用它打开。"},
	{keys.ErrNewer, "该工作区由更新版本的软件加密。请先升级软件，再打开。"},
	{keys.ErrForged, "加密的内容与写入时不符，已停止读取，未做改动。请在「设置」中校验数据，必要时从备份恢复。"},
	{keys.ErrNoDevice, "这台电脑的系统不能代为保管密钥，没有改动。打开工作区时请输入口令。"},
	{store.ErrEncrypted, "工作区已经加密，没有改动。"},
	{store.ErrNotEncrypted, "工作区没有加密，没有改动。"},
	{backup.ErrFiles, "备份已完成，但有附件在工作区中已损坏，没有备份进去。请在「设置」中校验数据，查看是哪些记录的附件。"},
	{photo.ErrTooManyPixels, "这张图片的像素太多，不能在软件中显示，附件没有改动。请另存后用其他程序查看。"},
	{photo.ErrNotPicture, "这张图片无法显示：内容不完整，或不是图片。附件没有改动，可另存后用其他程序查看。"},
	{profile.ErrHidden, "有载体不能给所选的对象看，没有写入文件。给来访者看的载体须公开或有对外代号，且不是虚构数据；保密的载体不打印。"},
	{story.ErrFictional, "这份演示标为虚构，不能给来访者看，没有写入文件。请用真实数据另建一份，或按内部导出。"},
	{story.ErrEmpty, "这份演示没有可以给所选对象看的页面，没有写入文件。请添加页面，或把要展示的记录设为公开。"},
	{calk.ErrNewer, "这个数据包由更新版本的软件制作，没有打开。请先升级软件，再打开。"},
	{calk.ErrTooLarge, "数据包解开后大得不正常，没有打开。请向制作的人重新索取。"},
	{calk.ErrOtherKind, "数据包不是这一种，没有打开。演示包请在「演示」中打开，底图请在「设置」中安装。"},
	{calk.ErrNotPackage, "这不是招商链图的数据包（.calk），没有打开。请核对文件。"},
	{calk.ErrDamaged, "数据包不完整，或被改动过，没有打开。请重新复制，或向制作的人重新索取。"},
	{store.ErrNotFile, "这是文件夹，不是文件，没有添加。请选择文件。"},
	{store.ErrInUse, "该工作区正在另一个窗口中打开。请先关闭那个窗口，再打开一次。"},
	{store.ErrNewer, "该工作区由更新版本的软件写入。请先升级软件，再打开。"},
	{store.ErrForeign, "这个文件夹里有别的文件，不是工作区，没有改动。请换一个空的文件夹。"},
	{store.ErrDamaged, "工作区数据校验未通过，已停止打开，未做任何改动。请从最近的备份恢复。"},
	{store.ErrNoSpace, "磁盘空间不足，没有写入。请清理磁盘后重试。"},
	{store.ErrReadOnly, "这个文件夹不能写入，没有改动。请取消只读，或把工作区放到可以写入的文件夹。"},
	{store.ErrNetwork, "这个文件夹在网络盘上，断网时会丢失刚保存的内容，没有打开。请把工作区放到本机硬盘。"},
	{store.ErrCloud, "这个文件夹由 OneDrive 同步，同步会破坏正在使用的工作区，没有打开。请把工作区放到不同步的文件夹。"},
	{store.ErrClosed, "工作区已关闭，没有写入。请重新打开软件。"},
	{store.ErrNothingToUndo, "没有可以撤销的操作。"},
	{store.ErrChanged, "预览之后记录又有修改，没有抹除。请重新查看将要抹除的内容。"},
	{model.ErrErased, "这是已抹除的个人信息，不能恢复，也不能撤销。其余内容没有改动。"},
	{sheet.ErrOldFormat, "这是旧格式的表格（.xls、.et、.wps）。请用 Excel 或 WPS 另存为 .xlsx 再导入。"},
	{sheet.ErrEncrypted, "表格设有密码。请取消密码后再导入。"},
	{sheet.ErrOpenDocument, "这是 .ods 表格。请用 Excel 或 WPS 另存为 .xlsx 再导入。"},
	{sheet.ErrTextInside, "文件名是 .xlsx，内容是 CSV 文本。请把扩展名改为 .csv 再导入。"},
	{sheet.ErrDamaged, "文件已损坏，或不是表格，没有导入任何内容。请重新取得这个文件。"},
	{sheet.ErrTooLarge, "文件过大，不像台账，没有导入任何内容。"},
	{sheet.ErrUnknownFormat, "只能读 .xlsx 和 .csv 文件。请另存为 .xlsx 再导入。"},
	{sheet.ErrNoLedger, "没有找到台账表头，没有导入任何内容。请核对表头是否在前几行。"},
	{sheet.ErrNoSheet, "没有这张工作表。"},
	{sheet.ErrUnknownTemplate, "认出了这种表，但本版本还不能导入它。"},
	{checklist.ErrSecret, "保密的项目、载体不写进清单，没有导出。"},
	{maplayer.ErrNameTaken, "已有同名的图层，没有导入。请换一个名称。"},
	{maplayer.ErrOffEarth, "按所选坐标系换算后，有的坐标不在地球上，没有导入。请另选坐标系。"},
	{maplayer.ErrNoLayer, "文件中没有这个图层。"},
	{maplayer.ErrWithheld, "这个图层的公开级别不允许这样导出，没有写出文件。"},
	{layerfile.ErrNewer, "这个图层由更新版本的软件导入。请先升级软件。"},
	{layerfile.ErrDamaged, "图层数据已损坏，没有显示在图上。请重新导入原文件，或从备份恢复。"},
	{crs.ErrUnknown, "不认识的坐标系。"},
	{context.Canceled, "已取消，数据没有改动。"},
	{model.ErrNotFound, "没有找到这条记录，可能已被删除。可在「历史」中撤销删除。"},
	{model.ErrAmbiguous, "有多条记录同名。请写出完整名称或信用代码。"},
	{model.ErrUnknownField, "没有这个字段。请核对字段名称，可以用中文表头。"},
	{model.ErrReadOnlyField, "该字段由软件自动维护，不能直接填写。"},
	{model.ErrBadValue, "填写的内容无法识别。请按提示的格式修改。"},
	{thematic.ErrBrokenPack, "底图包不完整，或内容与清单不符。请向提供者重新索取。"},
	{basemap.ErrNotPack, "这不是底图，没有安装。可用：底图包（.calk、.capack、.zip、文件夹）、区划 GeoJSON、瓦片（MBTiles、PMTiles、z/x/y 文件夹）。"},
	{basemap.ErrTaken, "底图包与内置的或随程序的底图同名，没有安装。请改清单中的名称。"},
	{basemap.ErrNotInstalled, "这个底图不是自己安装的，不能移除，可以换用别的。"},
	{basemap.ErrUnknown, "没有这个底图。"},
	{basemap.ErrTooLarge, "压缩包解开后大得不像底图，没有安装。"},
	{tiles.ErrUnsupported, "这种瓦片还不能读取（例如 Brotli 压缩或旧版本的 PMTiles）。请另存为 MBTiles 或 PMTiles 第3版。"},
	{tiles.ErrTooLarge, "有一张瓦片大得不正常，没有使用。瓦片最多1024×1024像素。"},
	{tiles.ErrEmpty, "文件里没有瓦片。"},
	{tiles.ErrUnknown, "这不是瓦片文件。"},
	{tiles.ErrBroken, "瓦片文件不完整或已损坏。请重新复制或下载。"},
	{fs.ErrNotExist, "文件或文件夹不存在。请核对位置后重试。"},
	{fs.ErrPermission, "没有权限读写该文件。请关闭正在使用它的程序，或换一个文件夹。"},
}

// Error says in Chinese what an error means and what to do next; ok is false for one that nobody foresaw.
func Error(err error) (text string, ok bool) {
	if text := special(err); text != "" {
		return text, true
	}
	for _, a := range advices {
		if errors.Is(err, a.err) {
			return a.text, true
		}
	}
	return "", false
}

// Known is the foreseen error that err is, which names nobody and nothing; nil for any other.
func Known(err error) error {
	for _, a := range advices {
		if errors.Is(err, a.err) {
			return a.err
		}
	}
	return nil
}

// special are the errors that carry what the text needs; "" for any other.
func special(err error) string {
	var later *store.Superseded
	if errors.As(err, &later) {
		return superseded(later)
	}
	var open *store.InUse
	if errors.As(err, &open) {
		return fmt.Sprintf("该工作区正被 %s 在电脑 %s 上使用（%s 起）。请先在那里关闭，再打开。", by(open.User), open.Host, open.Since.Local().Format("01-02 15:04"))
	}
	var damage *backup.Damage
	if errors.As(err, &damage) {
		return "备份已损坏，没有恢复，工作区未做改动。请换一份备份。（" + damage.Path + "：" + damage.What + "）"
	}
	var missing *backup.Missing
	if errors.As(err, &missing) {
		return "这份备份接在「" + missing.Needs.Name + "」之后，请把那份备份放到同一文件夹，再恢复。工作区未做改动。"
	}
	var quote *sheet.QuoteError
	if errors.As(err, &quote) {
		return fmt.Sprintf("第 %d 行的引号没有结束，后面的行无法分开。请补上引号，或用 Excel 另存为 .xlsx。", quote.Line)
	}
	var none *basemap.NoDistrict
	if errors.As(err, &none) {
		return NoDistrict(none)
	}
	var large *store.TooLarge
	if errors.As(err, &large) {
		return tooLarge(large)
	}
	var file *store.FileDamage
	if errors.As(err, &file) {
		return lostFile(file)
	}
	var broken *store.Damage
	if errors.As(err, &broken) {
		return damaged(broken)
	}
	if text := chainText(err); text != "" {
		return text
	}
	return mapFile(err)
}

// Subject is what an error is about, as far as its type tells: a file, a folder; "" for nothing.
func Subject(err error) string {
	var file *sheet.FileError
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &file):
		return file.File
	case errors.As(err, &path):
		return path.Path
	case errors.As(err, &link):
		return link.New
	}
	return ""
}

// NoDistrict says which districts a file has instead of ours.
func NoDistrict(e *basemap.NoDistrict) string {
	if len(e.Found) == 0 {
		return "文件里没有带行政区划代码（adcode、gb）的区域，没有安装。"
	}
	return "文件里没有代码为 " + e.Code + " 的区域，没有安装。有：" + strings.Join(e.Found, "、") + "。"
}

func tooLarge(e *store.TooLarge) string {
	size := ""
	if e.Size > 0 {
		size = "有 " + Bytes(e.Size) + "，"
	}
	return "「" + e.Name + "」" + size + "超过附件上限 " + Bytes(store.MaxFile) + "，没有添加。请压缩或拆分后再添加。"
}

func lostFile(e *store.FileDamage) string {
	what := "已损坏"
	if e.Missing {
		what = "的文件不在工作区中"
	}
	text := "附件「" + e.Name + "」" + what + "，记录没有改动。请重新添加同一个文件，或从备份恢复。"
	if e.Path != "" {
		text += "（" + e.Path + "）"
	}
	return text
}

// Bytes is a size as people say it: 820 B, 36 KB, 4.2 MB.
func Bytes(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d B", n)
	case n < 1<<20:
		return fmt.Sprintf("%d KB", (n+1<<9)>>10)
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(n)/(1<<20)), ".0") + " MB"
}

func damaged(d *store.Damage) string {
	text := fmt.Sprintf("操作日志已损坏（journal/%s 第 %d 字节），已停止打开，未做任何改动。损坏处之前的 %d 次操作完好。", d.File, d.Offset, d.Readable)
	if d.Database >= d.Readable && d.Database > 0 {
		text += fmt.Sprintf("数据库完好，含 %d 次操作。", d.Database)
	}
	return text + "请从最近的备份恢复，并保留这个文件夹交给维护人员。"
}

// Repairs say what was put right when the workspace was opened, or "" when nothing was.
func Repairs(list []store.Repair) string {
	var out []string
	for _, r := range list {
		text := r.Found
		if r.Frames > 0 {
			text = fmt.Sprintf("数据库未通过检查，已按操作日志重建，%d 次操作全部找回", r.Frames)
		}
		if r.Kept != "" {
			text += "。原文件保留在 " + r.Kept
		}
		out = append(out, text)
	}
	return strings.Join(out, "；")
}

func superseded(s *store.Superseded) string {
	what := "记录"
	if f, err := model.FieldOf(s.Kind, s.Field); err == nil {
		what = f.Label
	}
	return fmt.Sprintf("没有撤销：「%s」的%s后来又被%s于 %s 修改过。请先在「历史」中查看后来的修改。", s.Name, what, by(s.By), s.At.Local().Format("01-02 15:04"))
}

func by(name string) string {
	if name == "" {
		return "别人"
	}
	return name
}
