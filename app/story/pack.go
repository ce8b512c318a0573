package story

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"slices"
	"time"

	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/calk"
	"chainatlas/model/store"
)

// showFile is the entry of a package that tells all but the photos.
const showFile = "show.json"

// bundle is show.json: one deck and what its slides need, as its audience sees it. Nothing in it leads back to the workspace:
// records have other ids, and only what slides, live maps and cards tell.
type bundle struct {
	Audience model.Audience    `json:"audience"`
	Told     time.Time         `json:"told"` // the day that the slides speak of
	Deck     json.RawMessage   `json:"deck"`
	Records  []json.RawMessage `json:"records"`
	Base     *thematic.Parts   `json:"base,omitempty"`
	Ground   *packGround       `json:"ground,omitempty"` // of tiles
	frozen
	Photos map[model.ID]string `json:"photos,omitempty"` // entry of a site's photo
}

// frozen is what was counted when a package was made.
type frozen struct {
	States map[model.ID]map[string]thematic.NodeState `json:"states,omitempty"` // of chains, by node
	Counts map[int]counts                             `json:"counts,omitempty"` // of slides, by their place
}

// Packing says how a package is made.
type Packing struct {
	Notes   bool   // with what is for the speaker alone
	Program string // version of the program
}

// Packed tells what became of a deck.
type Packed struct {
	Slides  int      // that are in the package
	Left    []int    // places of slides that the audience must not see at all
	Missing []string // photos that cannot be read
}

// Pack writes a package that shows the deck to its audience on any computer with the program: the slides as they are now, with
// their live maps and chains. It reads records and photos, and belongs beside the UI thread.
func Pack(ctx context.Context, to io.Writer, s *store.Store, d *model.Deck, o Options, how Packing) (Packed, error) {
	if d.Fictional && o.Audience == model.Visitors {
		return Packed{}, fmt.Errorf("pack %s: %w", d.Name, ErrFictional)
	}
	t, err := newTeller(ctx, s, d, o)
	if err != nil {
		return Packed{}, err
	}
	show, err := t.all(ctx)
	if err != nil {
		return Packed{}, err
	}
	if len(show.Slides) == 0 {
		return Packed{}, ErrEmpty
	}
	p := newPacker(t, how)
	if err := errors.Join(p.collect(), p.tiles(ctx)); err != nil {
		return Packed{}, fmt.Errorf("pack %s: %w", d.Name, err)
	}
	title := t.hush.say(d.Name)
	level := model.Internal
	if o.Audience == model.Visitors {
		level = model.Public
	}
	w := calk.NewWriter(to, calk.Manifest{Kind: calk.Show, Title: title, Made: o.Now.Truncate(time.Second), Level: string(level), Program: how.Program})
	if err := p.write(w); err != nil {
		return Packed{}, err
	}
	return Packed{Slides: len(show.Slides), Left: show.Left, Missing: show.Missing}, nil
}

// packer collects what the slides of a deck need.
type packer struct {
	t      *teller
	how    Packing
	bundle bundle
	ids    map[model.ID]model.ID
	out    []model.Record
	files  map[string][]byte // photos and tiles
}

func newPacker(t *teller, how Packing) *packer {
	return &packer{t: t, how: how, ids: map[model.ID]model.ID{}, files: map[string][]byte{}, bundle: bundle{
		Audience: t.o.Audience, Told: t.o.Now.Truncate(time.Second), frozen: frozen{map[model.ID]map[string]thematic.NodeState{}, map[int]counts{}}, Photos: map[model.ID]string{}}}
}

// id is what a record is called in the package: always the same, and of no use outside. A chain keeps its colour.
func (p *packer) id(kind model.Kind, was model.ID, name string) model.ID {
	if was.IsZero() {
		return was
	}
	if id, ok := p.ids[was]; ok {
		return id
	}
	const mostTries = 1000
	n := len(p.ids)
	var id model.ID
	for try := range mostTries {
		id = model.FixedID(kind, fmt.Sprintf("package/%d/%d", n, try))
		if kind != model.KindChain || thematic.ChainColor(model.Link{ID: id, Name: name}) == thematic.ChainColor(model.Link{ID: was, Name: name}) {
			break
		}
	}
	p.ids[was] = id
	return id
}

func (p *packer) collect() error {
	d, err := p.deck()
	if err != nil {
		return err
	}
	if p.bundle.Deck, err = model.JSON(d); err != nil {
		return err
	}
	for _, r := range p.out {
		b, err := model.JSON(r)
		if err != nil {
			return err
		}
		p.bundle.Records = append(p.bundle.Records, b)
	}
	if p.t.o.Base != nil {
		parts := p.t.o.Base.Parts(p.t.o.Audience)
		p.bundle.Base = &parts
	}
	return nil
}

// deck is the deck with the slides that are shown, their words as the audience reads them, and the records they need.
func (p *packer) deck() (*model.Deck, error) {
	from := p.t.deck
	d := &model.Deck{Language: from.Language, Theme: from.Theme, Ratio: from.Ratio}
	d.Name, d.English, d.Level = p.t.hush.say(from.Name), p.t.hush.sayEnglish(from.English), model.Public
	var c casting
	for _, one := range p.t.show.Slides {
		x := from.Slides[one.At]
		at := len(d.Slides)
		if x.Kind == model.SlideFigures {
			p.bundle.Counts[at] = nameless(p.t.counted(x))
		}
		if x.Kind == model.SlideCompare {
			d.LandNeed, d.FloorNeed, d.Needs = from.LandNeed, from.FloorNeed, from.Needs
		}
		c.add(p.t, x)
		d.Slides = append(d.Slides, x)
	}
	if err := p.records(c); err != nil {
		return nil, err
	}
	for i := range d.Slides {
		d.Slides[i] = p.slide(d.Slides[i])
	}
	return d, nil
}

// slide is a slide in the words of its audience. It names the records that are in the package, and no other.
func (p *packer) slide(x model.Slide) model.Slide {
	x.Title, x.Text = p.t.hush.say(x.Title), p.t.hush.say(x.Text)
	x.TitleEn, x.TextEn = p.t.hush.sayEnglish(x.TitleEn), p.t.hush.sayEnglish(x.TextEn)
	if x.TitleEn == "" {
		x.TitleEn = p.t.named(x.Title)
	}
	if !p.how.Notes {
		x.Notes = ""
	}
	records := x.Records
	x.Records = nil
	for _, id := range records {
		if other, ok := p.ids[id]; ok {
			x.Records = append(x.Records, other)
		}
	}
	if len(records) > 0 && len(x.Records) == 0 && x.Kind == model.SlideMap {
		x.Records = []model.ID{p.id(model.KindSite, model.NewID(), "")} // of none, which is not all
	}
	if x.Kind != model.SlideChain {
		x.Chain, x.Node = model.ID{}, ""
	}
	x.Chain = p.ids[x.Chain]
	all := x.Layers
	x.Layers = slices.DeleteFunc(slices.Clone(all), func(key string) bool { // imported layers are not in a package
		_, err := model.ParseID(key)
		return err == nil
	})
	if len(x.Layers) == 0 && len(all) > 0 {
		x.Layers = model.Words{"none"} // no layer at all would be all sites
	}
	return x
}

// nameless are counts without the records behind them.
func nameless(n counts) counts {
	n.Bars, n.Steps, n.Events = slices.Clone(n.Bars), slices.Clone(n.Steps), slices.Clone(n.Events)
	for i := range n.Bars {
		n.Bars[i].ID = ""
	}
	for i := range n.Steps {
		n.Steps[i].ID = ""
	}
	for i := range n.Events {
		n.Events[i].ID = ""
	}
	return n
}

// write puts the files into the package, in the same order whenever it is made.
func (p *packer) write(w *calk.Writer) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(p.bundle); err != nil {
		return err
	}
	if err := w.Add(showFile, &b); err != nil {
		return err
	}
	var names []string
	for name := range p.files {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	for _, name := range names {
		if err := w.Add(name, bytes.NewReader(p.files[name])); err != nil {
			return err
		}
	}
	return w.Close()
}

// pictureFile keeps the pixels of a picture and nothing that the camera wrote beside them.
func pictureFile(img image.Image) (suffix string, data []byte, err error) {
	if p, ok := img.(mapping.Photo); ok {
		img = p.Image
		if len(p.JPEG) > 0 {
			return ".jpg", p.JPEG, nil
		}
	}
	var b bytes.Buffer
	if opaque, ok := img.(interface{ Opaque() bool }); ok && opaque.Opaque() && img.Bounds().Dx()*img.Bounds().Dy() > 1<<18 {
		err = jpeg.Encode(&b, img, &jpeg.Options{Quality: 85})
		return ".jpg", b.Bytes(), err
	}
	err = png.Encode(&b, img)
	return ".png", b.Bytes(), err
}
