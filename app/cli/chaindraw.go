package cli

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
)

type chainDrawCommand struct {
	Name string `arg:"" name:"产业链" help:"产业链名称或代码"`
	Out  string `required:"" help:"图片文件，.png 或 .svg" placeholder:"F"`
	Size string `help:"像素大小" default:"1920x1080" placeholder:"WxH"`
	Date string `help:"截至日期，写在图上；不写时为今天" placeholder:"DATE"`
	audienceFlag
}

// Help is what --help adds.
func (chainDrawCommand) Help() string { return courseHelp }

// Run draws the chain map and prints where everything stands.
func (x chainDrawCommand) Run(c *call) error {
	w, h, err := sizeOf(x.Size)
	if err != nil {
		return err
	}
	known, err := c.chain(x.Name, x.audience())
	if err != nil {
		return err
	}
	faces, err := typeface()
	if err != nil {
		return err
	}
	o := thematic.ChainOptions{Faces: faces, Audience: x.audience(), Aspect: float64(w) / float64(h), Source: known.Source, Date: x.stamp(time.Now())}
	if known.invented() {
		o.Source = strings.TrimPrefix(known.Source+"；含虚构数据", "；")
	}
	picture, err := thematic.ChainMap(known.Chain, thematic.StatesOf(known.ChainState.Nodes, x.audience()), o)
	if err != nil {
		return err
	}
	if err := writeDrawing(x.Out, picture, w, h, faces); err != nil {
		return err
	}
	out := known.entry()
	out.place(picture)
	out.Out = x.Out
	return c.print(out, func(to io.Writer) { fmt.Fprintf(to, "已绘制 %s：%s\n", picture.Name(), x.Out) })
}

// stamp is the date that every drawing bears: the one asked for, else today.
func (x chainDrawCommand) stamp(now time.Time) string {
	if x.Date != "" {
		return "截至 " + x.Date
	}
	return "截至 " + now.Format(longDate)
}

// longDate is a day as drawings and ledgers write it.
const longDate = "2006年1月2日"

func typeface() (*mapping.Typeface, error) {
	return mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
}

// writeDrawing writes a finished drawing in the format that the file's name asks for.
func writeDrawing(path string, p thematic.Picture, w, h int, faces *mapping.Typeface) error {
	var b bytes.Buffer
	err := encode(&b, strings.ToLower(filepath.Ext(path)), p, w, h, faces)
	if err != nil {
		return err
	}
	return writeFile(path, &b)
}

func encode(to io.Writer, ext string, p thematic.Picture, w, h int, faces *mapping.Typeface) error {
	switch ext {
	case ".png":
		return thematic.WritePNG(to, p, w, h, 1, faces)
	case ".svg":
		return thematic.WriteSVG(to, p, w, h, faces)
	}
	return noPicture(ext)
}

// noPicture says which pictures can be written.
func noPicture(ext string) error {
	if ext == ".pdf" {
		return failure("此版本还不能写 PDF，请用 .svg 或 .png")
	}
	return mistake("图片文件名应以 .png 或 .svg 结尾")
}

const largestSide = 16384 // pixels; a larger picture would eat gigabytes

// sizeOf reads 1920x1080.
func sizeOf(text string) (w, h int, err error) {
	a, b, ok := strings.Cut(strings.ToLower(strings.NewReplacer("×", "x", "*", "x").Replace(text)), "x")
	w, errW := strconv.Atoi(strings.TrimSpace(a))
	h, errH := strconv.Atoi(strings.TrimSpace(b))
	if !ok || errW != nil || errH != nil || w < 16 || h < 16 || w > largestSide || h > largestSide {
		return 0, 0, mistake("大小「" + text + "」应写成 1920x1080，每边 16 到 16384 像素")
	}
	return w, h, nil
}
