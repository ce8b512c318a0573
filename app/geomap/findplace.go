package geomap

import (
	"context"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/app/ui"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/search"
	"chainatlas/model/store"
)

// mostPlaces is how many answers of each sort are listed.
const mostPlaces = 30

// target is where a search leads: a record, a thing of a layer, or a place in degrees.
type target struct {
	record model.ID
	bound  orb.Bound // on the plane; zero for a point
	lonLat *orb.Point
}

// findPlace opens the search over records, names of the base map and of layers, and coordinates.
func (s *Screen) findPlace() {
	if s.finder == nil {
		s.finder = ui.NewPalette(s.lookFor, s.goTo)
		s.finder.Hint = "记录、地名、图层标注（可用拼音、首字母），或粘贴坐标"
	}
	s.finder.Show(s.desk.Window.Canvas())
}

// lookFor answers what is typed into the search.
func (s *Screen) lookFor(text string) {
	text = strings.TrimSpace(text)
	if text == "" || s.now == nil {
		s.places.Stop()
		s.finder.SetResults(nil)
		return
	}
	now, st := s.now, s.desk.Store
	answers := answering(text)
	s.places.Run(func(ctx context.Context, _ func(int, int)) ([]ui.Result, error) {
		out := coordinateResults(text)
		out = append(out, now.baseResults(answers)...)
		out = append(out, recordResults(ctx, st, answers)...)
		return append(out, now.layerResults(ctx, answers)...), ctx.Err()
	}, func(got []ui.Result, err error) {
		if err == nil {
			s.finder.SetResults(got)
		}
	})
}

// coordinateResults are the places that a pair of coordinates may mean: degrees do not tell their system.
func coordinateResults(text string) (out []ui.Result) {
	if _, _, err := crs.ParsePoint(text); err != nil {
		return nil
	}
	seen := map[orb.Point]bool{}
	for choice := -1; choice < len(systems); choice++ {
		at, _ := pasted(text, choice)
		if at.Point == nil || seen[*at.Point] {
			continue
		}
		seen[*at.Point] = true
		out = append(out, ui.Result{Kind: "坐标", Title: degrees(at.Point[0]) + ", " + degrees(at.Point[1]), Subtitle: "按 " + systemName(at.CRS) + " 读", ID: target{lonLat: at.Point}})
	}
	return out
}

// answering tells which names answer a text: those that hold it, and where it has Latin letters those that are read so, by their
// syllables or the first letters of these.
func answering(text string) func(name string) bool {
	low := strings.ToLower(text)
	latin := strings.ContainsFunc(low, func(r rune) bool { return r >= 'a' && r <= 'z' })
	heard := search.NewMatcher(text)
	return func(name string) bool {
		return strings.Contains(strings.ToLower(name), low) || latin && heard.Matches(name)
	}
}

// baseResults are the names on the base map.
func (s *sheet) baseResults(answers func(string) bool) (out []ui.Result) {
	for _, n := range s.base.Places() {
		if answers(n.Name) {
			at := n.LonLat
			out = append(out, ui.Result{Kind: "地名", Title: n.Name, Subtitle: s.base.Name, ID: target{lonLat: &at}})
		}
	}
	return out
}

// recordResults are the records with the words in their name, or read so, that have a place.
func recordResults(ctx context.Context, st *store.Store, answers func(string) bool) (out []ui.Result) {
	for _, k := range placedKinds {
		n := 0
		for _, r := range st.Rows(k) {
			if ctx.Err() != nil || n == mostPlaces {
				break
			}
			if r.Deleted || !r.HasPoint || r.Level.Value() == string(model.Secret) || !answers(r.Name) {
				continue
			}
			n++
			out = append(out, ui.Result{Kind: k.Label(), Title: r.Name, Subtitle: r.Street.Value(), ID: target{record: r.ID}})
		}
	}
	return out
}

// layerResults are the things of imported layers that are shown, by the name that is written beside them.
func (s *sheet) layerResults(ctx context.Context, answers func(string) bool) (out []ui.Result) {
	for _, l := range s.layers {
		o, ok := s.made[l.ID].draw.(*thematic.Overlay)
		if l.Hidden || !ok || l.Level == model.Secret || l.LabelField == "" {
			continue
		}
		n := 0
		for i, shape := range o.Data().Shapes {
			if ctx.Err() != nil || n == mostPlaces {
				break
			}
			if name := o.FeatureName(i); shape != nil && answers(name) {
				n++
				b := shape.Bound()
				on := orb.MultiPoint{planeOf(b.Min), planeOf(b.Max)}.Bound()
				out = append(out, ui.Result{Kind: "图层", Title: name, Subtitle: l.Name, ID: target{bound: on}})
			}
		}
	}
	return out
}

// goTo moves the map to what was found.
func (s *Screen) goTo(r ui.Result) {
	p := r.ID.(target)
	s.pic.Focus()
	switch {
	case !p.record.IsZero():
		s.OpenRecord(p.record)
	case p.lonLat != nil:
		v := s.pic.Viewport()
		v.Center, v.Scale = planeOf(*p.lonLat), max(v.Scale, closeUp*float64(v.Unit()))
		s.pic.SetViewport(v)
		s.mark(r.Title, *p.lonLat)
	default:
		s.pic.Fit(p.bound.Pad(200))
	}
}
