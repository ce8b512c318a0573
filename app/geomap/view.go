package geomap

import (
	"math"

	"chainatlas/mapping/crs"
	"chainatlas/model"
)

// View is what the map shows: west, south, east, north in degrees, and the layers that are switched on, records by their kind and
// files by their ID; false before anything was shown.
func (s *Screen) View() (box [4]float64, layers model.Words, ok bool) {
	if s.now == nil || s.pic == nil || s.pic.Viewport().W == 0 {
		return box, nil, false
	}
	for _, l := range s.now.layers {
		if l.Hidden {
			continue
		}
		if k, is := l.Of.Records(); is {
			layers = append(layers, string(k))
		} else if l.Of == model.LayerOfFile {
			layers = append(layers, l.ID.String())
		}
	}
	b := s.pic.Viewport().Bound()
	low, high := crs.WebMercator.ToWGS84(b.Min), crs.WebMercator.ToWGS84(b.Max)
	return [4]float64{fine(low[0]), fine(low[1]), fine(high[0]), fine(high[1])}, layers, true
}

// fine rounds degrees to about a metre.
func fine(v float64) float64 { return math.Round(v*1e5) / 1e5 }
