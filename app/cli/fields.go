package cli

import (
	"fmt"
	"io"
	"strings"

	"chainatlas/model"
)

type fieldsCommand struct {
	Kind string `arg:"" name:"种类" help:"记录种类，如 project 或 项目"`
}

type fieldEntry struct {
	Key     string   `json:"key"`
	Label   string   `json:"label"`
	Type    string   `json:"type"`
	Unit    string   `json:"unit,omitempty"`
	Aliases []string `json:"aliases,omitempty"`
	Choices []string `json:"choices,omitempty"`
}

// Run lists what a record of the kind may state, in the order of its form. It needs no workspace.
func (x fieldsCommand) Run(c *call) error {
	kind, err := model.ParseKind(x.Kind)
	if err != nil {
		return err
	}
	var list []fieldEntry
	for _, f := range model.FieldsOf(kind) {
		e := fieldEntry{Key: f.Key, Label: f.Label, Type: f.TypeName(), Unit: f.Unit, Aliases: f.Also}
		for _, choice := range f.Choices() {
			e.Choices = append(e.Choices, choice.Name)
		}
		list = append(list, e)
	}
	return c.print(list, func(w io.Writer) {
		fmt.Fprintln(w, "键\t名称\t类型\t单位\t别名\t可填")
		for _, e := range list {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", e.Key, e.Label, typeWords[e.Type], e.Unit, strings.Join(e.Aliases, "、"), strings.Join(e.Choices, "、"))
		}
	})
}

// typeWords are the types of fields in Chinese; what is not there is filled in by the program or in the window.
var typeWords = map[string]string{
	"text": "文字", "number": "整数", "money": "金额", "date": "日期", "quantity": "数量", "yesno": "是否", "choice": "选项", "code": "代码", "link": "其他记录",
	"noderef": "产业链环节", "yearly": "逐年金额", "words": "多个词", "awards": "企业标签", "supplies": "要素", "location": "位置", "roles": "产业链角色",
}
