package crs

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// HintPlane is the hint for metres of a Gauss–Krüger plane whose zone the text does not tell.
const HintPlane = "GK"

// ParsePoint reads a pasted pair of coordinates: "117.81,36.06", "北纬36°3′29″ 东经117°48′52″", "X=3992503 Y=39572977".
// Degrees come back as (longitude, latitude) and metres as (easting, northing), whichever came first; in China the
// two cannot be mistaken. hint is the code of the system when the numbers give it away, HintPlane for metres without
// a zone, and "" for degrees, which do not tell WGS-84 from GCJ-02 or BD-09: ask.
//
// What stands around a pair in survey papers, such as an area or the number of a corner, is passed by.
func ParsePoint(text string) (p orb.Point, hint string, err error) {
	pair := areaForm.ReplaceAllString(narrow(text), " ")
	if p, hint, err = parsePair(pair); err == nil {
		return p, hint, nil
	}
	if bare := withoutNoise(pair); bare != pair {
		if q, hint, again := parsePair(bare); again == nil {
			return q, hint, nil
		}
	}
	return p, "", err
}

func parsePair(text string) (p orb.Point, hint string, err error) {
	if dotted.MatchString(text) {
		return p, "", fmt.Errorf("%q: %w", text, ErrNotPoint)
	}
	angles, err := scanAngles(text)
	if err != nil {
		return p, "", fmt.Errorf("%q: %w", text, err)
	}
	if len(angles) != 2 {
		return p, "", fmt.Errorf("%q: %w", text, ErrNotPoint)
	}
	a, b := angles[0].rounded(), angles[1].rounded()
	if !a.marked && !b.marked && abs(a.value) > 1000 && abs(b.value) > 1000 {
		p, hint, err = metres(a.value, b.value)
	} else {
		p, err = degrees(a, b)
	}
	if err != nil {
		return p, "", fmt.Errorf("%q: %w", text, err)
	}
	return p, hint, nil
}

// ParseAngle reads one of the two coordinates: 117.81, 117°48′36″.
func ParseAngle(text string) (value float64, ok bool) {
	angles, err := scanAngles(text)
	if err != nil || len(angles) != 1 {
		return 0, false
	}
	return angles[0].rounded().value, true
}

// angle is a number with what was written around it.
type angle struct {
	value  float64
	marked bool // it has a degree sign
	summed bool // of degrees, minutes and seconds
	axis   axis
}

// rounded leaves no more of a sum than was stated: 36°3′36″ is 36.06, not 36.059999999999995. 1e-9° is a tenth of a
// millimetre.
func (a angle) rounded() angle {
	if a.summed {
		a.value = math.Round(a.value*1e9) / 1e9
	}
	return a
}

type axis uint8

const (
	noAxis axis = iota
	lonAxis
	latAxis
)

// tokens: a number, a unit, a separator, a word. Digits of letters' words are not numbers.
var token = regexp.MustCompile(`[-+]?\d+(?:\.\d+)?|[°'"]|[,;|\t\n]|\p{Han}+|[A-Za-z]+`)

// scanner collects angles from left to right.
type scanner struct {
	angles []angle
	parts  int  // of the last angle: 1 degrees, 2 minutes, 3 seconds
	unit   int  // the sign seen after the last number
	open   bool // the last angle may get minutes or seconds
	axis   axis // a word before a number waits for it
	sign   float64
	last   float64 // the number last added to an open angle, and what the angle was before
	before float64
	prefix bool // words come before their numbers
}

func scanAngles(text string) ([]angle, error) {
	s := scanner{sign: 1}
	for _, t := range token.FindAllString(unify(text), -1) {
		if err := s.take(t); err != nil {
			return nil, err
		}
	}
	return s.angles, nil
}

func (s *scanner) take(t string) error {
	switch {
	case strings.ContainsAny(t, "0123456789"):
		return s.number(t)
	case t == "°", t == "'", t == `"`:
		return s.mark(t)
	case strings.ContainsAny(t, ",;|\t\n"):
		s.open = false
	default:
		s.word(t)
	}
	return nil
}

// number begins an angle, or is the next smaller unit of an open one.
func (s *scanner) number(t string) error {
	v, err := strconv.ParseFloat(t, 64)
	if err != nil {
		return ErrNotPoint
	}
	if s.open && s.unit == s.parts && s.parts < 3 {
		a := &s.angles[len(s.angles)-1]
		if v < 0 || v >= 60 {
			return ErrNotPoint
		}
		s.parts++
		small := v / [...]float64{1, 60, 3600}[s.parts-1]
		if a.value < 0 {
			small = -small
		}
		s.before = a.value
		a.value += small
		a.summed = true
		s.last = v
		s.open = !strings.Contains(t, ".") // a fraction ends it
		return nil
	}
	s.angles = append(s.angles, angle{value: v * s.sign, axis: s.axis})
	s.axis, s.sign = noAxis, 1
	s.parts, s.unit, s.open = 1, 0, !strings.Contains(t, ".")
	return nil
}

// mark notes the unit of the number just read.
func (s *scanner) mark(t string) error {
	if len(s.angles) == 0 {
		return ErrNotPoint
	}
	s.unit = map[string]int{"°": 1, "'": 2, `"`: 3}[t]
	if s.unit == 1 && s.parts > 1 { // the number was not the minutes of the one before
		s.angles[len(s.angles)-1].value = s.before // as it was before the minutes
		s.angles = append(s.angles, angle{value: s.last})
		s.parts, s.open = 1, s.last == math.Trunc(s.last)
	}
	if s.unit == 3 && s.parts == 2 { // '' written as two signs, or minutes left out
		return ErrNotPoint
	}
	s.angles[len(s.angles)-1].marked = true
	return nil
}

// word gives an axis to the number after it, or to the one before it when the text goes on that way.
func (s *scanner) word(t string) {
	ax, sign := axisOf(t)
	if ax == noAxis {
		return
	}
	if len(s.angles) == 0 {
		s.prefix = true
	}
	if s.prefix {
		s.axis, s.sign = ax, sign
		s.open = false
		return
	}
	a := &s.angles[len(s.angles)-1]
	if a.axis == noAxis {
		a.axis = ax
		a.value *= sign
	}
	s.open = false
}

func axisOf(word string) (axis, float64) {
	switch w := strings.ToUpper(word); w {
	case "E", "LON", "LNG", "LONG", "LONGITUDE":
		return lonAxis, 1
	case "W":
		return lonAxis, -1
	case "N", "LAT", "LATITUDE":
		return latAxis, 1
	case "S":
		return latAxis, -1
	}
	switch {
	case strings.HasSuffix(word, "西经"):
		return lonAxis, -1
	case strings.HasSuffix(word, "南纬"):
		return latAxis, -1
	case strings.Contains(word, "经"):
		return lonAxis, 1
	case strings.Contains(word, "纬"):
		return latAxis, 1
	}
	return noAxis, 1
}

var sameSigns = strings.NewReplacer("经度", "经", "纬度", "纬", "º", "°", "˚", "°", "度", "°", "′", "'", "‘", "'", "’", "'",
	"ʹ", "'", "´", "'", "分", "'", "″", `"`, "“", `"`, "”", `"`, "ʺ", `"`, "秒", `"`, "''", `"`,
	"、", ",", "，", ",", "；", ";", "−", "-", "\r", "\n")

func unify(text string) string { return sameSigns.Replace(narrow(sameSigns.Replace(text))) }

// narrow turns full-width signs and digits into plain ones.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '\u3000' || r == '\u00a0':
			return ' '
		}
		return r
	}, s)
}

// degrees puts the longitude first.
func degrees(a, b angle) (orb.Point, error) {
	lon, lat := a, b
	switch {
	case a.axis != noAxis && a.axis == b.axis:
		return orb.Point{}, ErrNotPoint
	case a.axis == latAxis || b.axis == lonAxis:
		lon, lat = b, a
	case a.axis == lonAxis || b.axis == latAxis:
	case looksLikeLat(a.value) && looksLikeLon(b.value), abs(a.value) <= 90 && abs(b.value) > 90:
		lon, lat = b, a
	}
	if abs(lon.value) > 180 || abs(lat.value) > 90 {
		return orb.Point{}, ErrNotPoint
	}
	return orb.Point{lon.value, lat.value}, nil
}

// The reach of China, degrees: no number lies in both.
func looksLikeLon(v float64) bool { return v >= 73 && v <= 136 }
func looksLikeLat(v float64) bool { return v >= 3 && v <= 54 }

// metres puts the easting first and tells the plane by it.
func metres(a, b float64) (orb.Point, string, error) {
	for _, p := range []orb.Point{{a, b}, {b, a}} {
		if hint, ok := planeOf(p[0], p[1]); ok {
			return p, hint, nil
		}
	}
	return orb.Point{}, "", ErrNotPoint
}

// The reach of China on the planes, metres.
const (
	southmost, northmost = 300_000, 6_000_000
	westmost, eastmost   = 200_000, 800_000 // of a zone
	mercWest, mercEast   = 8_100_000, 15_200_000
	mercNorth            = 7_200_000
)

func planeOf(easting, northing float64) (string, bool) {
	zone := int(easting / zoneEasting)
	rest := easting - float64(zone)*zoneEasting
	inZone := rest >= westmost && rest <= eastmost && northing >= southmost && northing <= northmost
	switch {
	case inZone && zone == 0:
		return HintPlane, true
	case inZone && zone >= 25 && zone < 25+threeZones:
		return fmt.Sprintf("EPSG:%d", threeZone+zone-25), true
	case easting >= mercWest && easting <= mercEast && northing >= southmost && northing <= mercNorth:
		// Eastings of the 6° zones 13…15 look the same; they lie west of 93°E.
		return WebMercator.Code, true
	case inZone && zone >= 16 && zone < 13+sixZones:
		return fmt.Sprintf("EPSG:%d", sixZone+zone-13), true
	}
	return "", false
}

func abs(v float64) float64 {
	if v < 0 {
		return -v
	}
	return v
}
