package cli

import (
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/mapping"
	"chainatlas/mapping/raster"
	"chainatlas/mapping/thematic"
)

type benchMap struct {
	Data string `required:"" help:"GeoJSON 文件，或放着这种文件的文件夹；经纬度（WGS-84）" type:"path" placeholder:"F|DIR"`
	N    int    `help:"每个比例的重复次数" default:"20" placeholder:"N"`
	Size string `help:"像素大小" default:"1920x1080" placeholder:"WxH"`
	Bbox string `help:"第一个比例显示的范围：西,南,东,北（度）；不写时为全部" placeholder:"w,s,e,n"`
	Zoom string `help:"在中心放大的倍数，用逗号分开" default:"1,4,16" placeholder:"a,b"`
	Out  string `help:"最后一次绘制的图片；几个比例各一张，文件名加 -x倍数" placeholder:"F.png"`
}

type mapBench struct {
	Size     [2]int       `json:"size"`
	Taken    shapeCount   `json:"taken"`
	ReadMS   float64      `json:"read_ms"` // reading and preparing the data, CPU
	Frames   []frameBench `json:"frames"`
	Checksum string       `json:"checksum"` // over the pixels of all pictures
}

// shapeCount is how much of each there is; vertices are those of areas and lines.
type shapeCount struct {
	Areas    int `json:"areas"`
	Lines    int `json:"lines"`
	Points   int `json:"points"`
	Vertices int `json:"vertices"`
}

type frameBench struct {
	Zoom float64 `json:"zoom"`
	measured
	FirstMS  float64    `json:"first_cpu_ms"` // the first frame, which thins the lines for this scale
	Drawn    shapeCount `json:"drawn"`
	Checksum string     `json:"checksum"`
}

// Run draws whole frames at each scale.
func (b benchMap) Run(c *call) error {
	w, h, err := sizeOf(b.Size)
	if err != nil {
		return err
	}
	zooms, err := b.zooms()
	if err != nil {
		return err
	}
	before := cpuTime()
	data, err := readShapes(b.Data)
	if err != nil {
		return err
	}
	scene := data.scene()
	all, err := b.fitted(scene.bound(), w, h)
	if err != nil {
		return err
	}
	out := mapBench{Size: [2]int{w, h}, Taken: scene.count(), ReadMS: milliseconds(cpuTime() - before)}
	sum := crc32.NewIEEE()
	for _, z := range zooms {
		v := all
		v.Scale *= z
		f, img := b.frame(scene, v)
		f.Zoom = z
		_, _ = sum.Write(img.Pix)
		out.Frames = append(out.Frames, f)
		if err := b.keep(img, z, len(zooms) > 1); err != nil {
			return err
		}
	}
	out.Checksum = fmt.Sprintf("%08x", sum.Sum32())
	return c.print(out, out.write)
}

func (b benchMap) zooms() ([]float64, error) {
	var out []float64
	for _, s := range strings.FieldsFunc(b.Zoom, func(r rune) bool { return r == ',' || r == '，' }) {
		z, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
		if err != nil || !(z > 0 && z < 1e9) {
			return nil, mistake("--zoom 应为用逗号分开的倍数，如 1,4,16")
		}
		out = append(out, z)
	}
	if len(out) == 0 || b.N < 1 {
		return nil, mistake("--n 至少为 1，--zoom 至少一个倍数")
	}
	return out, nil
}

// fitted is the viewport that shows all, or --bbox.
func (b benchMap) fitted(all orb.Bound, w, h int) (mapping.Viewport, error) {
	v := mapping.Viewport{W: w, H: h}
	if b.Bbox == "" {
		return v.Fit(all, 0), nil
	}
	view, err := mapDrawCommand{Bbox: b.Bbox}.box()
	if err != nil {
		return v, err
	}
	return view(v), nil
}

// frame draws one viewport again and again, each time as from nothing but the prepared geometry.
func (b benchMap) frame(s *benchScene, v mapping.Viewport) (frameBench, *image.RGBA) {
	c := raster.New(v.W, v.H, color.NRGBA{}, nil)
	draw := func() error {
		c.Reset(s.Background)
		s.Draw(c, v)
		return nil
	}
	var first, m meter
	_ = first.measure(draw)
	for range b.N {
		_ = m.measure(draw)
	}
	f := frameBench{measured: m.result(), FirstMS: first.result().CPU.Median, Drawn: s.within(v)}
	f.Checksum = fmt.Sprintf("%08x", crc32.ChecksumIEEE(c.Picture().Pix))
	return f, c.Picture()
}

// keep writes the picture of one scale.
func (b benchMap) keep(img *image.RGBA, zoom float64, several bool) error {
	if b.Out == "" {
		return nil
	}
	name, ext := b.Out, filepath.Ext(b.Out)
	if several {
		name = strings.TrimSuffix(name, ext) + "-x" + strconv.FormatFloat(zoom, 'g', -1, 64) + ext
	}
	return writePNG(name, img)
}

func (m mapBench) write(w io.Writer) {
	fmt.Fprintf(w, "读入\t面 %d　线 %d　点 %d　顶点 %d　CPU %.0f ms\n", m.Taken.Areas, m.Taken.Lines, m.Taken.Points, m.Taken.Vertices, m.ReadMS)
	for _, f := range m.Frames {
		fmt.Fprintf(w, "×%g\tCPU 中位 %.3f ms　p99 %.3f ms　首帧 %.3f ms　绘制 面 %d　线 %d　点 %d\n", f.Zoom, f.CPU.Median, f.CPU.P99, f.FirstMS,
			f.Drawn.Areas, f.Drawn.Lines, f.Drawn.Points)
	}
	fmt.Fprintf(w, "校验\t%s\n", m.Checksum)
}

// benchScene is the picture that is measured: areas, lines, points, each kind over the one before.
type benchScene struct {
	mapping.Map
	areas, lines *mapping.Geometry
	dots         *thematic.Dots
	points       int
}

// The look of the picture, plain enough for another renderer to draw the same.
var (
	benchGround = color.NRGBA{0xf4, 0xf6, 0xf7, 0xff}
	benchArea   = mapping.AreaStyle{
		Fill:    mapping.Fill{Color: color.NRGBA{0x8f, 0xb9, 0x8f, 0xff}},
		Outline: mapping.Stroke{Color: color.NRGBA{0x3f, 0x6f, 0x4f, 0xff}, Width: 1},
	}
	benchLine = mapping.Stroke{Color: color.NRGBA{0x55, 0x5f, 0x66, 0xff}, Width: 1.5}
	benchDot  = thematic.DotStyle{Fill: color.NRGBA{0xb4, 0x51, 0x3b, 0xff}, Ring: color.NRGBA{0xff, 0xff, 0xff, 0xff}, Radius: 4, RingWidth: 1.5}
)

func (s shapes) scene() *benchScene {
	out := &benchScene{areas: mapping.Prepare(s.areas, nil), lines: mapping.Prepare(s.lines, nil), dots: thematic.NewDots("点", s.points, benchDot), points: len(s.points)}
	out.Background = benchGround
	if len(s.areas) > 0 {
		out.Layers = append(out.Layers, &mapping.AreaLayer{Title: "面", Areas: out.areas, Style: benchArea})
	}
	if len(s.lines) > 0 {
		out.Layers = append(out.Layers, &mapping.LineLayer{Title: "线", Lines: out.lines, Style: benchLine})
	}
	if len(s.points) > 0 {
		out.Layers = append(out.Layers, out.dots)
	}
	return out
}

func (s *benchScene) bound() orb.Bound {
	var all orb.Bound
	for i, l := range s.Layers {
		if i == 0 {
			all = l.Bound()
		}
		all = all.Union(l.Bound())
	}
	return all
}

func (s *benchScene) count() shapeCount {
	return shapeCount{Areas: s.areas.Len(), Lines: s.lines.Len(), Points: s.points, Vertices: s.areas.Vertices() + s.lines.Vertices()}
}

// within counts what a viewport shows; vertices are those that are left at its scale.
func (s *benchScene) within(v mapping.Viewport) shapeCount {
	areas, av := s.areas.Seen(v)
	lines, lv := s.lines.Seen(v)
	return shapeCount{Areas: areas, Lines: lines, Points: s.dots.Within(v.Bound()), Vertices: av + lv}
}
