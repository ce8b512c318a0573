package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"chainatlas/app/basemap"
	words "chainatlas/app/explain"
	"chainatlas/mapping"
	"chainatlas/mapping/crs"
)

type packCommands struct {
	Install packInstallCommand `cmd:"" help:"安装并启用底图：底图包（.calk、.capack、.zip、文件夹）、区划 GeoJSON、瓦片（MBTiles、PMTiles、z/x/y 文件夹）"`
	List    packListCommand    `cmd:"" help:"列出底图"`
	Use     packUseCommand     `cmd:"" help:"启用一个底图"`
	Remove  packRemoveCommand  `cmd:"" help:"移除安装的底图"`
	Save    packSaveCommand    `cmd:"" help:"把安装的底图写成数据包（.calk），供别的电脑安装"`
}

type packInstallCommand struct {
	File string `arg:"" name:"文件" help:"底图包、GeoJSON、瓦片文件或文件夹"`
	Name string `help:"底图的名称；不写时用文件里的名称或文件名。底图包自带名称" placeholder:"NAME"`
	CRS  string `name:"crs" help:"GeoJSON 或瓦片的坐标系，如 GCJ-02、WGS-84、BD-09；auto 时区划与内置区界比对得出，瓦片按 WGS-84" default:"auto" placeholder:"CRS"`
	Own  string `help:"GeoJSON 中本区的行政区划代码" default:"370117" placeholder:"CODE"`
	TMS  bool   `name:"tms" help:"瓦片文件夹的行号从南往北数（TMS）"`
}

// packEntry is a base map in JSON.
type packEntry struct {
	Name         string         `json:"name"`
	Edition      string         `json:"edition"`
	CRS          string         `json:"crs"`
	Date         string         `json:"date"`
	Sources      []string       `json:"sources"`
	ReviewNumber string         `json:"review_number"` // "" where nobody reviewed it
	Notice       string         `json:"notice"`
	Origin       basemap.Origin `json:"origin"`
	Folder       string         `json:"folder,omitempty"`
	InUse        bool           `json:"in_use"`
	Districts    int            `json:"districts"`
	Tiles        *packTiles     `json:"tiles,omitempty"`
	Problem      string         `json:"problem,omitempty"`
}

type packTiles struct {
	Format      string     `json:"format"`
	MinZoom     uint32     `json:"min_zoom"`
	MaxZoom     uint32     `json:"max_zoom"`
	Bbox        [4]float64 `json:"bbox"` // west, south, east, north, in the pack's own system
	Attribution string     `json:"attribution"`
}

func entryOfPack(p basemap.Pack) packEntry {
	e := packEntry{Name: p.Name, Edition: p.Edition, CRS: p.CRS, Date: p.Date, Sources: append([]string{}, p.Source...), ReviewNumber: p.ReviewNumber,
		Notice: p.Notice, Origin: p.Origin, Folder: p.Folder, InUse: p.InUse, Districts: p.Districts}
	if s := p.Set; s != nil {
		e.Tiles = &packTiles{string(s.Format), s.Min, s.Max, [4]float64{s.Bound.Min[0], s.Bound.Min[1], s.Bound.Max[0], s.Bound.Max[1]}, s.Attribution}
	}
	if p.Err != nil {
		e.Problem = explain(p.Err)
	}
	return e
}

// Run installs a base map, and draws with it from then on.
func (x packInstallCommand) Run(c *call) error {
	shelf, err := BaseMaps(nil)
	if err != nil {
		return err
	}
	o := basemap.Options{Name: x.Name, Own: x.Own, TMS: x.TMS, Today: time.Now()}
	if x.CRS != "auto" {
		system, err := systemNamed(x.CRS)
		if err != nil {
			return err
		}
		o.CRS = system.Code
	}
	got, err := shelf.Install(context.Background(), x.File, o)
	var none *basemap.NoDistrict
	switch {
	case errors.As(err, &none):
		return failure(words.NoDistrict(none) + "本区是别的代码时，用 --own 代码")
	case errors.Is(err, crs.ErrUnknown), errors.Is(err, crs.ErrRefused):
		return failure("文件的坐标系不能使用，没有安装。请用 --crs 写明，如 --crs GCJ-02")
	case err != nil:
		return about{x.File, err}
	}
	if got.Guessed {
		c.say("坐标系按与内置区界的吻合程度判断为 %s；不对时请用 --crs 写明", got.CRS)
	}
	if got.Away {
		c.say("瓦片的范围不在本区，地图上看不到它。请核对文件和坐标系")
	}
	return c.print(entryOfPack(got.Pack), func(w io.Writer) {
		fmt.Fprintf(w, "已安装并启用底图「%s」，%s\n", got.Name, got.Reviewed())
	})
}

type packListCommand struct{}

// Run lists the base maps; the one that is drawn is marked.
func (packListCommand) Run(c *call) error {
	shelf, err := BaseMaps(nil)
	if err != nil {
		return err
	}
	defer shelf.Close() // it was only read
	list, err := shelf.List()
	if err != nil {
		return err
	}
	out := make([]packEntry, len(list))
	for i, p := range list {
		out[i] = entryOfPack(p)
	}
	return c.print(out, func(w io.Writer) {
		for i, p := range list {
			mark := " "
			if p.InUse {
				mark = "*"
			}
			line := []string{mark + " " + p.Name, p.Edition, p.CRS, p.Date, p.Reviewed(), originWords[p.Origin]}
			if out[i].Problem != "" {
				line = append(line, out[i].Problem)
			}
			fmt.Fprintln(w, strings.Join(line, "\t"))
		}
	})
}

var originWords = map[basemap.Origin]string{basemap.Installed: "已安装", basemap.Beside: "随程序", basemap.Builtin: "内置"}

type packUseCommand struct {
	Name string `arg:"" name:"名称" help:"底图的名称，见 geo pack list"`
}

// Run chooses the base map to draw.
func (x packUseCommand) Run(c *call) error {
	shelf, err := BaseMaps(nil)
	if err != nil {
		return err
	}
	p, err := shelf.Use(x.Name)
	if err != nil {
		return packError(shelf, x.Name, err)
	}
	return c.print(entryOfPack(p), func(w io.Writer) { fmt.Fprintf(w, "已启用底图「%s」，%s\n", p.Name, p.Reviewed()) })
}

type packRemoveCommand struct {
	Name string `arg:"" name:"名称" help:"底图的名称，见 geo pack list"`
}

// Run removes a base map; the next in order is drawn.
func (x packRemoveCommand) Run(c *call) error {
	shelf, err := BaseMaps(nil)
	if err != nil {
		return err
	}
	if err := shelf.Remove(x.Name); err != nil {
		return packError(shelf, x.Name, err)
	}
	base, err := shelf.Base()
	if err != nil {
		return err
	}
	defer shelf.Close() // it was only read
	out := struct {
		Removed string `json:"removed"`
		InUse   string `json:"in_use"`
	}{x.Name, base.Name}
	return c.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "已移除底图「%s」，现在使用「%s」\n", x.Name, base.Name)
	})
}

// packError names the base maps there are, when the one that was meant is none of them.
func packError(shelf *basemap.Shelf, name string, err error) error {
	if !errors.Is(err, basemap.ErrUnknown) {
		return about{name, err}
	}
	var names []string
	if list, err := shelf.List(); err == nil {
		for _, p := range list {
			names = append(names, p.Name)
		}
	}
	return failure("没有底图「" + name + "」。现有：" + strings.Join(names, "、"))
}

// BaseMaps are the base maps of this user, kept beside the usual workspace whatever workspace is open.
func BaseMaps(faces *mapping.Typeface) (*basemap.Shelf, error) {
	dir, err := DefaultWorkspace()
	if err != nil {
		return nil, err
	}
	if faces == nil {
		return basemap.New(dir+"-basemaps", nil), nil
	}
	return basemap.New(dir+"-basemaps", faces), nil
}
