package geofile

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"chainatlas/mapping/crs"
)

// wkt is a node of a description of a coordinate system: PROJCS["…", …] of .prj files and older, PROJCRS["…", …] of
// newer ones.
type wkt struct {
	word   string // in capitals
	values []string
	nodes  []*wkt
}

// wktCRS returns the code of the system that a WKT describes, and its name in the file. The code is "" for systems that
// we do not know or must not convert.
func wktCRS(text string) (code, declared string) {
	root := parseWKT(text)
	if root == nil {
		return "", firstWords(text)
	}
	if strings.HasPrefix(root.word, "COMP") { // a plane and heights
		if plane := root.find("PROJCS", "PROJCRS", "GEOGCS", "GEOGCRS", "BASEGEOGCRS", "GEODCRS"); plane != nil {
			root = plane
		}
	}
	declared = root.name()
	c, err := root.system()
	if errors.Is(err, crs.ErrRefused) {
		return "", root.oldName(text)
	} else if err != nil {
		return "", declared
	}
	return c.Code, declared
}

// oldName is the name of a system on Beijing 1954 or Xi'an 1980, and says so where the file's own name does not.
func (n *wkt) oldName(text string) string {
	if _, err := crs.Lookup(n.name()); errors.Is(err, crs.ErrRefused) {
		return n.name()
	}
	if upper := strings.ToUpper(text); strings.Contains(upper, "KRAS") || strings.Contains(upper, "BEIJING") {
		return n.name() + "（Beijing 1954）"
	}
	return n.name() + "（Xian 1980）"
}

// firstWords is the beginning of what stands in a .prj that is no WKT.
func firstWords(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return string([]rune(line)[:min(80, len([]rune(line)))])
}

// maxWKT bounds how deep a description nests.
const maxWKT = 32

func parseWKT(text string) *wkt {
	p := wktParser{text: strings.TrimSpace(text)}
	n := p.node(0)
	if n == nil || n.name() == "" {
		return nil
	}
	return n
}

type wktParser struct{ text string }

// node reads WORD[value, …]; nil when there is none.
func (p *wktParser) node(depth int) *wkt {
	i := strings.IndexAny(p.text, `[(],)"`)
	if i <= 0 || p.text[i] != '[' && p.text[i] != '(' || depth > maxWKT {
		return nil
	}
	n := &wkt{word: strings.ToUpper(strings.TrimSpace(p.text[:i]))}
	p.text = p.text[i+1:]
	for {
		p.text = strings.TrimLeft(p.text, " \t\r\n,")
		switch {
		case p.text == "":
			return n // cut short; what is there may do
		case p.text[0] == ']' || p.text[0] == ')':
			p.text = p.text[1:]
			return n
		case p.text[0] == '"':
			n.values = append(n.values, p.quoted())
		default:
			if !p.item(n, depth) {
				return n
			}
		}
	}
}

// item reads a node, a number or a bare word.
func (p *wktParser) item(n *wkt, depth int) bool {
	end := strings.IndexAny(p.text, "[(],)\"")
	if end < 0 {
		end = len(p.text)
	}
	if end < len(p.text) && (p.text[end] == '[' || p.text[end] == '(') {
		child := p.node(depth + 1)
		if child == nil {
			return false
		}
		n.nodes = append(n.nodes, child)
		return true
	}
	if end == 0 {
		return false
	}
	n.values = append(n.values, strings.TrimSpace(p.text[:end]))
	p.text = p.text[end:]
	return true
}

func (p *wktParser) quoted() string {
	s, rest, _ := strings.Cut(p.text[1:], `"`)
	p.text = rest
	return s
}

func (n *wkt) name() string {
	if len(n.values) == 0 {
		return ""
	}
	return n.values[0]
}

// child is the first node of one of the words right below.
func (n *wkt) child(words ...string) *wkt {
	for _, c := range n.nodes {
		for _, w := range words {
			if c.word == w {
				return c
			}
		}
	}
	return nil
}

// find is the first node of one of the words, at any depth.
func (n *wkt) find(words ...string) *wkt {
	if c := n.child(words...); c != nil {
		return c
	}
	for _, c := range n.nodes {
		if f := c.find(words...); f != nil {
			return f
		}
	}
	return nil
}

// system goes by the code, the name, and at last by the numbers. What is known to be refused is.
func (n *wkt) system() (crs.CRS, error) {
	if id := n.child("AUTHORITY", "ID"); id != nil && len(id.values) > 1 {
		if c, err := crs.Lookup(id.values[0] + ":" + id.values[1]); !errors.Is(err, crs.ErrUnknown) {
			return c, err
		}
	}
	if c, err := crs.Lookup(n.name()); !errors.Is(err, crs.ErrUnknown) {
		return c, err
	}
	datum, err := n.datum()
	if err != nil {
		return crs.CRS{}, err
	}
	if !strings.HasPrefix(n.word, "PROJ") {
		return datum, nil
	}
	return n.plane()
}

// datum is what the degrees below a plane mean.
func (n *wkt) datum() (crs.CRS, error) {
	for _, words := range [][]string{{"GEOGCS", "BASEGEOGCRS", "BASEGEODCRS"}, {"DATUM"}, {"SPHEROID", "ELLIPSOID"}} {
		d := n.find(words...)
		if d == nil {
			continue
		}
		c, err := crs.Lookup(strings.TrimPrefix(d.name(), "D_"))
		if !errors.Is(err, crs.ErrUnknown) {
			return c, err
		}
		switch key := strings.ToUpper(d.name()); {
		case strings.Contains(key, "KRAS"), strings.Contains(key, "IAG") && strings.Contains(key, "75"):
			return crs.CRS{}, crs.ErrRefused
		case strings.Contains(key, "CHINA_2000"), strings.Contains(key, "CHINA 2000"), strings.Contains(key, "CGCS2000"):
			return crs.CGCS2000, nil
		case strings.Contains(key, "WGS_1984"), strings.Contains(key, "WGS 84"), strings.Contains(key, "WGS_84"):
			return crs.WGS84, nil
		}
	}
	return crs.CRS{}, crs.ErrUnknown
}

// plane finds a Gauss–Krüger plane by its parameters.
func (n *wkt) plane() (crs.CRS, error) {
	method := ""
	if m := n.find("PROJECTION", "METHOD"); m != nil {
		method = strings.ToUpper(strings.NewReplacer("_", "", " ", "", "-", "").Replace(m.name()))
	}
	switch {
	case strings.Contains(method, "MERCATORAUXILIARYSPHERE"), strings.Contains(method, "POPULARVISUALISATION"):
		return crs.WebMercator, nil
	case method != "TRANSVERSEMERCATOR" && method != "GAUSSKRUGER":
		return crs.CRS{}, crs.ErrUnknown
	}
	if !near(n.parameter(1, "SCALEFACTOR", "SCALEFACTORATNATURALORIGIN"), 1) || !near(n.parameter(0, "FALSENORTHING"), 0) ||
		!near(n.parameter(0, "LATITUDEOFORIGIN", "LATITUDEOFNATURALORIGIN"), 0) {
		return crs.CRS{}, crs.ErrUnknown
	}
	meridian := n.parameter(0, "CENTRALMERIDIAN", "LONGITUDEOFNATURALORIGIN", "LONGITUDEOFCENTER")
	return gaussKruger(meridian, n.parameter(0, "FALSEEASTING"))
}

// gaussKruger finds the plane on a meridian, in degrees, that stands at an easting, in metres: 500,000 with or without
// the zone before it.
func gaussKruger(meridian, easting float64) (crs.CRS, error) {
	m := int(math.Round(meridian))
	if !near(meridian, float64(m)) {
		return crs.CRS{}, crs.ErrUnknown
	}
	switch zone := (easting - 500_000) / 1e6; {
	case near(zone, 0):
		return crs.GaussKruger3(m, false)
	case near(zone, float64(m)/3):
		return crs.GaussKruger3(m, true)
	case near(zone, float64(m+3)/6):
		return crs.GaussKruger6(m, true)
	}
	return crs.CRS{}, crs.ErrUnknown
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

// parameter is a number of the projection.
func (n *wkt) parameter(missing float64, names ...string) float64 {
	for _, c := range n.nodes {
		if c.word == "CONVERSION" {
			return c.parameter(missing, names...)
		}
		if c.word != "PARAMETER" || len(c.values) < 2 {
			continue
		}
		key := strings.ToUpper(strings.NewReplacer("_", "", " ", "").Replace(c.name()))
		for _, want := range names {
			if v, err := strconv.ParseFloat(c.values[1], 64); key == want && err == nil {
				return v
			}
		}
	}
	return missing
}
