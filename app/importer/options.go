package importer

import (
	"encoding/json"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chainatlas/app/industry"
	"chainatlas/app/place"
	"chainatlas/app/ui"
	"chainatlas/app/words"
	"chainatlas/model/sheet"
)

// options is the row of choices above the preview; every change reads the file again.
type options struct {
	update, unit, year *ui.Choice
	hidden             *widget.Check
	row                *fyne.Container
}

// The ways to update a known record, in the user's words.
var updateWays = []struct{ text, way string }{
	{"空格保留原值", sheet.UpdateEmptyKeeps}, {"空格清空原值", sheet.UpdateOverwrite}, {"不更新", sheet.UpdateNever},
}

// asWritten leaves the choice to the ledger.
const asWritten = "按表中注明"

var units = []string{asWritten, "亿元", "万元", "元"}

// yearsBack is how far a ledger that names no year may lie back.
const yearsBack = 6

func newOptions(changed func(), columns func()) *options {
	again := func(string) { changed() }
	var ways []string
	for _, w := range updateWays {
		ways = append(ways, w.text)
	}
	years := []string{asWritten}
	for y := range yearsBack {
		years = append(years, fmt.Sprint(time.Now().Year()+1-y))
	}
	o := &options{update: ui.NewChoice(ways, again), unit: ui.NewChoice(units, again), year: ui.NewChoice(years, again)}
	o.hidden = widget.NewCheck(words.T("含隐藏行和表"), nil)
	o.hidden.OnChanged = func(bool) { changed() }
	o.row = ui.NewFlow(note("已有记录"), o.update, note("金额单位"), o.unit, note("年度"), o.year, container.NewCenter(o.hidden),
		ui.Action{Text: "列对应…", Do: columns}.Button())
	o.reset()
	return o
}

func note(text string) fyne.CanvasObject { return container.NewCenter(ui.NewNote(text)) }

// reset is how a file is first read: by what it says itself.
func (o *options) reset() {
	o.update.Set(updateWays[0].text)
	o.unit.Set(asWritten)
	o.year.Set(asWritten)
	tell := o.hidden.OnChanged
	o.hidden.OnChanged = nil
	o.hidden.SetChecked(false)
	o.hidden.OnChanged = tell
}

// read is how the file is to be read.
func (s *Screen) readOptions() sheet.Options {
	o := sheet.Options{Existing: s.desk.Store, Partial: true, Locate: place.Locate, Industry: industry.Name, Mapping: s.mapping(), Hidden: s.options.hidden.Checked}
	o.Update = updateWays[max(s.options.update.Index(), 0)].way
	if u := s.options.unit.Value(); u != asWritten {
		o.Unit = u
	}
	if y := s.options.year.Value(); y != asWritten {
		fmt.Sscan(y, &o.Year) // one of our own numbers
	}
	return o
}

// prefMapping keeps which field a header means, for the next ledger of the same office.
const prefMapping = "import.mapping"

// mapping is what the user said of headers so far: header → field; "-" leaves the column out.
func (s *Screen) mapping() map[string]string {
	out := map[string]string{}
	if text := s.desk.Prefs.String(prefMapping); text != "" {
		_ = json.Unmarshal([]byte(text), &out) // our own text; a damaged one means nothing was said
	}
	return out
}

func (s *Screen) keepMapping(m map[string]string) {
	b, err := json.Marshal(m)
	if err != nil {
		s.desk.Fail(err)
		return
	}
	s.desk.Prefs.SetString(prefMapping, string(b))
}
