package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
)

// FieldKind is how a field is edited.
type FieldKind uint8

// The kinds.
const (
	TextField  FieldKind = iota
	LinesField           // several lines
	ChoiceField
	DateField   // text such as 2025-06-30, with a calendar beside it
	FixedField  // shown, selectable, not editable
	SecretField // shown as dots
)

// Field is one row of Fields.
type Field struct {
	Key      string
	Label    string
	Kind     FieldKind
	Value    string
	Options  []string // of a ChoiceField
	Hint     string   // shown while empty
	Unit     string   // behind the value: 万元, 亩, or what kind of value it is: 个人信息
	Required bool     // marks the label
	Wide     bool     // takes a whole row where there are several columns; LinesField always does
}

// Section is fields under one heading; without a title it has no heading.
type Section struct {
	Title  string
	Fields []Field
}

// Fields shows a record as labelled rows that can be edited. It holds text only and no data bindings:
// a bound entry loses characters of a Chinese input method.
type Fields struct {
	widget.BaseWidget
	OnChange func(key, text string)    // with every keystroke: check it, do not store it
	OnCommit func(key, text string)    // the field was left or Enter pressed, and the text is another one
	OnWheel  func(*fyne.ScrollEvent)   // the wheel turned over an editor: scroll what the fields stand in
	OnEnter  func(key string)          // Enter was pressed in a field of one line
	OnKey    func(*fyne.KeyEvent) bool // sees the keys of editors of text first; true means used
	Columns  int                       // fields beside each other; 0 means 1

	sections []Section
	rows     map[string]*fieldRow
	box      *fyne.Container
	readOnly bool
	filling  bool // Fill is at work: lay out once, at its end
	moved    bool // a note came or went since
}

// NewFields makes the rows.
func NewFields(sections ...Section) *Fields {
	f := &Fields{box: container.New(stack{})}
	f.ExtendBaseWidget(f)
	f.SetSections(sections...)
	return f
}

// SetSections replaces all rows.
func (f *Fields) SetSections(sections ...Section) {
	f.sections = sections
	f.rows = map[string]*fieldRow{}
	f.box.RemoveAll()
	for i, s := range sections {
		f.addSection(s, i == 0)
	}
	f.Refresh()
}

func (f *Fields) addSection(s Section, first bool) {
	if s.Title != "" {
		f.box.Add(sectionHead(s.Title, first))
	}
	grid := container.New(fieldGrid{f})
	for _, field := range s.Fields {
		r := newFieldRow(f, field)
		f.rows[field.Key] = r
		grid.Add(r)
	}
	f.box.Add(grid)
}

// SectionHead is the heading of a section that stands below Fields and looks like theirs.
func SectionHead(title string) fyne.CanvasObject { return sectionHead(title, false) }

func sectionHead(title string, first bool) fyne.CanvasObject {
	head := NewPanel(newLine(title, look.TextBody, theme.ColorNamePrimary, true), 0, look.Half)
	head.Ground, head.Under = "", look.Line
	top := look.Gap
	if first {
		top = 0
	}
	return container.New(inset{top: top, bottom: look.Unit}, head)
}

// SetReadOnly shows all values without editors: somebody else's record, an older version, a presentation.
func (f *Fields) SetReadOnly(on bool) {
	if f.readOnly == on {
		return
	}
	f.readOnly = on
	values, notes := map[string]string{}, map[string]fieldNote{}
	for k, r := range f.rows {
		values[k], notes[k] = r.value(), r.said
	}
	f.SetSections(f.sections...)
	for k, v := range values {
		f.Set(k, v)
		f.SetNote(k, notes[k].tone, notes[k].text)
	}
}

// Set changes a value without telling OnChange.
func (f *Fields) Set(key, text string) {
	if r := f.rows[key]; r != nil {
		r.set(text)
	}
}

// Value is what a field shows now.
func (f *Fields) Value(key string) string {
	if r := f.rows[key]; r != nil {
		return r.value()
	}
	return ""
}

// Commit tells OnCommit about a field being edited: before saving by a shortcut, which takes no focus away.
func (f *Fields) Commit() {
	for _, r := range f.rows {
		r.commit()
	}
}

// SetNote puts a line under a field: a warning, a source, a conversion; "" takes it away.
func (f *Fields) SetNote(key string, tone look.Tone, text string) {
	r := f.rows[key]
	if r == nil || r.said == (fieldNote{tone, text}) {
		return
	}
	had := r.note.Visible()
	r.setNote(tone, text)
	f.moved = f.moved || r.note.Visible() != had
	if !f.filling {
		f.relay()
	}
}

// Fill lets set change many values and notes; the rows are laid out once, and only when a note came or went: laying out
// sixty editors takes longer than a key waits for.
func (f *Fields) Fill(set func()) {
	f.filling = true
	set()
	f.filling = false
	f.relay()
}

func (f *Fields) relay() {
	if f.moved {
		f.moved = false
		f.box.Refresh()
	}
}

// FocusField puts the cursor into a field.
func (f *Fields) FocusField(key string) {
	if o := f.focusable(key); o != nil {
		focus(o)
	}
}

// FocusOn is FocusField in a dialog that was shown a moment ago: what was not painted yet does not know its canvas.
func (f *Fields) FocusOn(c fyne.Canvas, key string) {
	if o := f.focusable(key); o != nil {
		c.Focus(o)
	}
}

func (f *Fields) focusable(key string) fyne.Focusable {
	if r := f.rows[key]; r != nil {
		switch e := r.editor.(type) {
		case fyne.Focusable:
			return e
		case *Choice:
			return e.list
		}
	}
	return nil
}

// CreateRenderer is called by Fyne.
func (f *Fields) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }

// fieldGrid lays the rows of a section into f.Columns columns, row by row.
type fieldGrid struct{ f *Fields }

func (g fieldGrid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var w float32
	for _, o := range objects {
		w = max(w, o.MinSize().Width)
	}
	return fyne.NewSize(w*float32(g.columns()), g.lay(objects, 0, nil))
}

func (g fieldGrid) Layout(objects []fyne.CanvasObject, s fyne.Size) { g.lay(objects, s.Width, place) }

func (g fieldGrid) columns() int { return max(g.f.Columns, 1) }

// lay walks the rows, tells put where each stands, and returns the height of all.
func (g fieldGrid) lay(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	n := g.columns()
	colW := (width - float32(n-1)*look.Gap) / float32(n)
	var y, rowH float32
	col := 0
	next := func() { y, rowH, col = y+rowH+pick(rowH > 0, look.Half), 0, 0 }
	for _, o := range objects {
		wide := o.(*fieldRow).wide()
		if wide && col > 0 || col == n {
			next()
		}
		w := colW
		if wide {
			w = width
		}
		h := o.MinSize().Height
		if put != nil {
			put(o, fyne.NewPos(float32(col)*(colW+look.Gap), y), fyne.NewSize(w, h))
		}
		rowH = max(rowH, h)
		col++
		if wide {
			col = n
		}
	}
	next()
	return y
}
