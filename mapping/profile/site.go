package profile

import (
	"cmp"
	"slices"
	"strings"

	"chainatlas/mapping"
	"chainatlas/mapping/page"
	"chainatlas/mapping/pdf"
	"chainatlas/model"
)

// Site sets the profile of a site: head, figures, map, photos and facts, on one page where they fit. It returns
// ErrHidden for a site that the audience must not see.
func Site(stored *model.Site, o Options) (*pdf.Document, error) {
	s, err := o.shown(stored)
	if err != nil {
		return nil, err
	}
	w := o.begin(upright, "载体说明书 · "+s.Name, o.footWords(s.AsOf))
	w.head(s)
	figures := figuresOf(s)
	w.figures(s, figures)
	facts := o.facts(s, figures, w.columns().Width(w.box))
	var photos []Photo
	if o.Photos != nil && len(s.Photos) > 0 {
		photos = o.Photos(s.Photos)
	}
	k := w.pictureScale(facts, len(photos) > 0)
	w.mapOf(s, mapHeight*k)
	w.photos(photos, photoHeight*k)
	w.flow(facts)
	return w.doc, nil
}

// How much lower than planned pictures may become to keep all on one page.
const smallest = 0.62

// pictureScale is how high map and photos may be, of what they were planned, so that the facts have room on the page.
func (w *sheetWriter) pictureScale(facts []page.Block, photos bool) float32 {
	spare := w.box.H() - w.columns().Height(w.box, facts) - pictureGaps
	planned := float32(mapHeight)
	if photos {
		planned += photoHeight
	}
	return min(max(spare/planned, smallest), 1)
}

// pictureGaps is the room for what stands between and under map and photos.
const pictureGaps = 60

// head is the name with what kind of site it is and where.
func (w *sheetWriter) head(s *model.Site) {
	width := w.box.W()
	kind := strings.Join(w.o.Say.Words(nonEmpty("载体说明书", s.SiteKind)), " · ")
	line := w.down(24)
	w.c.Text(mapping.Text{S: kind, At: mapping.Pt{Y: line.Center().Y}, Anchor: mapping.AnchorLeft, Face: subtitle.Face, Color: accent})
	x := width
	for _, word := range w.o.Say.Words(nonEmpty(w.o.Audience.Mark(), invented(s))) {
		x = w.stamp(word, x, line.Center().Y) - 8
	}
	w.down(title.Write(w.c, w.o.Faces, w.o.Say.Word(s.Name), mapping.Pt{Y: w.box.Min.Y}, width))
	if where := strings.Join(w.o.Say.Words(nonEmpty(s.Code, s.Street, s.Address)), "　"); where != "" {
		w.down(subtitle.Write(w.c, w.o.Faces, where, mapping.Pt{Y: w.box.Min.Y}, width))
	}
	rule := w.down(14)
	fill(w.c, mapping.R(0, rule.Min.Y+4, width, 2.5), accent)
}

// stamp writes a word in a frame that ends at x, and returns where it begins.
func (w *sheetWriter) stamp(word string, x, y float32) float32 {
	face := mapping.Face{Size: 13, Bold: true}
	room := w.o.Faces.Advance(word, face) + 14
	frame(w.c, mapping.R(x-room, y-11, room-1, 22), stampInk, 1.4)
	w.c.Text(mapping.Text{S: word, At: mapping.Pt{X: x - room/2, Y: y}, Anchor: mapping.AnchorCenter, Face: face, Color: stampInk})
	return x - room
}

func invented(s *model.Site) string {
	if s.Fictional {
		return "虚构数据"
	}
	return ""
}

func nonEmpty(words ...string) []string {
	var out []string
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

// mostFigures stand in one strip.
const mostFigures = 4

// figuresOf are the facts that everybody asks for first, as far as they are stated.
func figuresOf(s *model.Site) (shown []*model.Field) {
	for _, key := range []string{"area", "floor_area", "available_area", "land_use", "supply_status", "available", "park", "ownership"} {
		f, err := model.FieldOf(model.KindSite, key)
		if err == nil && !f.Empty(s) && len(shown) < mostFigures {
			shown = append(shown, f)
		}
	}
	return shown
}

// figures writes facts large, side by side.
func (w *sheetWriter) figures(s *model.Site, shown []*model.Field) {
	if len(shown) == 0 {
		return
	}
	width := (w.box.W() - float32(len(shown)-1)*10) / float32(len(shown))
	style, height := figure, float32(0)
	said := func(f *model.Field) string { return w.o.Say.Word(f.Text(s)) }
	for _, f := range shown {
		if w.o.Faces.Advance(said(f), style.Face) > width-20 {
			style.Face.Size = 15
		}
	}
	for _, f := range shown {
		height = max(height, style.Height(w.o.Faces, said(f), width-20)+34)
	}
	strip := w.down(height + 10)
	for i, f := range shown {
		box := mapping.R(float32(i)*(width+10), strip.Min.Y, width, height)
		fill(w.c, box, tint)
		small.Write(w.c, w.o.Faces, w.o.Say.Word(f.Label), mapping.Pt{X: box.Min.X + 10, Y: box.Min.Y + 6}, width-20)
		style.Write(w.c, w.o.Faces, said(f), mapping.Pt{X: box.Min.X + 10, Y: box.Min.Y + 23}, width-20)
	}
}

const (
	photoHeight = 176
	mostPhotos  = 3
)

const photoGap = 10

// photos stand side by side, whole and in one height.
func (w *sheetWriter) photos(list []Photo, height float32) {
	list = list[:min(len(list), mostPhotos)]
	if len(list) == 0 {
		return
	}
	shapes, all := make([]float32, len(list)), float32(0)
	for i, p := range list {
		b := p.Image.Bounds()
		shapes[i] = float32(b.Dx()) / float32(max(b.Dy(), 1))
		all += shapes[i]
	}
	height = min(height, (w.box.W()-float32(len(list)-1)*photoGap)/all)
	at, caption := w.box.Min, float32(0)
	for i, p := range list {
		width := height * shapes[i]
		w.c.Image(p.Image, mapping.R(at.X, at.Y, width, height))
		if p.Caption != "" {
			caption = max(caption, small.Write(w.c, w.o.Faces, p.Caption, mapping.Pt{X: at.X, Y: at.Y + height + 3}, width))
		}
		at.X += width + photoGap
	}
	w.down(height + caption + 12)
}

// sectionOrder is the order of print; sections that are not named follow.
var sectionOrder = map[string]int{"指标": 1, "配套": 2, "厂房": 3, "价格": 4, "基本": 5, "联系": 6}

func sectionRank(name string) int { return cmp.Or(sectionOrder[name], len(sectionOrder)+1) }

// elsewhere are the fields that stand in the head, on the map or nowhere on paper.
var elsewhere = map[string]bool{
	"name": true, "site_kind": true, "code": true, "street": true, "address": true, "supplies": true, "location": true, "photos": true, "attachments": true,
	"en": true, "address_en": true,
	"level": true, "levels": true, "code_name": true, "fictional": true, "as_of": true, "created": true, "updated": true,
}

// asked are the fields whose silence is told.
var asked = map[string]bool{"land_use": true, "supply_status": true, "to_expressway": true, "to_rail": true}

// facts are all that the audience may know and does not see as figures, by section.
func (o Options) facts(s *model.Site, figures []*model.Field, width float32) []page.Block {
	bySection := map[string][]page.Block{}
	var names []string
	add := func(section string, blocks ...page.Block) {
		if _, ok := bySection[section]; !ok && len(blocks) > 0 {
			names = append(names, section)
		}
		bySection[section] = append(bySection[section], blocks...)
	}
	for _, f := range model.FieldsOf(model.KindSite) {
		switch said := f.Text(s); {
		case f.Key == "supplies":
			add(f.Section, o.utilities(s)...)
		case elsewhere[f.Key] || slices.Contains(figures, f):
		case said != "":
			add(f.Section, o.fact(f.Label, said, width)...)
		case asked[f.Key] && !o.onlyName(s):
			add(f.Section, o.plain(f.Label, notStated))
		}
	}
	add("配套", o.distances(s)...)
	if o.Audience != model.Visitors {
		add("联系", o.coordinates(s)...)
	}
	if o.Contact != "" {
		add("联系", o.fact("洽谈联系", o.Contact, width)...)
	}
	return o.inOrder(names, bySection)
}

func (o Options) inOrder(names []string, bySection map[string][]page.Block) []page.Block {
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(sectionRank(a), sectionRank(b)) })
	var out []page.Block
	for _, name := range names {
		out = append(out, page.Heading{Text: o.Say.Word(sectionWords(name)), Style: section, Rule: accent, Above: 12})
		out = append(out, bySection[name]...)
	}
	return out
}

// sectionWords is what a section of the form is called on paper.
func sectionWords(name string) string {
	return cmp.Or(map[string]string{"配套": "要素与交通", "基本": "概况", "管理": "说明", "厂房": "厂房条件"}[name], name)
}
