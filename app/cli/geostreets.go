package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/store"
)

type streetsCommand struct {
	File      string `arg:"" name:"文件" help:"街道界线，地图文件（.geojson、.shp、.kml、.gpkg 等）中的多边形"`
	Field     string `help:"街道名称在哪个属性里；不写时找 名称、name 等" placeholder:"名称"`
	CRS       string `name:"crs" help:"文件的坐标系；不写时按文件自己的说明，没有说明即 WGS-84 经纬度" placeholder:"CRS"`
	Kind      string `help:"只填这种记录" placeholder:"KIND"`
	Apply     bool   `help:"写入；不写时只列出"`
	Overwrite bool   `help:"已填了街道、与界线不同的也改"`
}

// streetEntry is what the borders say of one record.
type streetEntry struct {
	ID     model.ID   `json:"id"`
	Kind   model.Kind `json:"kind"`
	Name   string     `json:"name"`
	Was    string     `json:"was,omitempty"`
	Street string     `json:"street"`
}

type streetsResult struct {
	Changes []streetEntry `json:"changes"`
	Same    int           `json:"same"`    // state the street already
	Kept    int           `json:"kept"`    // state another one, which stays
	Outside int           `json:"outside"` // lie in none of the areas
	Unclear int           `json:"unclear"` // lie on a border, or where areas overlap
	Applied bool          `json:"applied"` // written
	Batch   string        `json:"batch"`   // of the action, "" when nothing was written
	areas   int           // read from the file
}

// Run lists what would be filled in, and fills it in as one action when told to.
func (x streetsCommand) Run(c *call) error {
	areas, err := x.streets()
	if err != nil {
		return err
	}
	kinds, err := x.kinds()
	if err != nil {
		return err
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	out := streetsResult{Changes: []streetEntry{}, areas: len(areas)}
	for _, k := range kinds {
		records, err := s.All(k)
		if err != nil {
			return err
		}
		for _, f := range thematic.FindStreets(areas, records) {
			out.take(f, x.Overwrite)
		}
	}
	if x.Apply && len(out.Changes) > 0 {
		if err := x.apply(s, &out); err != nil {
			return err
		}
	}
	c.say("街道界线 %d 块", out.areas)
	return c.print(out, out.write)
}

// streets reads the areas; each must have a name.
func (x streetsCommand) streets() (out []thematic.StreetArea, err error) {
	file, err := readPolygons(x.File, x.CRS)
	if err != nil {
		return nil, err
	}
	for _, s := range file.shapes {
		name := s.name(x.Field)
		if model.Blank(name) {
			return nil, failure(fmt.Sprintf("「%s」第 %d 个图形没有街道名称。用 --field 写明名称在哪个属性里；它有：%s", filepath.Base(x.File), s.number, strings.Join(propertyNames(s), "、")))
		}
		out = append(out, thematic.StreetArea{Name: name, Shape: s.geometry})
	}
	return out, nil
}

func (x streetsCommand) kinds() (out []model.Kind, err error) {
	if x.Kind != "" {
		k, err := businessKind(x.Kind)
		return []model.Kind{k}, err
	}
	for _, k := range model.Kinds() {
		_, noStreet := model.FieldOf(k, "street")
		_, noPlace := model.FieldOf(k, "location")
		if noStreet == nil && noPlace == nil {
			out = append(out, k)
		}
	}
	return out, nil
}

func (r *streetsResult) take(f thematic.StreetFinding, overwrite bool) {
	h := f.Record.Head()
	switch {
	case len(f.Found) == 0:
		r.Outside++
	case !f.Clear():
		r.Unclear++
	case model.NormalName(f.Was) == model.NormalName(f.Found[0]):
		r.Same++
	case !model.Blank(f.Was) && !overwrite:
		r.Kept++
	default:
		r.Changes = append(r.Changes, streetEntry{h.ID, f.Record.Kind(), h.Name, f.Was, f.Found[0]})
	}
}

// apply writes the streets as one action, which one undo takes back.
func (x streetsCommand) apply(s *store.Store, out *streetsResult) error {
	b, err := s.Update(fmt.Sprintf("按街道界线填写 %d 条记录的所在街道", len(out.Changes)), func(tx *store.Tx) error {
		tx.Because("按 " + filepath.Base(x.File))
		for _, e := range out.Changes {
			r, err := tx.Get(e.ID)
			if err != nil {
				return err
			}
			f, err := model.FieldOf(e.Kind, "street")
			if err != nil {
				return err
			}
			f.SetText(r, e.Street, model.Hint{}, s)
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	out.Applied, out.Batch = true, string(b.ID)
	return nil
}

func (r streetsResult) write(w io.Writer) {
	for _, e := range r.Changes {
		was := ""
		if e.Was != "" {
			was = "（原为 " + e.Was + "）"
		}
		fmt.Fprintf(w, "%s\t%s\t%s%s\n", e.Kind.Label(), e.Name, e.Street, was)
	}
	done := "将填写"
	if r.Applied {
		done = "已填写"
	}
	fmt.Fprintf(w, "%s %d 条；已相同 %d，已填别的街道不动 %d，界线之外 %d，落在交界处 %d\n", done, len(r.Changes), r.Same, r.Kept, r.Outside, r.Unclear)
	if !r.Applied && len(r.Changes) > 0 {
		fmt.Fprintln(w, "没有写入；确认后加 --apply")
	}
}

func propertyNames(s shape) (out []string) {
	for _, a := range s.attrs {
		out = append(out, a.Name)
	}
	slices.Sort(out)
	return out
}
