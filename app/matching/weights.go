package matching

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/model/match"
)

// prefWeights is where the weights stand in the preferences, as match.ParseWeights reads them.
const prefWeights = "match.weights"

// weights are those of the preferences; what cannot be read counts as usual.
func (s *Screen) weights() match.Weights {
	w, err := match.ParseWeights(s.desk.Prefs.String(prefWeights))
	if err != nil {
		return nil
	}
	return w
}

func (s *Screen) setWeights(w match.Weights) {
	s.desk.Prefs.SetString(prefWeights, w.String())
	s.read()
}

// weightsHigh is the height of the list of weights in its dialog, logical pixels.
const weightsHigh float32 = 420

// askWeights lets the user say what counts how much.
func (s *Screen) askWeights() {
	f := ui.NewFields(ui.Section{Fields: weightFields(s.weights())})
	scroll := container.NewVScroll(ui.NewPanel(f, look.Gap, 0))
	scroll.SetMinSize(fyne.NewSize(0, weightsHigh))
	f.OnWheel = scroll.Scrolled
	d := ui.NewDialog(s.desk.Window, "各项要素的权重", ui.Stack(look.Unit, ui.NewNote("0 为不计。分数 = 各项得分之和 ÷ 权重之和"), scroll),
		ui.Action{Text: "恢复默认", Do: func() { s.setWeights(nil) }},
		ui.Action{Text: "按此排列", Primary: true, Ready: func() bool { _, ok := weightsIn(f); return ok }, Do: func() {
			if w, ok := weightsIn(f); ok {
				s.setWeights(w)
			}
		}})
	d.ClosedByFields(f)
	d.Show()
	f.FocusOn(s.desk.Window.Canvas(), match.Weighables()[0].Key)
}

func weightFields(w match.Weights) (out []ui.Field) {
	for _, x := range match.Weighables() {
		out = append(out, ui.Field{Key: x.Key, Label: x.Label, Value: number(w.Of(x.Key)), Hint: "默认 " + number(x.Usual)})
	}
	return out
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// weightsIn reads the fields, and says at the first that cannot be read what it must be. An empty one counts as usual.
func weightsIn(f *ui.Fields) (match.Weights, bool) {
	out := match.Weights{}
	for _, x := range match.Weighables() {
		f.SetNote(x.Key, look.Plain, "")
		text := f.Value(x.Key)
		if text == "" {
			continue
		}
		one, err := match.ParseWeights(x.Key + "=" + text)
		if err != nil {
			f.SetNote(x.Key, look.Bad, "写 0 到 1000 的数")
			f.FocusField(x.Key)
			return nil, false
		}
		out[x.Key] = one[x.Key]
	}
	return out, true
}
