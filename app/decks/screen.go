// Package decks is the screen where presentations are put together: choose a visitor, look through the slides that are
// proposed, and see what visitors will not see.
package decks

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/desk"
	"chainatlas/app/story"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/model"
	"chainatlas/model/store"
)

// Screen shows one deck at a time.
type Screen struct {
	desk    *desk.Desk
	page    *ui.Page
	choice  *ui.Choice
	strip   *strip
	preview *preview
	panel   *panel
	body    fyne.CanvasObject

	now       *sheet   // what is shown; nil before the first reading
	want      model.ID // the deck asked for
	at        int      // the chosen slide
	rehearsal bool
	reads     task.Latest[*sheet]
	paints    task.Latest[image.Image]
	following desk.Following
	palette   *ui.Palette
	chains    []*model.Chain // while a new deck is asked for
}

var _ desk.Opener = (*Screen)(nil)

// sheet is a deck read and drawn as visitors see it.
type sheet struct {
	decks  []*model.Deck
	deck   *model.Deck   // nil when there is none
	slides []story.Told  // by place in the deck; without a page where visitors see none
	thumbs []image.Image // beside slides
	leaks  []story.Leak
	harms  map[int]bool
	cuts   []int
	layers []*model.Layer // imported ones, which a map may show
}

// New makes the screen.
func New(d *desk.Desk) *Screen { return &Screen{desk: d} }

// Title names the screen in the rail.
func (s *Screen) Title() string { return "演示" }

// Content is made on first use.
func (s *Screen) Content() fyne.CanvasObject {
	if s.page == nil {
		s.build()
	}
	return s.page
}

func (s *Screen) build() {
	s.choice = ui.NewChoice(nil, func(string) { s.chosen(s.choice.Index()) })
	s.strip = newStrip()
	s.strip.OnSelect, s.strip.OnMove, s.strip.OnMenu, s.strip.OnDelete = s.selectSlide, s.moveSlide, s.slideMenu, func() { s.deleteSlide(s.at) }
	s.strip.OnCopy, s.strip.OnHide = func() { s.copySlide(s.at) }, func() { s.hideSlide(s.at) }
	s.preview = newPreview(s.desk.Typeface)
	s.preview.lens.OnSeen, s.preview.lens.OnTap = s.seen, s.picked
	s.panel = newPanel(s)
	right := container.NewHSplit(s.preview, s.panel.content())
	right.Offset = 0.66
	s.body = ui.Beside(s.strip, right)
	s.page = ui.NewPage("演示", s.body)
}

// Show reads the decks and follows what changes.
func (s *Screen) Show() {
	s.following.Each(s.desk, func([]model.Change) { s.read() })
	s.read()
}

// Leave stops following.
func (s *Screen) Leave() {
	s.commit()
	s.reads.Stop()
	s.paints.Stop()
	s.following.Stop()
	s.preview.lens.pic.Stop()
}

// commit takes what is being typed, and the view that is being looked for.
func (s *Screen) commit() {
	s.preview.lens.settle()
	s.panel.commit()
}

// OpenRecord shows a deck.
func (s *Screen) OpenRecord(id model.ID) {
	s.want, s.at = id, 0
	s.read()
}

// Deck is the deck that is shown; nil for none.
func (s *Screen) Deck() *model.Deck {
	if s.now == nil {
		return nil
	}
	return s.now.deck
}

// Slide is the place of the slide that is chosen.
func (s *Screen) Slide() int { return s.at }

func (s *Screen) chosen(i int) {
	if s.now != nil && i >= 0 && i < len(s.now.decks) {
		s.OpenRecord(s.now.decks[i].ID)
	}
}

// thumbScale makes a slide some 190 pixels wide.
const thumbScale = 0.15

func (s *Screen) read() {
	d, want := s.desk, s.want
	s.reads.Run(func(ctx context.Context, _ func(int, int)) (*sheet, error) { return readSheet(ctx, d, want) }, s.take)
}

func readSheet(ctx context.Context, d *desk.Desk, want model.ID) (*sheet, error) {
	all, err := store.Every[*model.Deck](d.Store, model.KindDeck)
	if err != nil {
		return nil, fmt.Errorf("read decks: %w", err)
	}
	slices.SortStableFunc(all, func(a, b *model.Deck) int { return b.Created.At.Compare(a.Created.At) })
	out := &sheet{decks: all}
	for _, x := range all {
		if x.ID == want {
			out.deck = x
		}
	}
	if out.deck == nil && len(all) > 0 {
		out.deck = all[0]
	}
	if out.deck == nil {
		return out, nil
	}
	layers, err := store.Every[*model.Layer](d.Store, model.KindLayer)
	if err != nil {
		return nil, fmt.Errorf("read layers: %w", err)
	}
	for _, l := range model.Layers(layers) {
		if l.Of == model.LayerOfFile {
			out.layers = append(out.layers, l)
		}
	}
	return out, out.draw(ctx, d)
}

// draw makes the slides, the hidden ones too, as visitors would see them.
func (x *sheet) draw(ctx context.Context, d *desk.Desk) error {
	o, err := options(d, model.Visitors)
	if err != nil {
		return err
	}
	whole := model.Clone(x.deck).(*model.Deck)
	whole.Fictional = false // before staff alone; what visitors may not see is told in rehearsal
	for i := range whole.Slides {
		whole.Slides[i].Hidden = false
	}
	show, err := story.Tell(ctx, d.Store, whole, o)
	if err != nil {
		return err
	}
	x.slides, x.thumbs, x.cuts = make([]story.Told, len(whole.Slides)), make([]image.Image, len(whole.Slides)), show.Cuts(o)
	for _, one := range show.Slides {
		if err := ctx.Err(); err != nil {
			return err
		}
		x.slides[one.At], x.thumbs[one.At] = one, story.Paint(one.Page, thumbScale, d.Typeface)
	}
	if x.leaks, err = story.Leaks(ctx, d.Store, x.deck, o.Base, o.Now); err != nil {
		return err
	}
	x.harms = story.Harms(x.leaks)
	return nil
}

func options(d *desk.Desk, to model.Audience) (story.Options, error) {
	base, err := d.Base.Base()
	return story.Options{Faces: d.Typeface, Base: base, Audience: to, Now: time.Now()}, err
}

func (s *Screen) take(x *sheet, err error) {
	if err != nil {
		s.desk.Fail(err)
		return
	}
	s.now = x
	s.fill()
	s.desk.Tell("decks", fmt.Sprint(len(x.decks)))
}

// fill shows what was read.
func (s *Screen) fill() {
	x := s.now
	s.page.SetActions(s.actions()...)
	if x.deck == nil {
		empty := ui.NewEmpty("还没有演示", "选择来访企业、产业链或行业，自动排好欢迎、区位、产业链、载体、政策、服务和联系各页", &ui.Action{Text: "新建演示", Primary: true, Do: s.askNew}).
			Add(ui.Action{Text: "打开演示包…", Do: s.choosePackage})
		s.page.SetFilters()
		s.page.SetContent(empty)
		s.page.SetStatus("", "")
		return
	}
	s.want = x.deck.ID
	names := make([]string, len(x.decks))
	for i, d := range x.decks {
		names[i] = cmp.Or(d.Name, "未命名")
	}
	s.choice.SetOptions(names)
	s.choice.Set(names[slices.Index(x.decks, x.deck)])
	s.page.SetFilters(ui.AtLeast(320, s.choice), nil)
	s.page.SetContent(s.body)
	s.at = min(max(s.at, 0), max(len(x.deck.Slides)-1, 0))
	s.strip.Set(x.deck.Slides, x.thumbs, s.framed())
	s.selectSlide(s.at)
}

// framed are the slides with a red frame: in rehearsal those on which something would have been read.
func (s *Screen) framed() map[int]bool {
	if !s.rehearsal {
		return nil
	}
	return s.now.harms
}

func (s *Screen) selectSlide(at int) {
	x := s.now
	if x == nil || x.deck == nil {
		return
	}
	if at != s.at {
		s.commit()
	}
	s.at = at
	s.strip.Select(at)
	s.panel.show(x, at, s.rehearsal)
	s.page.SetStatus(s.status())
	s.offer(at)
	if at >= len(x.slides) || x.slides[at].Page == nil {
		s.paints.Stop()
		s.preview.lens.clear()
		s.preview.Set(nil, s.framed()[at])
		return
	}
	page, faces := x.slides[at].Page, s.desk.Typeface
	s.preview.w, s.preview.h = page.W, page.H
	s.preview.lens.Set(x.slides[at], at)
	s.paints.Run(func(context.Context, func(int, int)) (image.Image, error) { return story.Paint(page, 1, faces), nil },
		func(img image.Image, err error) {
			s.desk.Fail(err)
			s.preview.Set(img, s.framed()[at])
		})
}

func (s *Screen) offer(at int) {
	if at < len(s.now.deck.Slides) {
		s.preview.Offer(s.slideActions(at)...)
	} else {
		s.preview.Offer()
	}
}

func (s *Screen) status() (text, remark string) {
	d := s.now.deck
	shown := len(d.Slides.Shown())
	text = fmt.Sprintf("%d 页", shown)
	if n := len(d.Slides) - shown; n > 0 {
		text += fmt.Sprintf("，另有 %d 页隐藏", n)
	}
	if d.Frozen.Known() {
		text += "，" + d.Frozen.String() + " 定稿"
	}
	if slices.Contains(s.now.cuts, s.at) {
		remark = "这一页文字太多，排不下的不显示"
	}
	return text, remark
}
