package cli

import (
	"fmt"
	"io"

	"chainatlas/app/maplayer"
	"chainatlas/model"
	"chainatlas/model/store"
)

type geoLayersCommand struct{}

// layerLine is an imported layer in JSON.
type layerLine struct {
	ID       model.ID    `json:"id"`
	Name     string      `json:"name"`
	Level    model.Level `json:"level"`
	Features int         `json:"features"`
	Fields   []string    `json:"fields"`
	Bbox     *[4]float64 `json:"bbox"`
	CRS      string      `json:"crs"` // before the import; kept are WGS-84 degrees
	Reason   string      `json:"reason"`
	File     string      `json:"file"`
	Source   string      `json:"source,omitempty"`
	Borders  bool        `json:"borders"`
	Visible  bool        `json:"visible"`
	Damaged  bool        `json:"damaged,omitempty"` // its data cannot be read
	Size     int64       `json:"size"`              // packed, in bytes
	Order    int         `json:"order"`
}

// Run lists the imported layers, the topmost first.
func (x geoLayersCommand) Run(c *call) error {
	s, all, err := c.layers()
	if err != nil {
		return err
	}
	out := []layerLine{}
	sorted := model.Layers(all)
	for i := len(sorted) - 1; i >= 0; i-- {
		if sorted[i].Of == model.LayerOfFile {
			out = append(out, lineOf(s, sorted[i]))
		}
	}
	return c.print(out, func(w io.Writer) {
		for _, l := range out {
			state := "显示"
			if l.Damaged {
				state = "数据已损坏"
			} else if !l.Visible {
				state = "隐藏"
			}
			fmt.Fprintf(w, "%s\t%s\t%d 个要素\t%s\t%s\t%s\n", l.Name, l.Level, l.Features, l.CRS, l.File, state)
		}
	})
}

func lineOf(s *store.Store, l *model.Layer) layerLine {
	line := layerLine{ID: l.ID, Name: l.Name, Level: l.Level.OrInternal(), Features: l.Count, Fields: append([]string{}, l.Fields...), CRS: l.CRS,
		Reason: l.CRSReason, File: l.File, Source: l.Source, Borders: l.Borders == model.Yes, Visible: !l.Hidden, Order: l.Order}
	for _, a := range l.Data {
		line.Size = a.Size
	}
	data, err := maplayer.Data(s, l)
	if line.Damaged = err != nil; err == nil {
		line.Bbox = boxOf(data)
	}
	return line
}

// layers reads every stored layer.
func (c *call) layers() (*store.Store, []*model.Layer, error) {
	s, err := c.store()
	if err != nil {
		return nil, nil, err
	}
	all, err := store.Every[*model.Layer](s, model.KindLayer)
	return s, all, err
}

type geoExportCommand struct {
	Layer  string `arg:"" name:"图层" help:"图层的名称或编号，见 chainatlas geo layers"`
	Out    string `required:"" help:"文件：.geojson、.kml、.shp、.zip（装 shp）或 .gpkg" placeholder:"F"`
	CRS    string `name:"crs" help:"写成哪种坐标系" default:"CGCS2000" placeholder:"CRS"`
	Secret bool   `help:"写出保密的图层，记入历史；只能用于 --audience internal"`
	audienceFlag
}

type geoExportResult struct {
	Layer    string `json:"layer"`
	Out      string `json:"out"`
	CRS      string `json:"crs"`
	Features int    `json:"features"`
}

// Run writes one layer as a map file.
func (x geoExportCommand) Run(c *call) error {
	if x.Secret && x.audience() != model.Staff {
		return mistake("保密内容不能写给来访者：--secret 只能与 --audience internal 一起用")
	}
	system, err := systemNamed(x.CRS)
	if err != nil {
		return err
	}
	s, all, err := c.layers()
	if err != nil {
		return err
	}
	l := model.LayerCalled(x.Layer, all)
	if l == nil {
		return failure("没有名为「" + x.Layer + "」的图层，全部图层见 chainatlas geo layers")
	}
	to := x.audience()
	if x.Secret {
		to = model.Cleared
	}
	if err := withheld(l, to); err != nil {
		return err
	}
	if err := maplayer.Export(s, l, x.Out, system, to); err != nil {
		return about{x.Out, err}
	}
	return c.print(geoExportResult{l.Name, x.Out, system.Code, l.Count}, func(w io.Writer) {
		fmt.Fprintf(w, "已导出「%s」，%d 个要素：%s\n", l.Name, l.Count, x.Out)
	})
}

// withheld says why an audience may not have a layer, and what to do.
func withheld(l *model.Layer, to model.Audience) error {
	switch {
	case model.LayerSeen(l, to, false):
		return nil
	case to == model.Visitors && l.Level == model.Public && l.Borders == model.Yes:
		return failure("图层「" + l.Name + "」含行政界线，没有审图号，不能写给来访者，没有写出文件")
	case to == model.Visitors:
		return failure("图层「" + l.Name + "」是" + string(l.Level.OrInternal()) + "的，不能写给来访者，没有写出文件")
	}
	return failure("图层「" + l.Name + "」是保密的，没有写出文件。确要写出请加 --secret，会记入历史")
}
