package model

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// Deck is a presentation for a visitor: slides in order, each of which names the records it speaks of. What a slide shows is
// drawn from those records when it is shown, as its audience may see them; the deck itself never leaves the house.
type Deck struct {
	Base
	English   string   `key:"en" label:"英文名称" also:"英文名" in:"基本" opt:"confidential"`
	Visitor   Link     `key:"visitor" label:"来访企业" also:"来宾|客商" in:"基本" to:"enterprise" opt:"confidential"`
	Language  Language `key:"language" label:"语言" in:"基本"`
	Theme     Theme    `key:"theme" label:"配色" also:"主题" in:"版式"`
	Ratio     Ratio    `key:"ratio" label:"画面比例" also:"比例" in:"版式"`
	Template  YesNo    `key:"template" label:"作为模板" also:"模板" in:"版式"`
	LandNeed  Quantity `key:"land_need" label:"来宾用地需求" also:"用地需求" in:"需求" unit:"亩" opt:"confidential"`
	FloorNeed Quantity `key:"floor_need" label:"来宾厂房需求" also:"厂房面积需求" in:"需求" unit:"㎡" opt:"confidential"`
	Needs     Supplies `key:"needs" label:"来宾要素需求" also:"要素需求" in:"需求" opt:"long,confidential"`
	Slides    Slides   `key:"slides" label:"页面" in:"内容" opt:"keep,confidential"`
	Frozen    Date     `key:"frozen" label:"定稿日期" in:"内容" opt:"keep,confidential"`

	Attachments Attachments `key:"attachments" label:"定稿与附件" in:"附件" opt:"keep,confidential"`
}

// In is the deck in a language; "" leaves it as it is.
func (d *Deck) In(l Language) *Deck {
	if l == "" || l == d.Language {
		return d
	}
	out := *d
	out.Language = l
	return &out
}

// Kind implements Record.
func (*Deck) Kind() Kind { return KindDeck }

// Slide is one page of a deck.
type Slide struct {
	Kind    SlideKind   `cbor:"1,keyasint" json:"kind"`
	Title   string      `cbor:"2,keyasint,omitempty" json:"title,omitempty"`
	Text    string      `cbor:"3,keyasint,omitempty" json:"text,omitempty"`    // paragraphs; steps of a flow, one a line
	Records []ID        `cbor:"4,keyasint,omitempty" json:"records,omitempty"` // what it speaks of, in order
	Chain   ID          `cbor:"5,keyasint,omitzero" json:"chain,omitzero"`     // of a chain's slide
	Node    string      `cbor:"6,keyasint,omitempty" json:"node,omitempty"`    // code of the node that is shown among its neighbours
	View    *[4]float64 `cbor:"7,keyasint,omitempty" json:"view,omitempty"`    // of a map: west, south, east, north in degrees; of a chain: left, top, right, bottom as shares of its picture; nil shows all
	Layers  Words       `cbor:"8,keyasint,omitempty" json:"layers,omitempty"`  // on a map: site, project, enterprise, or the IDs of imported layers
	Chart   ChartKind   `cbor:"9,keyasint,omitempty" json:"chart,omitempty"`   // of figures
	Hidden  bool        `cbor:"10,keyasint,omitempty" json:"hidden,omitempty"` // passed over when shown and exported
	Notes   string      `cbor:"11,keyasint,omitempty" json:"notes,omitempty"`  // for the speaker alone
	Fly     bool        `cbor:"12,keyasint,omitempty" json:"fly,omitempty"`    // a map is flown to from what the page before showed

	TitleEn string `cbor:"12,keyasint,omitempty" json:"title_en,omitempty"` // in English; "" for what is known of Title
	TextEn  string `cbor:"13,keyasint,omitempty" json:"text_en,omitempty"`
}

// Slides are the pages of a deck in order.
type Slides []Slide

// IsZero tells whether there is no page.
func (s Slides) IsZero() bool { return len(s) == 0 }

// String lists the titles: 1 欢迎；2 区位.
func (s Slides) String() string {
	parts := make([]string, len(s))
	for i, x := range s {
		parts[i] = strconv.Itoa(i+1) + " " + x.Heading()
	}
	return strings.Join(parts, "；")
}

// Heading is the title, else what kind of page it is.
func (s Slide) Heading() string {
	if s.Title != "" {
		return s.Title
	}
	return nameOf(s.Kind.Choices(), string(s.Kind))
}

// Shown are the pages that are not hidden.
func (s Slides) Shown() Slides {
	return slices.DeleteFunc(slices.Clone(s), func(x Slide) bool { return x.Hidden })
}

// Moved is the list with the page from put before what stood at to; places outside the list change nothing.
func (s Slides) Moved(from, to int) Slides {
	out := slices.Clone(s)
	if from < 0 || from >= len(s) || to < 0 || to >= len(s) {
		return out
	}
	one := out[from]
	return slices.Insert(slices.Delete(out, from, from+1), to, one)
}

// With is the list with a page put in at a place.
func (s Slides) With(at int, x Slide) Slides {
	return slices.Insert(slices.Clone(s), min(max(at, 0), len(s)), x)
}

// Without is the list without the page at a place.
func (s Slides) Without(at int) Slides {
	if at < 0 || at >= len(s) {
		return slices.Clone(s)
	}
	return slices.Delete(slices.Clone(s), at, at+1)
}

// Changed is the list with another page at a place.
func (s Slides) Changed(at int, x Slide) Slides {
	out := slices.Clone(s)
	out[at] = x
	return out
}

// MarshalJSON writes an empty list as [].
func (s Slides) MarshalJSON() ([]byte, error) {
	if s == nil {
		return []byte("[]"), nil
	}
	return json.Marshal([]Slide(s))
}

// SlideKind says how a page is laid out.
type SlideKind string

// The pages.
const (
	SlideWelcome SlideKind = "welcome"
	SlideText    SlideKind = "text"
	SlideMap     SlideKind = "map"
	SlideChain   SlideKind = "chain"
	SlideSite    SlideKind = "site"
	SlideCompare SlideKind = "compare"
	SlideFigures SlideKind = "figures"
	SlidePolicy  SlideKind = "policy"
	SlideFlow    SlideKind = "flow"
	SlideContact SlideKind = "contact"
)

// Choices implements chooser.
func (SlideKind) Choices() []Choice {
	return []Choice{
		{string(SlideWelcome), "欢迎", []string{"封面"}}, {string(SlideText), "图文", nil}, {string(SlideMap), "地图", []string{"区位"}},
		{string(SlideChain), "产业链", nil}, {string(SlideSite), "载体", nil}, {string(SlideCompare), "载体比较", nil},
		{string(SlideFigures), "数据", []string{"产业基础"}}, {string(SlidePolicy), "政策", nil}, {string(SlideFlow), "服务流程", nil},
		{string(SlideContact), "联系", nil},
	}
}

// ChartKind says which figures a page draws.
type ChartKind string

// The charts. The zero value is ChartChains.
const (
	ChartChains   ChartKind = "chains"   // firms by chain
	ChartStages   ChartKind = "stages"   // projects by stage
	ChartFlows    ChartKind = "flows"    // which nodes of a chain supply which, by firms
	ChartTimeline ChartKind = "timeline" // projects by the day they were signed
)

// Choices implements chooser.
func (ChartKind) Choices() []Choice {
	return []Choice{{string(ChartChains), "各产业链企业", nil}, {string(ChartStages), "项目阶段", nil},
		{string(ChartFlows), "链上供需", nil}, {string(ChartTimeline), "签约时间轴", nil}}
}

// Theme is how a deck looks. The zero value is ThemeSteel.
type Theme string

// The themes.
const (
	ThemeSteel Theme = "steel"
	ThemeDark  Theme = "dark"
	ThemePlain Theme = "plain"
)

// Choices implements chooser.
func (Theme) Choices() []Choice {
	return []Choice{{string(ThemeSteel), "钢蓝", nil}, {string(ThemeDark), "深色", []string{"投影"}}, {string(ThemePlain), "素白", []string{"打印"}}}
}

// Ratio is the shape of the picture. The zero value is Wide.
type Ratio string

// The shapes that projectors have.
const (
	Wide   Ratio = "16:9"
	Square Ratio = "4:3"
)

// Choices implements chooser.
func (Ratio) Choices() []Choice {
	return []Choice{{string(Wide), "16:9", []string{"宽屏"}}, {string(Square), "4:3", nil}}
}

// Language is what the fixed words of a deck are written in. The zero value is Chinese.
type Language string

// The languages.
const (
	Chinese Language = "zh"
	English Language = "en"
)

// Choices implements chooser.
func (Language) Choices() []Choice {
	return []Choice{{string(Chinese), "中文", nil}, {string(English), "英文", []string{"English"}}}
}
