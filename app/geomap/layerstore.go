package geomap

import (
	"chainatlas/model"
	"chainatlas/model/store"
)

// changeLayer is one action on a layer; the program's own layers are stored with the first. It says nothing when it is
// done: the map shows it.
func (s *Screen) changeLayer(label string, l *model.Layer, change func(*model.Layer)) bool {
	_, ok := s.desk.Update("图层「"+l.Name+"」："+label, func(tx *store.Tx) error {
		now, err := layerIn(tx, l)
		if err != nil {
			return err
		}
		change(now)
		return tx.Put(now)
	})
	return ok
}

// layerIn is the layer as the action sees it.
func layerIn(tx *store.Tx, l *model.Layer) (*model.Layer, error) {
	r, err := tx.Get(l.ID)
	switch {
	case err == nil:
		return r.(*model.Layer), nil
	case l.Of != model.LayerOfFile:
		return model.OwnLayer(l.Of), nil // not stored yet
	}
	return nil, err
}

// moveLayer puts a layer at another place of all, both counted from the lowest.
func (s *Screen) moveLayer(from, to int) {
	if s.now == nil || from < 0 || from >= len(s.now.layers) {
		return
	}
	all := make([]*model.Layer, len(s.now.layers))
	for i, l := range s.now.layers {
		all[i] = model.Clone(l).(*model.Layer)
	}
	changed := model.MoveLayer(all, from, to)
	if len(changed) == 0 {
		return
	}
	s.desk.Update("图层「"+s.now.layers[from].Name+"」：调整次序", func(tx *store.Tx) error {
		for _, l := range changed {
			now, err := layerIn(tx, l)
			if err != nil {
				return err
			}
			now.Order = l.Order
			if err := tx.Put(now); err != nil {
				return err
			}
		}
		return nil
	})
}

// deleteLayer puts an imported layer into the trash, and offers it back.
func (s *Screen) deleteLayer(l *model.Layer) {
	s.desk.Edit("删除图层「"+l.Name+"」", func(tx *store.Tx) error { return tx.Delete(l.ID, "") })
}

// storedLayers are the layers that are stored, as they are now.
func (s *Screen) storedLayers() []*model.Layer {
	all, err := store.Every[*model.Layer](s.desk.Store, model.KindLayer)
	if err != nil {
		s.desk.Fail(err)
	}
	return all
}
