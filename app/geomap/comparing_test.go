package geomap

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"chainatlas/app/desk/desktest"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
)

func texts(all []ui.Action) (out string) {
	for _, a := range all {
		out += a.Text + " "
	}
	return out
}

func do(t *testing.T, all []ui.Action, text string) {
	t.Helper()
	for _, a := range all {
		if strings.HasPrefix(a.Text, text) {
			a.Do()
			return
		}
	}
	t.Fatalf("no %q in %q", text, texts(all))
}

// layerOf is the layer of the panel that shows something.
func layerOf(s *Screen, of model.LayerOf) *model.Layer {
	for _, l := range s.now.layers {
		if l.Of == of {
			return l
		}
	}
	return nil
}

// Two sites that were put side by side on the map are compared.
func TestSitesAreComparedFromTheMap(t *testing.T) {
	o := desktest.Open(t)
	a := named(&model.Site{Location: at(117.80, 36.05)}, "甲地块")
	b := named(&model.Site{Location: at(117.82, 36.06)}, "乙地块")
	o.Put(t, a, b)
	var compared []model.ID
	o.Compare = func(ids []model.ID) { compared = ids }
	s := shown(t, o)
	if got := texts(s.recordMenu(a)); !strings.Contains(got, "设为比较") || strings.Contains(got, "对比选中") {
		t.Error(got)
	}
	do(t, s.recordMenu(a), "设为比较")
	if got := texts(s.recordMenu(a)); !strings.Contains(got, "移出比较") {
		t.Error(got)
	}
	do(t, s.recordMenu(b), "加入比较（已有 1 处）")
	do(t, s.recordMenu(b), "对比选中的 2 处载体")
	if len(compared) != 2 || compared[0] != a.Head().ID || compared[1] != b.Head().ID {
		t.Errorf("compared %v", compared)
	}
	if got := texts(s.chosenActions()); !strings.Contains(got, "对比载体") {
		t.Error(got)
	}
}

// A place is found by how it is read.
func TestAPlaceIsFoundByPinyin(t *testing.T) {
	o := desktest.Open(t)
	o.Put(t, named(&model.Site{Location: at(117.80, 36.05)}, "颜庄标准厂房"))
	s := shown(t, o)
	for _, text := range []string{"yz", "yanzhuang", "YZBZCF", "颜庄"} {
		if got := recordResults(context.Background(), o.Store, answering(text)); len(got) != 1 || got[0].Title != "颜庄标准厂房" {
			t.Errorf("%q finds %+v", text, got)
		}
	}
	if got := s.now.baseResults(answering("gcq")); len(got) == 0 || got[0].Title != "钢城区" {
		t.Errorf("%+v", got)
	}
	if got := recordResults(context.Background(), o.Store, answering("xyz")); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

// What is switched on on the screen is in the file too: where investors come from, and how strong a layer is.
func TestAnExportedViewIsTheOneThatIsSeen(t *testing.T) {
	o := desktest.Open(t)
	p := named(&model.Project{Location: at(117.80, 36.05), InvestorPlace: "江苏南京"}, "甲项目")
	o.Put(t, p)
	s := shown(t, o)
	s.pic.GoHome()
	draw := func() string {
		var b bytes.Buffer
		if err := s.paper("").write(context.Background(), &b, 4); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	plain := draw()
	s.showOrigins()
	task.Wait()
	if got := draw(); !strings.Contains(got, "江苏 1 个") || strings.Contains(plain, "江苏 1 个") {
		t.Error("the lines are not in the file")
	}
	s.showOrigins()
	task.Wait()
	for _, of := range []model.LayerOf{model.LayerOfProjects, model.LayerOfBase} {
		was := draw()
		s.changeLayer("不透明度", layerOf(s, of), func(l *model.Layer) { l.Transparency = 60 })
		task.Wait()
		if draw() == was {
			t.Errorf("%s: the opacity does not reach the file", of)
		}
	}
}
