package cli

import (
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
	"chainatlas/model"
)

type geoCommands struct {
	Convert convertCommand   `cmd:"" help:"坐标换算"`
	Area    geoAreaCommand   `cmd:"" help:"多边形的面积：亩、公顷、平方米"`
	Within  withinCommand    `cmd:"" help:"一点周围、多边形内、街道内的记录"`
	Streets streetsCommand   `cmd:"" help:"按街道界线填写记录的所在街道"`
	Pack    packCommands     `cmd:"" help:"底图"`
	Import  geoImportCommand `cmd:"" help:"导入地图文件为图层，可撤销；有问题的要素时什么都不写入"`
	Layers  geoLayersCommand `cmd:"" help:"列出导入的图层"`
	Export  geoExportCommand `cmd:"" help:"把图层写成地图文件"`
}

type convertCommand struct {
	From   string   `required:"" help:"原坐标系，如 GCJ-02、BD-09、CGCS2000、EPSG:4548" placeholder:"CRS"`
	To     string   `required:"" help:"目标坐标系，如 WGS84" placeholder:"CRS"`
	Points []string `arg:"" name:"坐标" help:"坐标，每个点一个参数：117.81,36.06，或「北纬36°3′29″ 东经117°48′52″」，或平面坐标 572977,3992503；带空格的加引号"`
}

type convertResult struct {
	From   string          `json:"from"`
	To     string          `json:"to"`
	Points []convertedPair `json:"points"`
}

// convertedPair is a point before and after; From is there when its own numbers tell another system than the one named.
type convertedPair struct {
	Text   string    `json:"text"`
	From   string    `json:"from,omitempty"`
	Input  orb.Point `json:"input"`
	Output orb.Point `json:"output"`
}

// Run converts pairs; x comes first, east before north.
func (g convertCommand) Run(c *call) error {
	from, err := systemNamed(g.From)
	if err != nil {
		return err
	}
	to, err := systemNamed(g.To)
	if err != nil {
		return err
	}
	out := convertResult{From: from.Code, To: to.Code}
	for _, text := range g.Points {
		p, err := c.convert(from, to, text)
		if err != nil {
			return err
		}
		out.Points = append(out.Points, p)
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

// systemNamed finds a coordinate system, or says what to do.
func systemNamed(name string) (crs.CRS, error) {
	system, err := crs.Lookup(name)
	switch {
	case errors.Is(err, crs.ErrRefused):
		return system, failure("「" + name + "」不能在这里换算：北京54、西安80 与国家2000 之间的换算要用测绘主管部门掌握的参数，自行换算会差几十到上百米。" +
			"请测绘单位先把成果转成 CGCS2000（国家2000），再用 --from CGCS2000 或 EPSG:4548")
	case err != nil:
		return system, mistake("不认识的坐标系「" + name + "」。可用：" + strings.Join(crs.Names(), "、"))
	}
	return system, nil
}

func (c *call) convert(from, to crs.CRS, text string) (convertedPair, error) {
	p, own, err := c.readPoint(from, text)
	if err != nil {
		return convertedPair{}, err
	}
	out := convertedPair{Text: text, Input: p, Output: crs.Convert(own, to, p)}
	if own.Code != from.Code {
		out.From = own.Code
	}
	if !plausible(own, own.ToWGS84(p)) {
		return out, failure("坐标「" + text + "」按 " + own.Code + " 不在中国范围内。请核对经纬度的先后和 --from 的坐标系")
	}
	if !fits(to, out.Output) {
		return out, failure("坐标「" + text + "」不在 " + to.Code + " 的适用范围内。请换一个坐标系，如所在分带的平面坐标系，或 CGCS2000")
	}
	return out, nil
}

// readPoint reads a pasted pair as a point of the system, or of the zone of that system that its easting begins with.
func (c *call) readPoint(from crs.CRS, text string) (orb.Point, crs.CRS, error) {
	p, hint, err := crs.ParsePoint(text)
	if err != nil {
		return p, from, failure("坐标「" + text + "」无法识别。一个点写成一个参数，如 117.81450,36.05810 或「北纬36°3′29″ 东经117°48′52″」")
	}
	if northFirst(text, p) {
		c.say("坐标「%s」先写了北向，已按 东向,北向 换算：%s", text, pairText(p))
	}
	switch {
	case hint == "" && from.Metres:
		return p, from, failure("坐标「" + text + "」是经纬度（度），而 " + from.Code + " 是平面坐标（米）。请改 --from，如 CGCS2000、GCJ-02")
	case hint != "" && !from.Metres:
		return p, from, failure("坐标「" + text + "」是平面坐标（米），而 " + from.Code + " 是经纬度（度）。请改 --from，如 " + planeFor(hint))
	case hint == from.Code, hint == "":
		return p, from, nil
	case hint == crs.HintPlane:
		return c.withoutZone(from, p, text)
	}
	return c.ofZone(from, hint, p, text)
}

// withoutZone takes eastings that begin with no zone; systems whose eastings do, do not fit them.
func (c *call) withoutZone(from crs.CRS, p orb.Point, text string) (orb.Point, crs.CRS, error) {
	if at := from.ToWGS84(p); !plausible(crs.CGCS2000, at) || !fits(from, p) {
		return p, from, failure("坐标「" + text + "」的东坐标没有带号，而 " + from.Code + " 的东坐标以带号开头或不是高斯平面。请改 --from，如 EPSG:4548（中央子午线 117°）")
	}
	return p, from, nil
}

// ofZone takes eastings that begin with a zone, when it is the zone of the system that was named.
func (c *call) ofZone(from crs.CRS, hint string, p orb.Point, text string) (orb.Point, crs.CRS, error) {
	own, err := crs.Lookup(hint)
	if err != nil {
		return p, from, failure("坐标「" + text + "」无法识别")
	}
	bare := orb.Point{math.Mod(p[0], 1e6), p[1]}
	if a, b := own.ToWGS84(p), from.ToWGS84(bare); math.Abs(a[0]-b[0]) > 1e-9 {
		return p, from, failure("坐标「" + text + "」是 " + own.Code + "（" + own.Name + "）的坐标，不是 " + from.Code + " 的。请改 --from " + own.Code)
	}
	c.say("坐标「%s」的东坐标带有带号，已按 %s 换算", text, own.Code)
	return p, own, nil
}

func planeFor(hint string) string {
	if hint == crs.HintPlane {
		return "EPSG:4548"
	}
	return hint
}

// plausible tells whether a place can be meant: WGS-84 is at home on all the earth, the others in and around China.
func plausible(system crs.CRS, at orb.Point) bool {
	if system.Code == crs.WGS84.Code {
		return math.Abs(at[0]) <= 180 && math.Abs(at[1]) <= 90
	}
	return at[0] >= 73 && at[0] <= 136 && at[1] >= 3 && at[1] <= 54
}

// fits tells whether a place can be written in a system: a plane's eastings must come back as that plane's.
func fits(system crs.CRS, p orb.Point) bool {
	switch {
	case math.IsNaN(p[0]+p[1]) || math.IsInf(p[0]+p[1], 0):
		return false
	case system.Code == crs.WebMercator.Code:
		return math.Abs(p[0]) <= equator/2 && math.Abs(p[1]) <= equator/2
	case !system.Metres:
		return plausible(system, p)
	}
	_, hint, err := crs.ParsePoint(pairText(p))
	return err == nil && (hint == system.Code || hint == crs.HintPlane)
}

func pairText(p orb.Point) string {
	return strconv.FormatFloat(p[0], 'f', -1, 64) + "," + strconv.FormatFloat(p[1], 'f', -1, 64)
}

var (
	firstNumber = regexp.MustCompile(`\d+`)
	axisWords   = regexp.MustCompile(`[经纬NSEWnsewXYxy东北]`)
)

// northFirst tells whether a pair without words of direction was written north first.
func northFirst(text string, p orb.Point) bool {
	first := firstNumber.FindString(model.HalfWidth(text))
	n, err := strconv.ParseFloat(first, 64)
	return err == nil && !axisWords.MatchString(text) && math.Trunc(math.Abs(p[0])) != n && math.Trunc(math.Abs(p[1])) == n
}
