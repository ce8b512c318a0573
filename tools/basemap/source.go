package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"

	"github.com/paulmach/orb"
)

// gridStep is the grid of the source in parts of a degree; two neighbours lie 90 to 110 m apart here.
const gridStep = 1024

// cell is a point of the source's grid: GCJ-02 degrees times gridStep.
type cell struct{ x, y int }

func (c cell) lonLat() orb.Point {
	return orb.Point{float64(c.x) / gridStep, float64(c.y) / gridStep}
}

// outlines are the repaired rings and the label points (GCJ-02), by the name the source gives.
type outlines struct {
	rings  map[string][]cell
	labels map[string]orb.Point
}

func readOutlines(path string) (outlines, error) {
	var file struct {
		Features []struct {
			Properties struct {
				Name  string
				Label orb.Point `json:"cp"`
			}
			Geometry struct{ Coordinates []orb.Ring }
		}
	}
	if err := readJSON(path, &file); err != nil {
		return outlines{}, err
	}
	found := outlines{rings: map[string][]cell{}, labels: map[string]orb.Point{}}
	for _, f := range file.Features {
		if len(f.Geometry.Coordinates) != 1 {
			return outlines{}, fmt.Errorf("%s: %d rings, want one", f.Properties.Name, len(f.Geometry.Coordinates))
		}
		found.rings[f.Properties.Name] = repaired(cells(f.Geometry.Coordinates[0]))
		found.labels[f.Properties.Name] = f.Properties.Label
	}
	return found, nil
}

func cells(r orb.Ring) []cell {
	found := make([]cell, len(r))
	for i, p := range r {
		found[i] = cell{int(math.Round(p[0] * gridStep)), int(math.Round(p[1] * gridStep))}
	}
	return found
}

// street is a unit at street level as the civil affairs code lists it.
type street struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

func readStreets(path string) ([]street, error) {
	var all []street
	if err := readJSON(path, &all); err != nil {
		return nil, err
	}
	var ours []street
	for _, s := range all {
		if strings.HasPrefix(s.Code, ownCode) {
			ours = append(ours, s)
		}
	}
	return ours, nil
}

func readJSON(path string, into any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read source: %w", err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return nil
}
