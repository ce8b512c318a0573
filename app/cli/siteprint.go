package cli

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"chainatlas/app/sitepage"
	"chainatlas/mapping/profile"
	"chainatlas/model"
	"chainatlas/model/store"
)

type siteProfileCommand struct {
	Name    string `arg:"" name:"载体" help:"载体名称或编号"`
	Out     string `required:"" help:"文件，.pdf" placeholder:"F.pdf"`
	Contact string `help:"洽谈联系：印在页上的单位和电话" placeholder:"TEXT"`
	audienceFlag
	languageFlag
}

type siteCompareCommand struct {
	Names []string `arg:"" name:"载体" help:"2 至 4 处载体的名称或编号"`
	Out   string   `required:"" help:"文件，.pdf" placeholder:"F.pdf"`
	audienceFlag
	languageFlag
}

type siteName struct {
	ID   model.ID `json:"id"`
	Name string   `json:"name"`
}

type printedResult struct {
	Out     string        `json:"out"`
	Sites   []siteName    `json:"sites"`
	Rows    []profile.Row `json:"rows,omitempty"`
	Missing []string      `json:"missing_photos,omitempty"`
}

// Run prints the profile.
func (x siteProfileCommand) Run(c *call) error {
	if err := mustBePDF(x.Out); err != nil {
		return err
	}
	s, sites, err := c.sites([]string{x.Name})
	if err != nil {
		return err
	}
	o, err := x.printing(c)
	if err != nil {
		return err
	}
	o.Language = model.Language(x.Lang)
	o.Contact = strings.ToValidUTF8(model.Tidy(x.Contact), "")
	p, err := sitepage.Profile(s, sites[0], o)
	if err != nil {
		return err
	}
	return c.printed(x.Out, sites, p)
}

// Run prints the comparison.
func (x siteCompareCommand) Run(c *call) error {
	if err := mustBePDF(x.Out); err != nil {
		return err
	}
	if n := len(x.Names); n < profile.Fewest || n > profile.Most {
		return mistake(fmt.Sprintf("对比要写 %d 至 %d 处载体，写了 %d 处", profile.Fewest, profile.Most, n))
	}
	s, sites, err := c.sites(x.Names)
	if err != nil {
		return err
	}
	o, err := x.printing(c)
	if err != nil {
		return err
	}
	o.Language = model.Language(x.Lang)
	p, err := sitepage.Compare(s, sites, o)
	if err != nil {
		return err
	}
	return c.printed(x.Out, sites, p)
}

func mustBePDF(path string) error {
	if strings.ToLower(filepath.Ext(path)) != ".pdf" {
		return mistake("文件名应以 .pdf 结尾")
	}
	return nil
}

// sites are the sites that names or ids mean, each once.
func (c *call) sites(names []string) (*store.Store, []*model.Site, error) {
	var out []*model.Site
	var from *store.Store
	known := map[model.ID]bool{}
	for _, name := range names {
		s, r, err := c.find(string(model.KindSite), name)
		if err != nil {
			return nil, nil, err
		}
		if known[r.Head().ID] {
			return nil, nil, mistake("「" + name + "」写了两次")
		}
		known[r.Head().ID] = true
		from, out = s, append(out, r.(*model.Site))
	}
	return from, out, nil
}

func (a audienceFlag) printing(c *call) (sitepage.Options, error) {
	faces, err := typeface()
	if err != nil {
		return sitepage.Options{}, err
	}
	base, err := c.baseMap(faces)
	return sitepage.Options{Faces: faces, Base: base, Audience: a.audience(), Now: time.Now()}, err
}

func (c *call) printed(out string, sites []*model.Site, p *sitepage.Printed) error {
	if err := writeFile(out, bytes.NewReader(p.PDF)); err != nil {
		return err
	}
	r := printedResult{Out: out, Rows: p.Rows, Missing: p.Missing}
	for _, s := range sites {
		r.Sites = append(r.Sites, siteName{s.ID, s.Name})
	}
	for _, name := range p.Missing {
		c.say("照片「%s」无法读取，没有印上", name)
	}
	return c.print(r, func(w io.Writer) { fmt.Fprintf(w, "已写入 %s\n", out) })
}
