package geomap

import (
	"cmp"
	"context"
	"slices"

	"github.com/paulmach/orb"

	"chainatlas/app/geomap/sketch"
	"chainatlas/mapping/spatial"
	"chainatlas/model"
	"chainatlas/model/filter"
	"chainatlas/model/store"
	"chainatlas/model/table"
)

// query asks which records stand within a distance of a place, or inside a shape, or are in a list of chosen ones.
type query struct {
	title  string
	middle *orb.Point // degrees; nil for none
	metres float64
	shape  orb.MultiPolygon  // nil for none
	ids    map[model.ID]bool // nil for all
	kind   model.Kind        // "" for all that stand on the map
	expr   string            // in the filter language; "" for all
}

// hit is a record that answers a query.
type hit struct {
	id     model.ID
	kind   model.Kind
	name   string
	level  model.Level
	lonLat orb.Point
	metres float64 // from the middle; 0 without one
}

// answer finds the records, the nearest first, then by name. A filter that fits some kinds only asks those; one that fits none
// is the error of the first.
func (q query) answer(ctx context.Context, s *store.Store, lists *table.Table) ([]hit, error) {
	var out []hit
	var wrong error
	asked := 0
	for _, k := range placedKinds {
		if q.kind != "" && q.kind != k {
			continue
		}
		allowed, err := q.allowed(k, lists)
		if err != nil {
			wrong = cmp.Or(wrong, err)
			continue
		}
		asked++
		got, err := q.of(ctx, s, k, allowed)
		if err != nil {
			return nil, err
		}
		out = append(out, got...)
	}
	if asked == 0 && wrong != nil {
		return nil, wrong
	}
	slices.SortStableFunc(out, func(a, b hit) int { return cmp.Or(cmp.Compare(a.metres, b.metres), cmp.Compare(a.name, b.name)) })
	return out, nil
}

// allowed are the records that answer the filter; nil for all.
func (q query) allowed(k model.Kind, lists *table.Table) (map[model.ID]bool, error) {
	if q.expr == "" {
		return nil, nil
	}
	f, err := filter.Parse(k, q.expr)
	if err != nil {
		return nil, err
	}
	rows, err := lists.List(table.Query{Kind: k, Filter: f})
	if err != nil {
		return nil, err
	}
	out := make(map[model.ID]bool, len(rows))
	for _, r := range rows {
		out[r.ID] = true
	}
	return out, nil
}

// of are the answers of one kind.
func (q query) of(ctx context.Context, s *store.Store, k model.Kind, allowed map[model.ID]bool) ([]hit, error) {
	all, err := standing(ctx, s, k)
	if err != nil {
		return nil, err
	}
	at := make([]orb.Point, len(all))
	for i := range all {
		at[i] = all[i].lonLat
	}
	var out []hit
	take := func(i int) {
		h := all[i]
		if q.ids != nil && !q.ids[h.id] || allowed != nil && !allowed[h.id] {
			return
		}
		if q.middle != nil {
			h.metres = spatial.Distance(*q.middle, h.lonLat)
		}
		out = append(out, h)
	}
	switch {
	case q.middle != nil:
		spatial.NewPoints(at).Within(*q.middle, q.metres, take)
	case q.shape != nil:
		areas := spatial.NewAreas([]orb.MultiPolygon{q.shape})
		for i := range at {
			if areas.At(at[i]) >= 0 {
				take(i)
			}
		}
	default:
		for i := range at {
			take(i)
		}
	}
	return out, nil
}

// standing are the records of a kind that have a place.
func standing(ctx context.Context, s *store.Store, k model.Kind) ([]hit, error) {
	rows := map[model.ID]model.Row{}
	for _, r := range s.Rows(k) {
		if r.HasPoint && !r.Deleted {
			rows[r.ID] = r
		}
	}
	f, err := model.FieldOf(k, "location")
	if err != nil {
		return nil, err
	}
	var out []hit
	err = s.Parts(k, []*model.Field{f}, func(r model.Record) error {
		row, has := rows[r.Head().ID]
		l, _ := f.Value(r).(model.Location)
		if has && l.Point != nil {
			out = append(out, hit{id: row.ID, kind: k, name: row.Name, level: model.Level(row.Level.Value()), lonLat: *l.Point})
		}
		return ctx.Err()
	})
	return out, err
}

// figure is what was asked about, drawn on the map.
func (q query) figure() (f sketch.Figure) {
	if q.middle != nil {
		return sketch.Rings{Middle: *q.middle, Metres: []float64{q.metres}}.Figure()
	}
	for _, p := range q.shape {
		for _, ring := range p {
			var at []orb.Point
			for _, c := range ring {
				at = append(at, planeOf(c))
			}
			f.Lines = append(f.Lines, sketch.Line{At: at, Closed: true, Ink: sketch.Measured})
		}
	}
	return f
}

// queryNear lists what stands near a place in degrees.
func (s *Screen) queryNear(name string, lonLat orb.Point, metres float64) {
	s.results.open(query{title: name + "附近", middle: &lonLat, metres: metres})
}

// queryArea lists what stands inside a shape in degrees.
func (s *Screen) queryArea(title string, shape orb.Geometry) {
	q := query{title: title}
	switch g := shape.(type) {
	case orb.Polygon:
		if g == nil {
			return
		}
		q.shape = orb.MultiPolygon{g}
	case orb.MultiPolygon:
		q.shape = g
	default:
		return
	}
	s.results.open(q)
}

// listChosen lists what is chosen on the map.
func (s *Screen) listChosen() {
	q := query{title: "选中的记录", ids: map[model.ID]bool{}}
	for _, id := range s.chosen.ids {
		q.ids[id] = true
	}
	s.results.open(q)
}
