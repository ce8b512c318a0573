package tiles

// class is a sort of thing on the ground, as the map shows it. They are drawn in this order.
type class uint8

const (
	unseen class = iota
	farmland
	residential
	industrial
	grass
	wood
	water
	waterway
	building
	path
	minorRoad
	mediumRoad
	majorRoad
	motorway
	railway
	districtBorder // of counties and below
	cityBorder     // of cities and above
	place
	classes // how many there are
)

// layerSorts say what the layers of the known schemas hold: OpenMapTiles, Shortbread and Protomaps. What is in none of
// them, military land among it, is not drawn.
var layerSorts = map[string]func(l *mvtLayer, f *mvtFeature) class{
	"water": waterOf, "water_polygons": waterOf, "ocean": waterOf,
	"waterway": streamOf, "water_lines": streamOf, "physical_line": streamOf,
	"landcover": landOf, "landuse": landOf, "land": landOf, "natural": landOf, "park": parkOf,
	"building": buildingOf, "buildings": buildingOf,
	"transportation": roadOf, "streets": roadOf, "roads": roadOf, "transit": roadOf,
	"boundary": borderOf, "boundaries": borderOf,
	"place": placeOf, "place_labels": placeOf, "places": placeOf,
}

// known tells whether a layer is drawn.
func known(layer string) bool { return layerSorts[layer] != nil }

// sort is a feature's word for what it is: each schema has its own key.
func (l *mvtLayer) sort(f *mvtFeature) string { return l.first(f, "class", "kind", "pmap:kind") }

func waterOf(l *mvtLayer, f *mvtFeature) class {
	switch f.kind {
	case areaKind:
		return water
	case lineKind:
		return waterway
	}
	return unseen
}

func streamOf(l *mvtLayer, f *mvtFeature) class {
	if f.kind == lineKind {
		return waterway
	}
	return unseen
}

func parkOf(l *mvtLayer, f *mvtFeature) class {
	if f.kind == areaKind {
		return grass
	}
	return unseen
}

func buildingOf(l *mvtLayer, f *mvtFeature) class {
	if f.kind == areaKind {
		return building
	}
	return unseen
}

var lands = map[string]class{
	"wood": wood, "forest": wood, "scrub": wood, "nature_reserve": wood, "national_park": wood,
	"grass": grass, "grassland": grass, "meadow": grass, "park": grass, "garden": grass, "cemetery": grass, "pitch": grass,
	"recreation_ground": grass, "village_green": grass, "golf_course": grass, "heath": grass, "wetland": grass,
	"farmland": farmland, "farm": farmland, "orchard": farmland, "vineyard": farmland, "crop": farmland, "greenhouse_horticulture": farmland,
	"residential": residential, "suburb": residential, "neighbourhood": residential, "urban_area": residential, "commercial": residential, "retail": residential,
	"industrial": industrial, "quarry": industrial, "landfill": industrial, "brownfield": industrial, "railway": industrial, "garages": industrial,
}

func landOf(l *mvtLayer, f *mvtFeature) class {
	if f.kind != areaKind {
		return unseen
	}
	if c := lands[l.sort(f)]; c != unseen {
		return c
	}
	return lands[l.get(f, "subclass")]
}

var roads = map[string]class{
	"motorway": motorway, "highway": motorway, "trunk": majorRoad, "primary": majorRoad, "major_road": majorRoad,
	"secondary": mediumRoad, "tertiary": mediumRoad, "medium_road": mediumRoad,
	"minor": minorRoad, "unclassified": minorRoad, "residential": minorRoad, "living_street": minorRoad, "minor_road": minorRoad,
	"service": path, "track": path, "path": path, "footway": path, "pedestrian": path, "cycleway": path, "steps": path, "other": path,
	"rail": railway, "light_rail": railway, "subway": railway, "tram": railway, "narrow_gauge": railway, "monorail": railway, "railway": railway,
}

func roadOf(l *mvtLayer, f *mvtFeature) class {
	if f.kind != lineKind {
		return unseen
	}
	return roads[l.sort(f)]
}

func borderOf(l *mvtLayer, f *mvtFeature) class {
	if f.kind != lineKind || truth(l.first(f, "maritime", "coastline")) {
		return unseen
	}
	switch l.first(f, "admin_level", "pmap:min_admin_level", "kind_detail", "kind") {
	case "2", "3", "4", "5", "country", "region", "macroregion":
		return cityBorder
	case "6", "7", "8", "county", "locality":
		return districtBorder
	}
	return unseen
}

func truth(s string) bool { return s == "1" || s == "true" }

func placeOf(l *mvtLayer, f *mvtFeature) class {
	if f.kind == pointKind {
		return place
	}
	return unseen
}

// rank is how a place is written.
type rank struct {
	from float64 // the zoom at which it appears
	size float32 // logical pixels
	area bool    // an administrative area, whose name comes with its border
}

var ranks = map[string]rank{
	"state": {4, 14, true}, "province": {4, 14, true}, "region": {4, 14, true}, "city": {5, 15, true}, "county": {8, 14, true}, "district": {8, 14, true},
	"locality": {9, 12, false}, "town": {9, 13, false}, "suburb": {10.5, 12, false}, "borough": {10.5, 12, false}, "quarter": {11.5, 11, false},
	"village": {11, 11, false}, "neighbourhood": {12.5, 11, false}, "hamlet": {12.5, 10.5, false}, "isolated_dwelling": {14, 10.5, false},
}

// rankOf is how a place is written; ok is false for one that is not.
func rankOf(l *mvtLayer, f *mvtFeature) (rank, bool) {
	for _, word := range []string{l.first(f, "kind_detail", "pmap:kind_detail"), l.sort(f)} {
		if r, ok := ranks[word]; ok {
			return r, true
		}
	}
	return rank{}, false
}

// nameOf is what a place is called in Chinese, or at home.
func nameOf(l *mvtLayer, f *mvtFeature) string {
	return plain(l.first(f, "name:zh-Hans", "name:zh", "name_zh", "name", "name:latin"))
}
