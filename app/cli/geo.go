package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
)

type geoCommands struct {
	Convert convertCommand `cmd:"" help:"坐标换算"`
}

type convertCommand struct {
	From   string   `required:"" help:"原坐标系，如 GCJ-02、EPSG:4548" placeholder:"CRS"`
	To     string   `required:"" help:"目标坐标系，如 WGS84" placeholder:"CRS"`
	Points []string `arg:"" name:"x,y" help:"经度,纬度 或 东坐标,北坐标"`
}

type convertResult struct {
	From   string          `json:"from"`
	To     string          `json:"to"`
	Points []convertedPair `json:"points"`
}

type convertedPair struct {
	Input  orb.Point `json:"input"`
	Output orb.Point `json:"output"`
}

// Run converts pairs; x comes first, east before north.
func (g convertCommand) Run(c *call) error {
	from, err := crs.Lookup(g.From)
	if err != nil {
		return mistake("不认识的坐标系「" + g.From + "」（" + err.Error() + "）")
	}
	to, err := crs.Lookup(g.To)
	if err != nil {
		return mistake("不认识的坐标系「" + g.To + "」（" + err.Error() + "）")
	}
	out := convertResult{From: from.Code, To: to.Code}
	for _, text := range g.Points {
		p, err := pair(text)
		if err != nil {
			return err
		}
		out.Points = append(out.Points, convertedPair{p, crs.Convert(from, to, p)})
	}
	return c.print(out, func(w io.Writer) {
		digits := 7
		if to.Metres {
			digits = 3
		}
		for _, p := range out.Points {
			fmt.Fprintf(w, "%.*f,%.*f\n", digits, p.Output[0], digits, p.Output[1])
		}
	})
}

func pair(text string) (orb.Point, error) {
	a, b, ok := strings.Cut(strings.ReplaceAll(text, "，", ","), ",")
	x, errX := strconv.ParseFloat(strings.TrimSpace(a), 64)
	y, errY := strconv.ParseFloat(strings.TrimSpace(b), 64)
	if !ok || errX != nil || errY != nil {
		return orb.Point{}, mistake("坐标「" + text + "」应写成 X,Y")
	}
	return orb.Point{x, y}, nil
}
