package story

import (
	"fmt"
	"slices"

	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

// casting is which records the slides of a deck need, and for what.
type casting struct {
	chains   []model.ID
	mapped   map[model.Kind]map[model.ID]bool // markers
	sites    map[model.ID]bool                // told in words, or markers
	pictured map[model.ID]bool                // sites whose photo is shown
	policies []model.ID
}

// add notes what a slide needs.
func (c *casting) add(t *teller, x model.Slide) {
	if c.sites == nil {
		c.sites, c.pictured, c.mapped = map[model.ID]bool{}, map[model.ID]bool{}, map[model.Kind]map[model.ID]bool{}
	}
	switch x.Kind {
	case model.SlideChain:
		c.chains = append(c.chains, x.Chain)
	case model.SlideMap:
		c.markers(t, x)
	case model.SlidePolicy:
		c.policies = append(c.policies, x.Records...)
	case model.SlideCompare:
		c.named(x.Records, c.sites)
	case model.SlideSite, model.SlideText:
		c.named(x.Records, c.sites, c.pictured)
	}
}

func (c *casting) named(ids []model.ID, into ...map[model.ID]bool) {
	for _, set := range into {
		for _, id := range ids {
			set[id] = true
		}
	}
}

// markers notes the records on a map slide, as teller.chart puts them there.
func (c *casting) markers(t *teller, x model.Slide) {
	kinds := x.Layers
	if len(kinds) == 0 {
		kinds = model.Words{string(model.KindSite)}
	}
	for _, k := range kinds {
		kind := model.Kind(k)
		if c.mapped[kind] == nil {
			c.mapped[kind] = map[model.ID]bool{}
		}
		switch kind {
		case model.KindSite:
			c.named(idsOf(some(t.cast.sites, x.Records)), c.mapped[kind], c.sites)
		case model.KindProject:
			c.named(idsOf(some(t.cast.projects, x.Records)), c.mapped[kind])
		case model.KindEnterprise:
			c.named(idsOf(some(t.cast.firms, x.Records)), c.mapped[kind])
		}
	}
}

func idsOf[T model.Record](list []T) []model.ID {
	out := make([]model.ID, len(list))
	for i, r := range list {
		out[i] = r.Head().ID
	}
	return out
}

// records puts what is needed into the package, each record with what slides tell of it.
func (p *packer) records(c casting) error {
	for _, id := range c.chains {
		if x, ok := p.t.cast.chain(id); ok && p.ids[id].IsZero() {
			p.out = append(p.out, p.chain(x))
		}
	}
	for _, s := range p.t.cast.sites {
		if c.sites[s.ID] {
			if err := p.site(s, c.pictured[s.ID]); err != nil {
				return err
			}
		}
	}
	for _, x := range p.t.cast.projects {
		if c.mapped[model.KindProject][x.ID] {
			p.out = append(p.out, p.project(x))
		}
	}
	for _, e := range p.t.cast.firms {
		if slim, needed := p.firm(e, c); needed {
			p.out = append(p.out, slim)
		}
	}
	for _, x := range find(p.t.cast.policies, c.policies) {
		if x.InForce(model.DayAt(p.t.o.Now)) && p.ids[x.ID].IsZero() {
			p.out = append(p.out, p.only(x, "number", "issuer", "valid_from", "valid_to", "clause", "text", "conditions", "issuer_en", "text_en", "conditions_en"))
		}
	}
	return nil
}

// only is a record under another id with these fields, its name and its level.
func (p *packer) only(r model.Record, keys ...string) model.Record {
	out := r.Kind().New()
	out.Head().ID = p.id(r.Kind(), r.Head().ID, r.Head().Name)
	out.Head().Fictional = r.Head().Fictional
	for _, key := range append(keys, "name", "en", "level") {
		if f, err := model.FieldOf(r.Kind(), key); err == nil {
			f.Copy(out, r)
		}
	}
	return out
}

// link is a link by name; one to a chain keeps pointing somewhere, because maps colour by it.
func (p *packer) link(l model.Link, kind model.Kind) model.Link {
	if kind != model.KindChain || l.ID.IsZero() {
		return model.Link{Name: l.Name}
	}
	return model.Link{ID: p.id(kind, l.ID, l.Name), Name: l.Name}
}

// chain is a chain's map as it is drawn: without what the report says of nodes and which other chains they belong to.
func (p *packer) chain(c *model.Chain) model.Record {
	out := p.only(c, "chain_kind", "edges").(*model.Chain)
	for _, n := range c.Nodes {
		out.Nodes = append(out.Nodes, model.Node{Code: n.Code, Name: n.Name, English: n.English, Lane: n.Lane, Group: n.Group, At: n.At})
	}
	states := map[string]thematic.NodeState{}
	for code, s := range p.t.states(c) {
		if p.t.o.Audience == model.Visitors {
			s = thematic.NodeState{Enterprises: s.Enterprises}
		}
		states[code] = s
	}
	p.bundle.States[out.ID] = states
	return out
}

// siteLeftOut is what no slide tells of a site, and people.
var siteLeftOut = map[string]bool{"levels": true, "code_name": true, "source": true, "as_of": true, "notes": true, "created": true, "updated": true,
	"fact": true, "code": true, "photos": true, "attachments": true, "contact": true, "phone": true}

// site keeps what its audience may know: questions are asked of it during a show.
func (p *packer) site(s *model.Site, pictured bool) error {
	var keys []string
	for _, f := range model.FieldsOf(model.KindSite) {
		if !siteLeftOut[f.Key] && !f.Personal {
			keys = append(keys, f.Key)
		}
	}
	out := p.only(s, keys...).(*model.Site)
	out.Park = p.link(s.Park, model.KindSite)
	p.out = append(p.out, out)
	if !pictured {
		return nil
	}
	for _, a := range s.Photos {
		img, err := p.t.openPhoto(s, a)
		if !a.IsPicture() || err != nil {
			continue // the slides that were told know that it is missing
		}
		suffix, data, err := pictureFile(img)
		if err != nil {
			return err
		}
		name := fmt.Sprintf("photos/%d%s", len(p.bundle.Photos)+1, suffix)
		p.files[name], p.bundle.Photos[out.ID] = data, name
		return nil // one is shown
	}
	return nil
}

// project is a marker and its card.
func (p *packer) project(x *model.Project) model.Record {
	out := p.only(x, "stage", "location").(*model.Project)
	out.Chain = p.link(x.Chain, model.KindChain)
	return out
}

// firm is a marker and its card, and a name on the nodes of the chains that are shown.
func (p *packer) firm(e *model.Enterprise, c casting) (model.Record, bool) {
	marked := c.mapped[model.KindEnterprise][e.ID]
	var roles model.Roles
	for i, r := range e.Roles {
		shown := slices.Contains(c.chains, r.Chain.ID) && r.Role != model.RoleTarget && e.Local == model.Yes
		if !shown && !(marked && i == 0) {
			continue
		}
		kept := model.Role{Chain: p.link(r.Chain, model.KindChain)}
		if shown {
			kept.Node, kept.Role = r.Node, r.Role
		}
		roles = append(roles, kept)
	}
	if !marked && len(roles) == 0 {
		return nil, false
	}
	out := p.only(e, "local").(*model.Enterprise)
	out.Roles = roles
	if marked {
		out.Location, out.Products, out.ProductsEn = e.Location, e.Products, e.ProductsEn
	}
	return out, true
}
