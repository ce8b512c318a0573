package model

import (
	"cmp"
	"slices"
)

// Layer is a layer of the map: an imported file, or how the base map and the bureau's records are shown. Its name is unique
// among imported layers. It is the program's own record: what leaves the desk of it is decided by LayerSeen.
type Layer struct {
	Base
	Of           LayerOf     `key:"of" label:"图层类别" in:"图层" opt:"keep"`
	Data         Attachments `key:"data" label:"图层数据" in:"图层" opt:"keep"` // one file in the form of mapping/layerfile; none for records' layers
	File         string      `key:"file" label:"原文件" in:"图层" opt:"keep"`
	Count        int         `key:"count" label:"要素数" in:"图层" opt:"keep"`
	Fields       Words       `key:"fields" label:"字段" in:"图层" opt:"keep"`
	CRS          string      `key:"crs" label:"原坐标系" also:"坐标系" in:"图层" opt:"keep"` // as crs.Lookup understands it
	CRSReason    string      `key:"crs_reason" label:"坐标系依据" in:"图层" opt:"keep,long"`
	Borders      YesNo       `key:"borders" label:"行政界线" in:"图层"` // visitors see such a layer under a map review number alone
	Style        LayerStyle  `key:"style" label:"样式" in:"显示" opt:"keep"`
	LabelField   string      `key:"label_field" label:"标注字段" also:"标注" in:"显示"`
	Unlabelled   bool        `key:"unlabelled" label:"不显示标注" in:"显示" opt:"keep"`
	Hidden       bool        `key:"hidden" label:"隐藏" in:"显示" opt:"keep"`
	Transparency int         `key:"transparency" label:"透明度" in:"显示" unit:"%"` // 0 is opaque, 100 invisible
	Order        int         `key:"order" label:"叠放次序" in:"显示" opt:"keep"`     // a higher one lies over a lower one
	MinZoom      int         `key:"min_zoom" label:"最小级别" in:"显示"`             // of web maps; 0 for no limit
	MaxZoom      int         `key:"max_zoom" label:"最大级别" in:"显示"`
}

// Kind implements Record.
func (*Layer) Kind() Kind { return KindLayer }

// LayerOf says what a layer shows. The zero value is an imported file.
type LayerOf string

// What layers show beside imported files.
const (
	LayerOfFile        LayerOf = ""
	LayerOfBase        LayerOf = "base"
	LayerOfProjects    LayerOf = "project"
	LayerOfSites       LayerOf = "site"
	LayerOfEnterprises LayerOf = "enterprise"
)

// Choices implements chooser.
func (LayerOf) Choices() []Choice {
	return []Choice{{string(LayerOfFile), "导入", nil}, {string(LayerOfBase), "底图", nil}, {string(LayerOfProjects), "项目", nil},
		{string(LayerOfSites), "载体", nil}, {string(LayerOfEnterprises), "企业", nil}}
}

// Records is the kind whose records the layer shows; ok is false for the base map and imported files.
func (o LayerOf) Records() (k Kind, ok bool) {
	switch o {
	case LayerOfProjects, LayerOfSites, LayerOfEnterprises:
		return Kind(o), true
	}
	return "", false
}

// layerStep is the distance between the orders of neighbours, so that one can be put between them.
const layerStep = 100

// ownLayers are the layers that every map has, the lowest first. Imported ones begin between the base map and the records.
var ownLayers = []*Layer{
	{Base: Base{Name: "底图"}, Of: LayerOfBase, Order: -10 * layerStep},
	{Base: Base{Name: "企业"}, Of: LayerOfEnterprises, Order: 10_000 * layerStep, Hidden: true},
	{Base: Base{Name: "项目"}, Of: LayerOfProjects, Order: 10_001 * layerStep},
	{Base: Base{Name: "载体"}, Of: LayerOfSites, Order: 10_002 * layerStep},
}

// OwnLayer is how the base map or a kind of record is shown as long as nobody changed it, with the ID that it is stored under.
func OwnLayer(of LayerOf) *Layer {
	for _, l := range ownLayers {
		if l.Of == of {
			own := *l
			own.ID = FixedID(KindLayer, string(of))
			return &own
		}
	}
	return nil
}

// Layers are all layers of a map, the lowest first: those that are stored, and the program's own that are not.
func Layers(stored []*Layer) []*Layer {
	out := slices.Clone(stored)
	for _, own := range ownLayers {
		if !slices.ContainsFunc(stored, func(l *Layer) bool { return l.Of == own.Of }) {
			out = append(out, OwnLayer(own.Of))
		}
	}
	slices.SortStableFunc(out, func(a, b *Layer) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	return out
}

// LayerCalled finds an imported layer by its name or ID; nil when there is none.
func LayerCalled(name string, all []*Layer) *Layer {
	want := NormalName(name)
	for _, l := range all {
		if l.Of == LayerOfFile && (NormalName(l.Name) == want || l.ID.String() == name) {
			return l
		}
	}
	return nil
}

// TopOfFiles is the order of a layer over all imported ones and under the records.
func TopOfFiles(all []*Layer) int {
	top := 0
	for _, l := range all {
		if l.Of == LayerOfFile {
			top = max(top, l.Order)
		}
	}
	return top + layerStep
}

// MoveLayer puts the layer at one place of all, the lowest first, to another, and returns the layers whose order it changed.
func MoveLayer(all []*Layer, from, to int) []*Layer {
	if from < 0 || from >= len(all) || to < 0 || to >= len(all) || from == to {
		return nil
	}
	was := make(map[*Layer]int, len(all))
	for _, l := range all {
		was[l] = l.Order
	}
	moved := all[from]
	list := slices.Insert(slices.Delete(slices.Clone(all), from, from+1), to, moved)
	if orderBetween(list, to) {
		return []*Layer{moved}
	}
	var changed []*Layer
	for i, l := range list {
		if l.Order = (i + 1) * layerStep; l.Order != was[l] {
			changed = append(changed, l)
		}
	}
	return changed
}

// orderBetween gives a layer an order between its new neighbours, where there is room for one.
func orderBetween(list []*Layer, at int) bool {
	switch {
	case at == 0:
		list[at].Order = list[1].Order - layerStep
	case at == len(list)-1:
		list[at].Order = list[at-1].Order + layerStep
	case list[at+1].Order-list[at-1].Order > 1:
		list[at].Order = (list[at-1].Order + list[at+1].Order) / 2
	default:
		return false
	}
	return true
}

// LayerSeen tells whether an audience may have a layer. Visitors see 公开 ones, and those with administrative borders only
// on a map that has a review number.
func LayerSeen(l *Layer, to Audience, reviewed bool) bool {
	level := l.Level.OrInternal()
	switch to {
	case Desk, Cleared:
		return true
	case Staff:
		return level != Secret
	case Visitors:
		return level == Public && !l.Fictional && (l.Borders != Yes || reviewed)
	}
	return false
}
