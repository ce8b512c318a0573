package thematic

import (
	"fmt"
	"math"

	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/model"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
)

// Parts are what maps for one audience draw of a base map, to be kept in a file: lines and names, no tiles. Where the
// audience sees no border there is none in it.
type Parts struct {
	Name         string              `json:"name,omitempty"`
	Edition      string              `json:"edition,omitempty"`
	Date         string              `json:"date,omitempty"`
	CRS          string              `json:"crs,omitempty"` // of the pack that they come from; the parts are in WGS-84
	Sources      []string            `json:"sources,omitempty"`
	ReviewNumber string              `json:"review_number,omitempty"`
	Notice       string              `json:"notice,omitempty"`
	Middle       [2]float64          `json:"middle"` // where the district's name stands, in degrees
	District     *geojson.Geometry   `json:"district,omitempty"`
	Around       []*geojson.Geometry `json:"around,omitempty"`
	Places       []PartPlace         `json:"places,omitempty"`
}

// PartPlace is a name on the map.
type PartPlace struct {
	Name   string     `json:"name"`
	LonLat [2]float64 `json:"at"`
	Own    bool       `json:"own,omitempty"` // of the district itself
}

// Parts takes a base map apart for an audience. Of one in tiles they are the district that lies on them.
func (b *Base) Parts(to model.Audience) Parts {
	if b.lines != nil {
		b = b.lines
	}
	borders := to != model.Visitors || b.ReviewNumber != ""
	p := Parts{Middle: crs.WebMercator.ToWGS84(b.middle())}
	if borders {
		p.Name, p.Edition, p.Date, p.CRS = b.Name, b.Edition, b.Date, b.CRS
		p.Sources, p.ReviewNumber, p.Notice = b.Sources, b.ReviewNumber, b.Notice
		p.District = geojson.NewGeometry(b.district)
		for _, g := range b.around {
			p.Around = append(p.Around, geojson.NewGeometry(g))
		}
	}
	for _, n := range b.names {
		if borders || n.own {
			p.Places = append(p.Places, PartPlace{n.name, crs.WebMercator.ToWGS84(n.at), n.own})
		}
	}
	return p
}

// FromParts is the base map that Parts took apart. It returns ErrBrokenPack for what cannot be drawn on a map.
func FromParts(p Parts) (*Base, error) {
	r := packReader{degrees: true, project: mercator}
	b := &Base{Name: p.Name, Edition: p.Edition, Date: p.Date, CRS: p.CRS, Sources: p.Sources, ReviewNumber: p.ReviewNumber, Notice: p.Notice}
	var own, around []orb.Geometry
	if p.District != nil {
		own = append(own, p.District.Geometry())
	}
	for _, g := range p.Around {
		if g != nil {
			around = append(around, g.Geometry())
		}
	}
	for _, g := range append(own, around...) {
		if !r.area(DistrictsFile, g) {
			return nil, fmt.Errorf("read base map: no area: %w", ErrBrokenPack)
		}
	}
	if len(own) > 0 {
		b.district = r.degreesOf(own[0])
	} else if p.ReviewNumber != "" {
		return nil, fmt.Errorf("read base map: a review number and no district: %w", ErrBrokenPack)
	}
	b.own = &mapping.AreaLayer{Title: "区界", Areas: mapping.Prepare(own, mercator), Style: ownStyle}
	b.neighbours = &mapping.AreaLayer{Title: "周边区", Areas: mapping.Prepare(around, mercator), Style: neighbourStyle}
	names := append([]PartPlace{{"", p.Middle, true}}, p.Places...)
	for _, n := range names {
		if !onMap(n.LonLat) || math.IsNaN(n.LonLat[0]+n.LonLat[1]) {
			return nil, fmt.Errorf("read base map: no place on the map: %v: %w", n.LonLat, ErrBrokenPack)
		}
		b.names = append(b.names, placeName{n.Name, mercator(n.LonLat), n.Own})
	}
	return b, nil
}
