package explain

import (
	"errors"
	"fmt"
	"strings"

	"chainatlas/app/industry"
	"chainatlas/model/chainedit"
	"chainatlas/model/chainfile"
)

// chainAdvices are what a step on a chain's map, a file of one, and a table of industries may be refused for.
var chainAdvices = []advice{
	{chainedit.ErrNoNode, "这个环节已经不在图谱中，没有改动。请刷新后再试。"},
	{chainedit.ErrNoName, "环节名称不能为空，没有改动。"},
	{chainedit.ErrSameName, "这条产业链里已有同名的环节，没有改动。请换一个名称。"},
	{chainedit.ErrLane, "没有这个段，没有改动。可用：上游、中游、下游、配套。"},
	{chainedit.ErrSelf, "环节不能供应自己，没有改动。请连到另一个环节。"},
	{chainedit.ErrTwice, "这两个环节已经连上，没有改动。"},
	{chainedit.ErrNoEdge, "这两个环节没有连线，没有改动。"},
	{chainedit.ErrSpot, "位置超出图面，没有改动。"},
	{chainedit.ErrCode, "环节代码为空或重复，没有改动。请改成不同的代码。"},
	{chainedit.ErrOwn, "这里只能连到别的产业链的环节；同一条链的环节请在图上连线。"},
	{chainfile.ErrForm, "产业链文件只能是 .xlsx 或 .json，没有改动。请换一个扩展名。"},
	{chainfile.ErrNotChain, "文件里没有产业链：xlsx 要有「环节」工作表和表头，json 须由本软件导出。没有导入任何内容。"},
	{industry.ErrNotTable, "这不是行业分类表，没有安装。需要有「代码」「名称」两列（csv 或 xlsx）。"},
	{industry.ErrIncomplete, "行业分类表不完整，没有安装。请重新取得这个文件。"},
}

// mistakesShown bounds what is told of a file at once; the rest is counted.
const mistakesShown = 6

func chainText(err error) string {
	var wrong chainfile.Mistakes
	if errors.As(err, &wrong) {
		return mistakes(wrong)
	}
	var row *industry.RowError
	if errors.As(err, &row) {
		return fmt.Sprintf("行业分类表第 %d 行%s，没有安装。请改正后重新安装。", row.Row, row.What)
	}
	for _, a := range chainAdvices {
		if errors.Is(err, a.err) {
			return a.text
		}
	}
	return ""
}

func mistakes(list chainfile.Mistakes) string {
	var b strings.Builder
	fmt.Fprintf(&b, "文件有 %d 处需要改正，没有导入任何内容。", len(list))
	for i, w := range list {
		if i == mistakesShown {
			fmt.Fprintf(&b, "\n……另有 %d 处", len(list)-i)
			break
		}
		fmt.Fprintf(&b, "\n「%s」第 %d 行：%s。%s。", w.Sheet, w.Row, w.Message, w.Remedy)
	}
	return b.String()
}
