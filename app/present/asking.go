package present

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/geomap/picture"
	theme "chainatlas/app/look"
	"chainatlas/app/ui"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// asking is the line that a question is typed into: on the presenter's screen where there is one.
type asking struct {
	entry *ui.Entry
	win   fyne.Window
	pop   fyne.CanvasObject
}

const askWidth = 640

// ask opens the line.
func (s *stage) ask() {
	if s.asking != nil || len(s.story.slides) == 0 {
		return
	}
	s.uncover()
	a := &asking{entry: ui.NewEntry(), win: s.front}
	if s.back != nil {
		a.win = s.back
	}
	a.entry.SetPlaceHolder(s.story.words.hint)
	a.entry.OnSubmitted = func(text string) { s.answerTo(text) }
	a.entry.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape || e.Name == fyne.KeyBackspace && a.entry.Text == "" {
			s.closeAsking()
			return true
		}
		return false
	}
	ground := canvas.NewRectangle(cardWall)
	ground.CornerRadius, ground.StrokeColor, ground.StrokeWidth = 6, cardEdge, 1
	box := container.NewStack(ground, container.New(padded{}, container.NewThemeOverride(a.entry, theme.Light().Dark())))
	a.pop = container.New(atTop{}, box)
	over, ok := a.win.Content().(*fyne.Container)
	if !ok {
		return
	}
	s.asking = a
	over.Add(a.pop)
	a.win.Canvas().Focus(a.entry)
}

func (s *stage) closeAsking() {
	if s.asking == nil {
		return
	}
	a := s.asking
	s.asking = nil
	a.win.Canvas().Unfocus()
	if over, ok := a.win.Content().(*fyne.Container); ok {
		over.Remove(a.pop)
	}
}

// answerTo looks for the sites and shows them on the map; a question that cannot be read stays in the line.
func (s *stage) answerTo(text string) {
	q, err := parse(text)
	if text = strings.TrimSpace(text); text == "" || err == nil && q.empty() {
		s.closeAsking()
		return
	}
	if err != nil {
		s.asking.entry.SetPlaceHolder(s.story.words.again)
		s.asking.entry.SetText("")
		return
	}
	s.closeAsking()
	s.count()
	s.log.asked(text)
	all := q.answer(s.story.known.Sites)
	s.aside.show(text, all, s.story.words)
	s.found = all
	s.question = text
	one := s.answerSlide(all)
	s.answer = &one
	delete(s.ink.strokes, answerInk)
	s.present()
	s.stir()
}

// answerSlide is the map with the sites of an answer alone.
func (s *stage) answerSlide(all []found) Slide {
	sites := make([]*model.Site, len(all))
	for i, f := range all {
		sites[i] = f.site
	}
	layer := thematic.Sites(sites, thematic.PointOptions{Audience: model.Visitors, Redacted: true, Say: s.story.words.say})
	return Slide{
		Title: s.story.words.say.Word("答问"),
		Scene: func(chosen string) picture.Scene {
			id, _ := model.ParseID(chosen)
			return mapScene(siteMap(s.story.base, s.o.Typeface, s.story.words.say, layer.Select(id)))
		},
		Lines: func(g mapping.Group) []string {
			for _, f := range all {
				if f.site.ID.String() == g.ID {
					return s.story.words.say.Words(f.lines())
				}
			}
			return nil
		},
	}
}

// returnToStory goes back to the slide before the question, and tells whether there was one.
func (s *stage) returnToStory() bool {
	if s.answer == nil {
		return false
	}
	s.answer = nil
	s.since = time.Now()
	s.aside.hide()
	s.present()
	return true
}

// aside lists what a question found beside the map, as cards.
type aside struct{ box *fyne.Container }

// mostCards is as many as are read across a room.
const (
	mostCards  = 5
	asideWidth = 420
)

func newAside() *aside {
	a := &aside{box: container.New(atLeft{})}
	a.box.Hide()
	return a
}

func (a *aside) show(question string, all []found, in wording) {
	rows := container.NewVBox()
	head := captionOf(nameSize, light)
	head.TextStyle.Bold = true
	head.Text = question
	rows.Add(head)
	said := captionOf(lineSize, cardEdge)
	said.Text = in.say.Word(fmt.Sprintf("符合的公开载体 %d 处", len(all)))
	if len(all) == 0 {
		said.Text = in.say.Word("公开载体中暂未找到，会后答复")
	}
	rows.Add(said)
	for _, f := range all[:min(len(all), mostCards)] {
		rows.Add(cardOf(in.say.Words(f.lines())))
	}
	if len(all) > mostCards {
		more := captionOf(smallSize, quiet)
		more.Text = in.say.Word(fmt.Sprintf("另有 %d 处，见地图", len(all)-mostCards))
		rows.Add(more)
	}
	a.box.Objects = []fyne.CanvasObject{container.NewStack(canvas.NewRectangle(cardWall), container.New(padded{}, rows))}
	a.box.Show()
	a.box.Refresh()
}

func (a *aside) hide() {
	a.box.Objects = nil
	a.box.Hide()
}

// atTop puts its object in the middle of the upper edge, atLeft along the left one.
type (
	atTop  struct{}
	atLeft struct{}
)

// MinSize implements fyne.Layout.
func (atTop) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (atTop) Layout(o []fyne.CanvasObject, s fyne.Size) {
	m := fyne.NewSize(min(askWidth, s.Width), o[0].MinSize().Height)
	o[0].Resize(m)
	o[0].Move(fyne.NewPos((s.Width-m.Width)/2, s.Height/8))
}

// MinSize implements fyne.Layout.
func (atLeft) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements fyne.Layout.
func (atLeft) Layout(o []fyne.CanvasObject, s fyne.Size) {
	for _, one := range o {
		one.Resize(fyne.NewSize(min(asideWidth, s.Width/2), min(one.MinSize().Height, s.Height)))
		one.Move(fyne.NewPos(0, 0))
	}
}
