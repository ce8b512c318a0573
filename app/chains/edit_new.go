package chains

import (
	"bytes"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/chainedit"
	"chainatlas/model/chainfile"
	"chainatlas/model/store"
)

// create asks for the name of a new chain, which gets the structure of a template; nil gives an empty one.
func (e *editor) create(template *model.Chain) {
	title := "新建产业链"
	if template != nil {
		title = "以「" + template.Name + "」为模板新建"
	}
	f := ui.NewFields(ui.Section{Fields: []ui.Field{{Key: "name", Label: "名称", Required: true},
		{Key: "code", Label: "代码", Hint: "如 JPG；不写则自动编", Unit: "环节代码的开头"}}})
	d := ui.NewDialog(e.s.desk.Window, title, f, ui.Action{Text: "新建", Primary: true,
		Ready: func() bool { return e.nameFree(f) }, Do: func() { e.created(template, f.Value("name"), f.Value("code")) }})
	f.OnEnter = func(string) { d.Take() }
	d.ClosedByFields(f)
	d.Show()
	f.FocusOn(e.s.desk.Window.Canvas(), "name")
}

// nameFree tells whether a new chain may be called so, and says under the field why not.
func (e *editor) nameFree(f *ui.Fields) bool {
	name := model.Tidy(f.Value("name"))
	said := ""
	if model.Blank(name) {
		said = "名称不能为空"
	}
	if _, taken := e.s.desk.Store.Find(model.KindChain, name); taken && said == "" {
		said = "已有同名的产业链"
	}
	f.SetNote("name", look.Bad, said)
	return said == ""
}

func (e *editor) created(template *model.Chain, name, code string) {
	all, err := store.Every[*model.Chain](e.s.desk.Store, model.KindChain)
	if err != nil {
		e.s.desk.Fail(err)
		return
	}
	c := chainedit.New(template, name, chainedit.FreshChainCode(code, all))
	if e.s.desk.EditChains("新建产业链「"+c.Name+"」", func(tx *store.Tx) error { return tx.Put(c) }) {
		e.s.OpenRecord(c.ID)
	}
}

// export writes the chain that is shown where the user says; the name of the file decides the form.
func (e *editor) export() {
	c := e.chain()
	ui.SaveFile(e.s.desk.Window, c.Name+".xlsx", func(f fyne.URIWriteCloser, err error) {
		if err != nil {
			e.s.desk.Fail(err)
			return
		}
		path := f.URI().Path()
		var b bytes.Buffer
		if err = chainfile.Write(&b, path, c); err == nil {
			_, err = f.Write(b.Bytes())
		}
		if closing := f.Close(); err == nil {
			err = closing
		}
		if err != nil {
			e.s.desk.Fail(err)
			return
		}
		e.s.desk.Written(look.Good, "已导出「"+c.Name+"」："+filepath.Base(path), path)
	})
}

func (e *editor) importFile() {
	ui.OpenFile(e.s.desk.Window, []string{".xlsx", ".json"}, func(path string, err error) {
		if err != nil {
			e.s.desk.Fail(err)
			return
		}
		e.imported(path)
	})
}

// imported asks before a chain that is there already is replaced; a new one is made at once, for it can be taken back.
func (e *editor) imported(path string) {
	in, err := chainfile.Read(path)
	if err != nil {
		e.s.desk.Fail(err)
		return
	}
	plan, err := chainfile.PlanImport(e.s.desk.Store, in, "")
	if err != nil {
		e.s.desk.Fail(err)
		return
	}
	put := func() {
		if e.s.desk.EditChains(plan.Label(), plan.Do) {
			e.s.OpenRecord(plan.Chain.ID)
		}
	}
	if plan.New {
		put()
		return
	}
	text := "「" + plan.Chain.Name + "」已有图谱，将换成文件中的 " + strconv.Itoa(len(plan.Chain.Nodes)) + " 个环节。"
	if n := len(plan.Gone); n > 0 {
		text += "文件中没有的 " + strconv.Itoa(n) + " 个环节将删除：" + strings.Join(plan.GoneNames(), "、") + "。"
	}
	if plan.Standing > 0 {
		text += "其上的企业和项目共 " + strconv.Itoa(plan.Standing) + " 条不再归入环节，本身不删除。"
	}
	ui.Confirm(e.s.desk.Window, "导入到「"+plan.Chain.Name+"」", text+"可以撤销。", ui.Action{Text: "替换图谱", Danger: plan.Standing > 0, Do: put})
}
