package cli

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"chainatlas/mapping"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/thematic"
	"chainatlas/model/store"
)

type mapCommands struct {
	Draw mapDrawCommand `cmd:"" help:"绘制载体与项目地图"`
}

type mapDrawCommand struct {
	drawingFlags
	Bbox    string   `help:"范围：西,南,东,北（WGS-84 度）；不能与 --center 同用" placeholder:"w,s,e,n"`
	Center  string   `help:"中心：经度,纬度（WGS-84 度）" placeholder:"lon,lat"`
	Zoom    *float64 `help:"缩放级别 0 到 24，与 --center 一起用；不写时为 12" placeholder:"Z"`
	Layers  string   `help:"图层，用逗号分开，先写的在下：site 载体、project 项目、enterprise 企业，或导入的图层的名称；样式与地图画面相同" default:"site,project" placeholder:"a,b"`
	Title   string   `help:"图名" placeholder:"TEXT"`
	Origins bool     `help:"画出投资方来源省份的方向线"`
	audienceFlag
	languageFlag
	words mapping.Say `kong:"-"`
}

type mapResult struct {
	Out    string       `json:"out"`
	Size   [2]int       `json:"size"`
	Bbox   [4]float64   `json:"bbox"` // west, south, east, north
	Layers []layerEntry `json:"layers"`
}

type layerEntry struct {
	Layer    string `json:"layer"`   // a kind, or the name of an imported layer
	Drawn    int    `json:"drawn"`   // in the picture
	Outside  int    `json:"outside"` // placed, but beyond its edge
	Unplaced int    `json:"unplaced"`

	label string
}

// Run draws the map and tells what is on it.
func (x mapDrawCommand) Run(c *call) error {
	frame, err := x.frame()
	if err != nil {
		return err
	}
	view, err := x.view()
	if err != nil {
		return err
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	picture, drawn, faces, err := x.picture(c, s)
	if err != nil {
		return err
	}
	shown := framed{picture, view}
	if err := frame.write(shown, x.audience(), faces); err != nil {
		return err
	}
	bound := shown.Fit(frame.w, frame.h, 1).Bound()
	out := mapResult{x.Out, [2]int{frame.w, frame.h}, degrees(bound), nil}
	for _, d := range drawn {
		out.Layers = append(out.Layers, d.entry(bound))
	}
	return c.print(out, func(to io.Writer) {
		for _, l := range out.Layers {
			fmt.Fprintf(to, "%s\t图中 %d\t图外 %d\t位置待核 %d\n", l.label, l.Drawn, l.Outside, l.Unplaced)
		}
	})
}

func (x mapDrawCommand) picture(c *call, s *store.Store) (*thematic.MapPicture, []drawnLayer, *mapping.Typeface, error) {
	faces, err := typeface()
	if err != nil {
		return nil, nil, nil, err
	}
	base, err := c.baseMap(faces)
	if err != nil {
		return nil, nil, nil, err
	}
	if x.words, err = x.say(s, x.audience()); err != nil {
		return nil, nil, nil, err
	}
	o := thematic.MapOptions{Faces: faces, Base: base, Audience: x.audience(), Title: x.Title, Date: "截至 " + time.Now().Format(longDate), Say: x.words}
	drawn, err := x.layers(s, base.ReviewNumber != "")
	if err != nil {
		return nil, nil, nil, err
	}
	for _, d := range drawn {
		o.Layers = append(o.Layers, mapping.Fade(d.draw, d.opacity))
	}
	if ground, err := groundOf(s); err != nil {
		return nil, nil, nil, err
	} else if ground != nil {
		o.Weaker, o.NoPlaces = float64(ground.Transparency)/100, ground.Unlabelled
	}
	if x.Origins {
		origins, err := x.origins(s, base, faces)
		if err != nil {
			return nil, nil, nil, err
		}
		o.Layers = append(o.Layers, origins)
	}
	return thematic.SiteMap(o), drawn, faces, nil
}

// baseMap is the base map that the user chose; one that cannot be drawn is told, and the next in order taken.
func (c *call) baseMap(faces *mapping.Typeface) (*thematic.Base, error) {
	shelf, err := BaseMaps(faces)
	if err != nil {
		return nil, err
	}
	base, err := shelf.Base()
	for _, p := range shelf.Problems() {
		c.say("底图「%s」不能使用，已换用下一个：%s", p.Name, explain(p.Err))
	}
	return base, err
}

// framed is a picture seen through a viewport of its own; without one it shows all.
type framed struct {
	thematic.Picture
	view func(mapping.Viewport) mapping.Viewport
}

// Fit is the viewport that was asked for.
func (f framed) Fit(w, h int, dpr float32) mapping.Viewport {
	v := f.Picture.Fit(w, h, dpr)
	if f.view == nil {
		return v
	}
	return f.view(v)
}

// equator is the length of the equator on the Web Mercator plane, in metres; a tile of zoom 0 shows it on 256 pixels.
const equator = 2 * 20037508.342789244

const usualZoom = 12

// view reads --bbox, or --center with --zoom; nil shows all.
func (x mapDrawCommand) view() (func(mapping.Viewport) mapping.Viewport, error) {
	switch {
	case x.Bbox != "" && x.Center != "":
		return nil, mistake("--bbox 和 --center 只能写一个")
	case x.Zoom != nil && x.Center == "":
		return nil, mistake("--zoom 要与 --center 一起用")
	case x.Bbox != "":
		return x.box()
	case x.Center != "":
		return x.around()
	}
	return nil, nil
}

func (x mapDrawCommand) box() (func(mapping.Viewport) mapping.Viewport, error) {
	n, err := numbers(x.Bbox, 4)
	if err != nil || !(n[0] < n[2] && n[1] < n[3]) || !onMap(n[0], n[1]) || !onMap(n[2], n[3]) {
		return nil, mistake("范围「" + x.Bbox + "」应写成 西,南,东,北（度），如 117.7,36.0,117.9,36.2")
	}
	b := orb.MultiPoint{mercator(n[0], n[1]), mercator(n[2], n[3])}.Bound()
	return func(v mapping.Viewport) mapping.Viewport { return v.Fit(b, 0) }, nil
}

func (x mapDrawCommand) around() (func(mapping.Viewport) mapping.Viewport, error) {
	zoom := float64(usualZoom)
	if x.Zoom != nil {
		zoom = *x.Zoom
	}
	n, err := numbers(x.Center, 2)
	if err != nil || !onMap(n[0], n[1]) {
		return nil, mistake("中心「" + x.Center + "」应写成 经度,纬度（度），如 117.81,36.06")
	}
	if !(zoom >= 0 && zoom <= 24) {
		return nil, mistake("缩放级别应为 0 到 24")
	}
	return func(v mapping.Viewport) mapping.Viewport {
		v.Center, v.Scale = mercator(n[0], n[1]), 256*math.Exp2(zoom)/equator*float64(v.Unit())
		return v
	}, nil
}

// onMap tells whether a place in degrees lies on the web map, which ends short of the poles.
func onMap(lon, lat float64) bool { return math.Abs(lon) <= 180 && math.Abs(lat) <= 85 }

func mercator(lon, lat float64) orb.Point { return crs.WebMercator.FromWGS84(orb.Point{lon, lat}) }

func degrees(b orb.Bound) [4]float64 {
	low, high := crs.WebMercator.ToWGS84(b.Min), crs.WebMercator.ToWGS84(b.Max)
	return [4]float64{low[0], low[1], high[0], high[1]}
}

// numbers reads n numbers joined by commas.
func numbers(text string, n int) ([]float64, error) {
	parts := strings.Split(strings.ReplaceAll(text, "，", ","), ",")
	if len(parts) != n {
		return nil, strconv.ErrSyntax
	}
	out := make([]float64, n)
	for i, p := range parts {
		v, err := strconv.ParseFloat(strings.TrimSpace(p), 64)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}
