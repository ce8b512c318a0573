package maplayer

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"chainatlas/mapping/geofile"
	"chainatlas/mapping/layerfile"
	"chainatlas/model"
	"chainatlas/model/store"
)

// Import is one layer to be taken in.
type Import struct {
	Preview *Preview
	System  geofile.Proposal
	Name    string      // "" for the layer's own
	Level   model.Level // "" for the one the file carries, or 内部
	Borders model.YesNo // "" goes by what the layer looks like
}

// ErrNameTaken is returned for a layer that is called like another.
var ErrNameTaken = errors.New("there is a layer of this name")

// Done is what became of an import.
type Done struct {
	Layer *model.Layer
	Data  *layerfile.Layer
}

// Take packs layers into the workspace, all of them in one action or none; the action can be taken back. A name that
// was given must be free; the layer's own name gets a number where it is not. It returns ErrNameTaken, ErrOffEarth and
// what the store returns.
func Take(ctx context.Context, s *store.Store, list []Import) (store.Batch, []Done, error) {
	stored, err := store.Every[*model.Layer](s, model.KindLayer)
	if err != nil {
		return store.Batch{}, nil, err
	}
	var out []Done
	for _, x := range list {
		d, err := x.pack(ctx, s, stored)
		if err != nil {
			return store.Batch{}, nil, err
		}
		stored = append(stored, d.Layer)
		out = append(out, d)
	}
	b, err := s.Update(importLabel(out), func(tx *store.Tx) error {
		for _, d := range out {
			if err := tx.Put(d.Layer); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	return b, out, err
}

func importLabel(list []Done) string {
	if len(list) == 1 {
		return "导入图层「" + list[0].Layer.Name + "」"
	}
	return fmt.Sprintf("导入 %d 个图层", len(list))
}

func (x Import) pack(ctx context.Context, s *store.Store, stored []*model.Layer) (Done, error) {
	data, err := x.Preview.In(x.System)
	if err != nil {
		return Done{}, err
	}
	l, err := x.record(data, stored)
	if err != nil {
		return Done{}, err
	}
	var b bytes.Buffer
	if err := errors.Join(layerfile.Write(&b, data), ctx.Err()); err != nil {
		return Done{}, err
	}
	a, err := s.AddFile(&b, l.Name)
	if err != nil {
		return Done{}, err
	}
	l.Data = model.Attachments{a}
	return Done{l, data}, nil
}

func (x Import) record(data *layerfile.Layer, stored []*model.Layer) (*model.Layer, error) {
	name := model.Tidy(x.Name)
	if name == "" {
		name = freeName(model.Tidy(x.Preview.Name()), stored)
	} else if model.LayerCalled(name, stored) != nil {
		return nil, fmt.Errorf("%q: %w", name, ErrNameTaken)
	}
	l := &model.Layer{Base: model.Base{ID: model.NewID(), Name: name, Level: cmp.Or(x.Level, x.Preview.Level)}, File: x.Preview.File, Count: data.Len(),
		CRS: x.System.CRS.Code, CRSReason: x.System.Reason, Borders: x.Borders, Order: model.TopOfFiles(stored), LabelField: labelField(data)}
	if l.Borders == "" && x.Preview.Administrative() {
		l.Borders = model.Yes
	}
	for _, c := range data.Columns {
		l.Fields = append(l.Fields, c.Name)
	}
	return l, nil
}

// freeName is the name, with a number behind it where another layer has it.
func freeName(name string, stored []*model.Layer) string {
	if name == "" {
		name = "未命名图层"
	}
	free := name
	for n := 2; model.LayerCalled(free, stored) != nil; n++ {
		free = name + " " + strconv.Itoa(n)
	}
	return free
}

// nameFields are what files call the name of a thing, the surest first.
var nameFields = []string{"名称", "name", "地块名称", "项目名称", "企业名称", "标注", "dkmc", "xmmc", "mc", "title", "label", "text", "编号"}

// labelField is the column that names features; "" where none looks like it.
func labelField(data *layerfile.Layer) string {
	for _, want := range nameFields {
		for _, c := range data.Columns {
			if strings.EqualFold(c.Name, want) {
				return c.Name
			}
		}
	}
	for _, c := range data.Columns {
		if strings.HasSuffix(c.Name, "名称") || strings.HasSuffix(strings.ToLower(c.Name), "name") {
			return c.Name
		}
	}
	return ""
}
