package maplayer

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"chainatlas/mapping/crs"
	"chainatlas/mapping/geofile"
	"chainatlas/mapping/layerfile"
	"chainatlas/model"
	"chainatlas/model/store"
)

// Data opens the features of a layer. It returns layerfile.ErrDamaged, layerfile.ErrNewer and what the store returns.
func Data(s *store.Store, l *model.Layer) (*layerfile.Layer, error) {
	if len(l.Data) == 0 {
		return nil, fmt.Errorf("layer %s: no data: %w", l.Name, layerfile.ErrDamaged)
	}
	r, err := s.OpenFile(l.Data[0])
	if err != nil {
		return nil, fmt.Errorf("layer %s: %w", l.Name, err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("layer %s: %w", l.Name, err)
	}
	data, err := layerfile.Read(b)
	if err != nil {
		return nil, fmt.Errorf("layer %s: %w", l.Name, err)
	}
	return data, nil
}

// ErrWithheld is returned for a layer that the audience may not have.
var ErrWithheld = errors.New("the layer is not for this audience")

// levelColumn carries the layer's level in files, so that importing one again keeps it.
const levelColumn = "公开级别"

// Export writes a layer as the map file that the path's ending names, in a coordinate system. 保密 layers go to
// model.Cleared alone, which is noted in the layer's history before the file is there.
func Export(s *store.Store, l *model.Layer, path string, system crs.CRS, to model.Audience) error {
	if !model.LayerSeen(l, to, false) {
		return fmt.Errorf("layer %s: %w", l.Name, ErrWithheld)
	}
	data, err := Data(s, l)
	if err != nil {
		return err
	}
	if l.Level == model.Secret {
		_, err := s.Seed("导出保密内容：图层", func(tx *store.Tx) error { return tx.Note(l.ID, "导出为文件") })
		if err != nil {
			return err
		}
	}
	fields := append(data.Fields(), geofile.Field{Name: levelColumn, Type: geofile.TextField})
	out := geofile.Layer{Name: l.Name, CRS: system.Code, Fields: fields, Count: data.Len()}
	return geofile.Write(path, out, levelled(data.Features(system.FromWGS84), l.Level.OrInternal()))
}

// levelled gives every feature the layer's level.
func levelled(all iter.Seq[geofile.Feature], level model.Level) iter.Seq[geofile.Feature] {
	return func(yield func(geofile.Feature) bool) {
		for f := range all {
			f.Attrs = append(f.Attrs, geofile.Attr{Name: levelColumn, Value: string(level)})
			if !yield(f) {
				return
			}
		}
	}
}
