package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/look"
	"chainatlas/app/words"
)

// Choice is Fyne's select with the border that an entry has, so that one sees it can be changed.
type Choice struct {
	widget.BaseWidget
	OnChanged func(text string)

	list    *widget.Select
	options []string // as they are chosen; list shows them in the language of the interface
	panel   *Panel
	silent  bool
}

// NewChoice makes a choice with nothing chosen.
func NewChoice(options []string, changed func(text string)) *Choice {
	c := &Choice{OnChanged: changed, options: options}
	c.list = widget.NewSelect(words.All(options), func(string) {
		if c.OnChanged != nil && !c.silent {
			c.OnChanged(c.Value())
		}
	})
	c.panel = NewPanel(c.list, 1, 1)
	c.panel.Border, c.panel.Radius = theme.ColorNameInputBorder, look.Radius
	c.ExtendBaseWidget(c)
	return c
}

// Value is what is chosen, "" for nothing.
func (c *Choice) Value() string {
	for _, o := range c.options {
		if words.T(o) == c.list.Selected {
			return o
		}
	}
	return c.list.Selected
}

// Index is the number of what is chosen, -1 for nothing.
func (c *Choice) Index() int { return c.list.SelectedIndex() }

// Set chooses without telling OnChanged; a text that is not among the options is shown all the same.
func (c *Choice) Set(text string) {
	c.silent = true
	defer func() { c.silent = false }()
	if text == "" {
		c.list.ClearSelected()
		return
	}
	c.list.Selected = words.T(text)
	c.list.Refresh()
}

// Choose chooses as the user does.
func (c *Choice) Choose(text string) { c.list.SetSelected(words.T(text)) }

// SetOptions changes what can be chosen.
func (c *Choice) SetOptions(options []string) {
	c.options = options
	c.list.SetOptions(words.All(options))
}

// SetHint is what stands there while nothing is chosen.
func (c *Choice) SetHint(text string) {
	c.list.PlaceHolder = words.T(text)
	c.list.Refresh()
}

// MinSize is as high as an entry, border included.
func (c *Choice) MinSize() fyne.Size { return c.list.MinSize().AddWidthHeight(2, 0) }

// CreateRenderer is called by Fyne.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.panel) }
