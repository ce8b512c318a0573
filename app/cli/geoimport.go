package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/paulmach/orb"

	"chainatlas/app/maplayer"
	"chainatlas/mapping/crs"
	"chainatlas/mapping/geofile"
	"chainatlas/mapping/layerfile"
	"chainatlas/model"
)

type geoImportCommand struct {
	File    string      `arg:"" name:"文件" help:"地图文件：.geojson、.shp 或 .zip、.kml、.kmz、.gpkg、.dxf、.csv、.xlsx"`
	Layer   string      `help:"图层的名称；不写时用文件里的名称" placeholder:"NAME"`
	From    string      `help:"只要文件中的这一个图层；不写时全部导入" placeholder:"NAME"`
	CRS     string      `name:"crs" help:"坐标系，如 EPSG:4548、GCJ-02、BD-09；auto 按文件和数值判断" default:"auto" placeholder:"CRS"`
	Level   model.Level `help:"公开级别；不写时为内部" placeholder:"LEVEL"`
	Borders bool        `help:"图层含行政界线：没有审图号时不给来访者看"`
	Partial bool        `help:"有问题的要素不导入，其余照常"`
	DryRun  bool        `help:"只检查，不写入"`
}

// importedLayer is what was, or would be, taken in of one layer.
type importedLayer struct {
	ID       string             `json:"id,omitempty"`
	Name     string             `json:"name"`
	Features int                `json:"features"`
	Bbox     *[4]float64        `json:"bbox"` // west, south, east, north; null without a place
	CRS      string             `json:"crs"`
	Reason   string             `json:"reason"`
	AreaM2   float64            `json:"area_m2"`
	Fields   []string           `json:"fields"`
	Repairs  []maplayer.Repair  `json:"repairs"`
	Problems []maplayer.Problem `json:"problems"`
	Notes    []string           `json:"notes"`
}

// geoImportResult is the first layer, with all of them beside it.
type geoImportResult struct {
	importedLayer
	Layers []importedLayer `json:"layers"`
	DryRun bool            `json:"dry_run,omitempty"`
	Batch  string          `json:"batch,omitempty"`
}

// Run takes the layers of a file in, all in one action or none.
func (x geoImportCommand) Run(c *call) error {
	level, err := levelNamed(string(x.Level))
	if err != nil {
		return err
	}
	x.Level = level
	list, err := x.previews(c)
	if err != nil {
		return err
	}
	var out geoImportResult
	var take []maplayer.Import
	for _, p := range list {
		one, entry, err := x.decide(p)
		if err != nil {
			return err
		}
		take, out.Layers = append(take, one), append(out.Layers, entry)
	}
	if n := problems(list); n > 0 && !x.Partial {
		c.showProblems(list)
		return failure(fmt.Sprintf("有 %d 个要素不能导入（见上），什么都没有写入。请改正文件，或加 --partial 只导入其余的", n))
	}
	if out.DryRun = x.DryRun; !x.DryRun {
		if err := x.take(c, take, &out); err != nil {
			return err
		}
	}
	out.importedLayer = out.Layers[0]
	return c.print(out, out.text)
}

func (x geoImportCommand) take(c *call, list []maplayer.Import, out *geoImportResult) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	batch, done, err := maplayer.Take(context.Background(), s, list)
	if errors.Is(err, maplayer.ErrNameTaken) {
		return failure("已有名为「" + x.Layer + "」的图层，什么都没有写入。请换一个 --layer")
	}
	if err != nil {
		return about{x.File, err}
	}
	out.Batch = string(batch.ID)
	for i, d := range done {
		out.Layers[i].ID, out.Layers[i].Name = d.Layer.ID.String(), d.Layer.Name
	}
	return nil
}

// previews look through the layers that are meant.
func (x geoImportCommand) previews(c *call) ([]*maplayer.Preview, error) {
	base, err := c.baseMap(nil)
	if err != nil {
		return nil, err
	}
	var out []*maplayer.Preview
	for at, n := 0, 1; at < n; at++ {
		p, err := maplayer.Open(context.Background(), x.File, at, base.District(), nil)
		if err != nil {
			return nil, about{x.File, err}
		}
		n = len(p.Layers)
		if x.From == "" || x.From == p.Layers[at] {
			out = append(out, p)
		}
	}
	switch {
	case len(out) == 0:
		return nil, failure("文件中没有名为「" + x.From + "」的图层")
	case len(out) > 1 && x.Layer != "":
		return nil, mistake(fmt.Sprintf("文件中有 %d 个图层，--layer 只能给一个起名；请用 --from 指明是哪一个", len(out)))
	}
	return out, nil
}

// decide chooses the system, and tells what the layer is in it.
func (x geoImportCommand) decide(p *maplayer.Preview) (maplayer.Import, importedLayer, error) {
	system, err := x.system(p)
	if err != nil {
		return maplayer.Import{}, importedLayer{}, err
	}
	data, err := p.In(system)
	if err != nil {
		return maplayer.Import{}, importedLayer{}, about{x.File, err}
	}
	one := maplayer.Import{Preview: p, System: system, Name: x.Layer, Level: x.Level}
	if x.Borders {
		one.Borders = model.Yes
	}
	e := importedLayer{Name: p.Name(), Features: p.Len(), Bbox: boxOf(data), CRS: system.CRS.Code, Reason: system.Reason, AreaM2: maplayer.Area(data),
		Fields: []string{}, Repairs: []maplayer.Repair{}, Problems: []maplayer.Problem{}, Notes: []string{}}
	if x.Layer != "" {
		e.Name = x.Layer
	}
	for _, f := range data.Columns {
		e.Fields = append(e.Fields, f.Name)
	}
	e.Repairs, e.Problems, e.Notes = append(e.Repairs, p.Repairs...), append(e.Problems, p.Problems...), append(e.Notes, p.Layer.Notes...)
	return one, e, nil
}

// system is the one that was named, or the one that file and numbers leave no doubt about.
func (x geoImportCommand) system(p *maplayer.Preview) (geofile.Proposal, error) {
	if x.CRS != "auto" {
		system, err := systemNamed(x.CRS)
		return p.As(system), err
	}
	if best, ok := p.Best(); ok {
		return best, nil
	}
	if len(p.Proposals) == 0 {
		return geofile.Proposal{}, failure("看不出「" + p.Name() + "」的坐标系，什么都没有写入。请用 --crs 写明，如 --crs EPSG:4548")
	}
	text := "「" + p.Name() + "」的坐标系不能确定，什么都没有写入。请核对来源后用 --crs 写明："
	for _, o := range p.Proposals {
		text += "\n  --crs " + o.CRS.Code + "\t" + o.Reason
	}
	return geofile.Proposal{}, failure(text)
}

func boxOf(data *layerfile.Layer) *[4]float64 {
	b := data.Bound()
	if b == (orb.Bound{}) {
		return nil
	}
	return &[4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
}

func problems(list []*maplayer.Preview) (n int) {
	for _, p := range list {
		n += len(p.Problems)
	}
	return n
}

func (c *call) showProblems(list []*maplayer.Preview) {
	for _, p := range list {
		for _, x := range p.Problems {
			c.say("%s 第 %d 个要素：%s", p.Name(), x.Number, x.Text)
		}
	}
}

func (r geoImportResult) text(w io.Writer) {
	verb := "已导入"
	if r.DryRun {
		verb = "可以导入"
	}
	for _, l := range r.Layers {
		fmt.Fprintf(w, "%s「%s」\t%d 个要素\t%s（%s）\t面积 %.2f 亩\n", verb, l.Name, l.Features, l.CRS, l.Reason, l.AreaM2/crs.SquareMetresPerMu)
		for _, n := range l.Notes {
			fmt.Fprintf(w, "说明\t%s\n", n)
		}
		harmless := 0
		for _, x := range l.Repairs {
			if x.Harmless {
				harmless++
				continue
			}
			fmt.Fprintf(w, "已修复\t第 %d 个要素：%s\n", x.Number, x.Text)
		}
		if harmless > 0 {
			fmt.Fprintf(w, "已整理\t%d 处写法，图形没有变化\n", harmless)
		}
		for _, x := range l.Problems {
			fmt.Fprintf(w, "未导入\t第 %d 个要素：%s\n", x.Number, x.Text)
		}
	}
}

// levelNamed reads a level in Chinese or by key; "" is none.
func levelNamed(name string) (model.Level, error) {
	if name == "" {
		return "", nil
	}
	for _, c := range model.Level("").Choices() {
		if name == c.Key || name == c.Also[0] {
			return model.Level(c.Key), nil
		}
	}
	return "", mistake("没有公开级别「" + name + "」；可用：公开、内部、保密")
}
