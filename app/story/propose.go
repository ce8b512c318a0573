package story

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"chainatlas/model"
	"chainatlas/model/match"
	"chainatlas/model/placing"
	"chainatlas/model/store"
)

// Wish says whom a deck is for, or what it is about. At least one is given.
type Wish struct {
	Visitor  *model.Enterprise
	Guest    string // the name of a visitor who is no record
	Chain    *model.Chain
	Industry string
}

// Propose makes a deck that tells the whole story: welcome, location, industrial base, the chain with the visitor's place,
// sites, policies in force, how the bureau serves, contact. It chooses among what visitors may see; what the visitor needs
// is taken from their project, without its remarks. The deck is not stored.
func Propose(ctx context.Context, s *store.Store, w Wish, now time.Time) (*model.Deck, error) {
	c, err := read(ctx, s, everything(), model.Visitors)
	if err != nil {
		return nil, err
	}
	p := proposal{Wish: w, cast: c, deck: &model.Deck{Theme: model.ThemeSteel, Ratio: model.Wide, Language: model.Chinese}}
	if err := p.visitor(s); err != nil {
		return nil, err
	}
	p.name()
	p.industry()
	p.sites()
	p.closing(now)
	return p.deck, ctx.Err()
}

// proposal is a deck in the making.
type proposal struct {
	Wish
	cast  cast
	deck  *model.Deck
	chain *model.Chain // that the story is about; nil for none that visitors may see
	node  string
}

func (p *proposal) add(x model.Slide) { p.deck.Slides = append(p.deck.Slides, x) }

// visitor finds the visitor's place on a chain and what they need.
func (p *proposal) visitor(s *store.Store) error {
	chains, err := store.Every[*model.Chain](s, model.KindChain)
	if err != nil {
		return err
	}
	var at model.ID
	if p.Wish.Chain != nil {
		at = p.Wish.Chain.ID
	}
	if p.Visitor != nil {
		p.deck.Visitor = model.LinkTo(p.Visitor)
		project, err := projectOf(s, p.Visitor.ID)
		if err != nil {
			return err
		}
		p.needs(project)
		for _, place := range placesOf(p.Visitor, project, chains) {
			if at.IsZero() || place.chain == at {
				at, p.node = place.chain, place.node
				break
			}
		}
	}
	if p.Guest != "" {
		p.deck.Visitor = model.Link{Name: p.Guest}
	}
	if business := cmp.Or(p.Industry, p.Guest); at.IsZero() && business != "" {
		at, p.node = industryPlace(business, chains)
	}
	p.chain, _ = p.cast.chain(at)
	return nil
}

// projectOf is the visitor's project that changed last; nil for none.
func projectOf(s *store.Store, visitor model.ID) (*model.Project, error) {
	all, err := store.Every[*model.Project](s, model.KindProject)
	if err != nil {
		return nil, err
	}
	var found *model.Project
	for _, x := range all {
		if x.Investor.ID == visitor && x.Status != model.Ended && (found == nil || x.Updated.At.After(found.Updated.At)) {
			found = x
		}
	}
	return found, nil
}

// needs takes over what a project needs, in numbers: remarks are the bureau's own.
func (p *proposal) needs(of *model.Project) {
	if of == nil {
		return
	}
	if of.LandNeed.Known {
		p.deck.LandNeed = model.Measured(of.LandNeed.Min, of.LandNeed.Unit)
	}
	if of.FloorNeed.Known {
		p.deck.FloorNeed = model.Measured(of.FloorNeed.Min, of.FloorNeed.Unit)
	}
	for _, x := range of.Needs {
		if x.Value != nil {
			x.Note = ""
			p.deck.Needs = append(p.deck.Needs, x)
		}
	}
}

type place struct {
	chain model.ID
	node  string
}

// placesOf are where a visitor stands: by their roles, their project, else by their industry and products.
func placesOf(e *model.Enterprise, project *model.Project, chains []*model.Chain) (out []place) {
	for _, r := range e.Roles {
		out = append(out, place{r.Chain.ID, r.Node.Code})
	}
	if project != nil && !project.Chain.ID.IsZero() {
		out = append(out, place{project.Chain.ID, project.Node.Code})
	}
	for _, found := range placing.Suggest([]*model.Enterprise{e}, chains) {
		for _, x := range found.Places {
			out = append(out, place{x.Chain.ID, x.Node.Code})
		}
	}
	return out
}

// industryPlace finds the chain and the node that people mean by an industry.
func industryPlace(industry string, chains []*model.Chain) (model.ID, string) {
	for _, c := range chains {
		if c.Called(industry) {
			return c.ID, ""
		}
	}
	for _, c := range chains {
		if found := c.NodesCalled(industry); len(found) > 0 {
			return c.ID, found[0].Code
		}
	}
	stranger := &model.Enterprise{Products: model.Words{industry}}
	for _, x := range placesOf(stranger, nil, chains) {
		return x.chain, x.node
	}
	return named(industry, chains)
}

// PlaceOf tells where somebody stands by what their name says of their business: 某轨道交通轴承企业 on 精品钢·轴承.
func PlaceOf(name string, chains []*model.Chain) (c *model.Chain, n model.Node, ok bool) {
	id, code := industryPlace(name, chains)
	for _, c := range chains {
		if c.ID == id {
			n, _ := c.Node(code)
			return c, n, true
		}
	}
	return nil, model.Node{}, false
}

// named finds the node with the longest word that a name holds.
func named(name string, chains []*model.Chain) (at model.ID, node string) {
	longest := 1 // a single character says nothing
	for _, c := range chains {
		if c.ChainKind == model.FamilyChain {
			continue
		}
		for _, n := range c.Nodes {
			for _, w := range model.NodeWords(n.Name) {
				if k := utf8.RuneCountInString(w); k > longest && strings.Contains(name, w) {
					longest, at, node = k, c.ID, n.Code
				}
			}
		}
	}
	return at, node
}

// name is what the deck and its first slide are called.
func (p *proposal) name() {
	who := p.Guest
	if p.Visitor != nil {
		who = p.Visitor.Name
	}
	switch {
	case who != "":
		p.deck.Name = who + " 来访推介"
	case p.chain != nil:
		p.deck.Name = p.chain.Name + "产业链推介"
	default:
		p.deck.Name = cmp.Or(p.Industry, "招商") + "推介"
	}
	title := "欢迎莅临考察"
	if who != "" {
		title = "欢迎" + who
	}
	text := "招商推介"
	if p.chain != nil {
		text = p.chain.Name + "产业链推介"
	}
	p.add(model.Slide{Kind: model.SlideWelcome, Title: title, Text: text})
	p.add(model.Slide{Kind: model.SlideMap, Title: "区位与载体", Layers: model.Words{string(model.KindSite)}})
	p.add(model.Slide{Kind: model.SlideFigures, Title: "产业基础", Chart: model.ChartChains})
}

func (p *proposal) industry() {
	if p.chain == nil {
		return
	}
	p.add(model.Slide{Kind: model.SlideChain, Title: p.chain.Name + "产业链", Chain: p.chain.ID})
	n, ok := p.chain.Node(p.node)
	if !ok {
		return
	}
	title := "链上位置：" + n.Name
	if p.Visitor != nil || p.Guest != "" {
		title = "贵公司在链上的位置：" + n.Name
	}
	p.add(model.Slide{Kind: model.SlideChain, Title: title, Chain: p.chain.ID, Node: n.Code})
}

// mostSites are shown one by one.
const mostSites = 3

// sites are those that answer the needs best, else those that suit the chain, else the largest.
func (p *proposal) sites() {
	list := slices.DeleteFunc(slices.Clone(p.cast.sites), bare)
	if wish, ok := wishOf(p.deck); ok {
		list = nil
		for _, m := range match.Sites(wish, p.cast.sites, nil) {
			if m.Excluded == "" && !bare(m.Site) {
				list = append(list, m.Site)
			}
		}
	} else {
		slices.SortStableFunc(list, func(a, b *model.Site) int {
			return cmp.Or(cmp.Compare(p.unsuited(a), p.unsuited(b)), cmp.Compare(b.Area.Min, a.Area.Min), cmp.Compare(b.FloorArea.Min, a.FloorArea.Min))
		})
	}
	list = list[:min(len(list), mostSites)]
	var ids []model.ID
	for _, s := range list {
		ids = append(ids, s.ID)
		p.add(model.Slide{Kind: model.SlideSite, Title: s.Name, Records: []model.ID{s.ID}})
	}
	if len(ids) > 1 {
		p.add(model.Slide{Kind: model.SlideCompare, Title: "载体与需求对照", Records: ids})
	}
}

// bare tells a place of which nothing is stated that a visitor could weigh.
func bare(s *model.Site) bool {
	return s.Area.IsZero() && s.FloorArea.IsZero() && s.FreeArea.IsZero() && s.Supplies.IsZero()
}

// unsuited is 0 for a site that says it suits the chain, 1 for others.
func (p *proposal) unsuited(s *model.Site) int {
	if p.chain != nil {
		for _, w := range s.Suits {
			if p.chain.Called(w) || strings.Contains(p.chain.Name, w) {
				return 0
			}
		}
	}
	return 1
}

// steps are how a project is served, in the order of the stages.
const steps = "洽谈对接：专人对接，了解需求\n选址考察：按需求推荐载体\n签约：议定条款，签订协议\n注册立项：代办注册、备案\n要素保障：水电气热同步推进\n开工建设：手续并联办理\n竣工投产：验收、用工服务\n企业服务：诉求有人办、有回音"

func (p *proposal) closing(now time.Time) {
	var ids []model.ID
	for _, x := range p.cast.policies {
		if x.InForce(model.DayAt(now)) && len(ids) < mostSites {
			ids = append(ids, x.ID)
		}
	}
	if len(ids) > 0 {
		p.add(model.Slide{Kind: model.SlidePolicy, Title: "现行政策", Records: ids})
	}
	p.add(model.Slide{Kind: model.SlideFlow, Title: "我们怎样服务", Text: steps})
	p.add(model.Slide{Kind: model.SlideContact, Title: "期待与您合作"})
}
