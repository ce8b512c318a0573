package records

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

func TestErasingAsksForTheName(t *testing.T) {
	s, st := open(t, "轧辊项目")
	id := s.rows[0].ID
	if _, err := st.Update("改", func(tx *store.Tx) error {
		r, err := tx.Get(id)
		if err != nil {
			return err
		}
		r.(*model.Project).Officer, r.(*model.Project).Phone = "王芳菲", "13812345678"
		return tx.Put(r)
	}); err != nil {
		t.Fatal(err)
	}
	task.Wait()
	s.grid.Select(0)
	s.selected()
	s.askErase()
	task.Wait()
	top := s.desk.Window.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("no question")
	}
	entry, button := find[*ui.Entry](top, nil), find(top, func(b *ui.Button) bool { return b.Text == "抹除" })
	test.Tap(button)
	if r, err := st.Get(id); err != nil || r.(*model.Project).Officer != "王芳菲" {
		t.Fatal("erased without the name", err)
	}
	entry.SetText("王芳菲")
	test.Tap(button)
	task.Wait()
	if r, err := st.Get(id); err != nil || r.(*model.Project).Officer != "" || r.(*model.Project).Phone != "" {
		t.Errorf("%+v %v", r, err)
	}
	if _, err := st.FindPerson("王芳菲"); !errors.Is(err, model.ErrNotFound) {
		t.Error(err)
	}
}

// find is the first object of a type that fits, however deep.
func find[T fyne.CanvasObject](in fyne.CanvasObject, fits func(T) bool) (found T) {
	var look func(o fyne.CanvasObject) bool
	look = func(o fyne.CanvasObject) bool {
		if x, ok := o.(T); ok && (fits == nil || fits(x)) {
			found = x
			return true
		}
		var inside []fyne.CanvasObject
		switch x := o.(type) {
		case *fyne.Container:
			inside = x.Objects
		case *widget.PopUp:
			inside = []fyne.CanvasObject{x.Content}
		case fyne.Widget:
			inside = test.WidgetRenderer(x).Objects()
		}
		for _, o := range inside {
			if look(o) {
				return true
			}
		}
		return false
	}
	look(in)
	return found
}
