package cli

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chainatlas/app/basemap"
	"chainatlas/model"
	"chainatlas/model/calk"
)

type packSaveCommand struct {
	Name string `arg:"" name:"名称" help:"底图的名称，见 geo pack list"`
	Out  string `required:"" help:"文件：.calk" placeholder:"F"`
}

// Run writes a base map that the user installed into a package for another computer.
func (x packSaveCommand) Run(c *call) error {
	if strings.ToLower(filepath.Ext(x.Out)) != calk.Suffix {
		return mistake("文件名应以 " + calk.Suffix + " 结尾")
	}
	shelf, err := BaseMaps(nil)
	if err != nil {
		return err
	}
	defer shelf.Close() // it was only read
	list, err := shelf.List()
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(p basemap.Pack) bool { return p.Name == x.Name })
	switch {
	case i < 0:
		return packError(shelf, x.Name, basemap.ErrUnknown)
	case list[i].Folder == "":
		return failure("内置底图每台电脑上都有，不用打包")
	case list[i].Err != nil:
		return about{x.Name, list[i].Err}
	}
	var b bytes.Buffer
	if err := wrapFolder(&b, list[i], c.version); err != nil {
		return err
	}
	if err := writeFile(x.Out, &b); err != nil {
		return err
	}
	return c.print(map[string]string{"file": x.Out}, func(w io.Writer) { fmt.Fprintf(w, "已写入 %s\n", x.Out) })
}

// wrapFolder writes the files of a base map. Reviewed or not, it is for staff: who may see it is decided where it is drawn.
func wrapFolder(to io.Writer, p basemap.Pack, version string) error {
	w := calk.NewWriter(to, calk.Manifest{Kind: calk.BaseMap, Title: p.Name, Made: time.Now().Truncate(time.Second), Level: string(model.Internal), Program: version})
	folder := os.DirFS(p.Folder)
	err := fs.WalkDir(folder, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		f, err := folder.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		return w.Add(path.Join(string(calk.BaseMap), name), f)
	})
	if err != nil {
		return err
	}
	return w.Close()
}
