// Package leaktest is for tests: it fills a workspace with records of all kinds in which everything that visitors must not
// see is marked, and looks for the marks in what visitors get.
package leaktest

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"chainatlas/model"
	"chainatlas/model/store"
)

// Planted stands in every hidden text. Hidden amounts are Amount, hidden days lie in Year, and hidden places are at Places.
const (
	Planted = "泄密"
	Amount  = "8765.4321"
	Year    = 1987
)

// World is a workspace that was filled.
type World struct {
	Records []model.Record
	Chain   *model.Chain // public, with three nodes
	Visitor *model.Enterprise
	Hidden  []model.ID  // of records that visitors see nothing of
	Places  []orb.Point // that visitors must not know, in degrees
	Layers  []*model.Layer

	r *rand.Rand
	n int
}

// kinds are those that are planted, in the order that lets later ones point to earlier ones.
var kinds = []model.Kind{model.KindEnterprise, model.KindChain, model.KindSite, model.KindProject, model.KindPolicy, model.KindContact,
	model.KindVisit, model.KindTask, model.KindTarget, model.KindReported}

// Fill plants n records of each kind, a chain and a visitor into a workspace. The same seed plants the same.
func Fill(t testing.TB, s *store.Store, seed uint64, n int) *World {
	t.Helper()
	w := &World{r: rand.New(rand.NewPCG(seed, 7))}
	w.Chain = &model.Chain{}
	w.plant(w.Chain, model.Public)
	w.Chain.ChainKind, w.Chain.Edges = model.ProductChain, model.Edges{{From: "A1", To: "A2"}, {From: "A2", To: "A3"}}
	w.Chain.Nodes = model.Nodes{{Code: "A1", Name: "采选", Lane: "上游"}, {Code: "A2", Name: "炼钢", Lane: "中游"}, {Code: "A3", Name: "锻件", Lane: "下游"}}
	w.Visitor = &model.Enterprise{Base: model.Base{ID: model.NewID(), Name: "来访甲公司", Notes: Planted + "备注"}, Phone: Planted + "电话"}
	w.Records = []model.Record{w.Chain, w.Visitor}
	photo := Photograph(t, s)
	levels := []model.Level{model.Public, model.Public, model.Internal, model.Secret, ""}
	for range n {
		for _, kind := range kinds {
			x := kind.New()
			w.finish(x, photo)
			w.plant(x, levels[w.r.IntN(len(levels))])
			w.Records = append(w.Records, x)
		}
	}
	w.layers()
	_, err := s.Update("准备", func(tx *store.Tx) error {
		for _, x := range w.Records {
			if err := tx.Put(x); err != nil {
				return err
			}
		}
		for _, x := range w.Layers {
			if err := tx.Put(x); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// layers are layers of the map without data: their names alone can be read.
func (w *World) layers() {
	for i, level := range []model.Level{model.Public, model.Internal, model.Secret} {
		l := &model.Layer{Base: model.Base{ID: model.NewID(), Level: level, Name: fmt.Sprintf("公开图层%d", i), Notes: Planted}, File: Planted + ".shp", CRS: "EPSG:4326"}
		if level != model.Public {
			l.Name = fmt.Sprintf("%s图层%d", Planted, i)
		}
		w.Layers = append(w.Layers, l)
	}
}

// plant fills all fields: what visitors must not see with marks, the rest with words that may be read.
func (w *World) plant(x model.Record, level model.Level) {
	w.n++
	h := x.Head()
	h.ID, h.Level, h.Fictional = model.NewID(), level, x != model.Record(w.Chain) && w.r.IntN(5) == 0
	h.Name = fmt.Sprintf("公开%s%d", x.Kind().Label(), w.n)
	w.levels(x)
	_, ok := model.Redact(x, model.Visitors, nil)
	for _, f := range model.FieldsOf(x.Kind()) {
		if own(f.Key) || !f.Empty(x) {
			continue
		}
		w.fill(f, x, !ok || !mayRead(f, x))
	}
	switch {
	case !ok:
		if c, ok := x.(*model.Chain); ok {
			c.Nodes[0].Name = Planted + "环节"
		}
		h.Name = fmt.Sprintf("%s%s%d", Planted, x.Kind().Label(), w.n)
		w.Hidden = append(w.Hidden, h.ID)
	case nameHidden(x):
		h.Name = fmt.Sprintf("%s本名%d", Planted, w.n)
	}
	w.hidePlace(x)
}

// nameHidden tells whether visitors know a record by another name, or by none.
func nameHidden(x model.Record) bool {
	shown, ok := model.Redact(x, model.Visitors, nil)
	return ok && shown.Head().Name != x.Head().Name
}

// own are the fields that plant sets itself, or that hold what a record is.
func own(key string) bool {
	switch key {
	case "level", "levels", "fictional", "code_name", "slides", "as_of", "created", "updated", "nodes", "edges", "location", "photos", "roles":
		return true
	}
	return false
}

// levels makes some fields public and others secret by name, and gives some internal records a code name.
func (w *World) levels(x model.Record) {
	h := x.Head()
	if w.r.IntN(3) == 0 {
		h.CodeName = fmt.Sprintf("代号%d", w.n)
	}
	if x == model.Record(w.Chain) {
		return
	}
	h.Levels = model.Levels{}
	for _, f := range model.FieldsOf(x.Kind()) {
		if own(f.Key) && f.Key != "location" && f.Key != "photos" {
			continue
		}
		switch w.r.IntN(12) {
		case 0:
			h.Levels[f.Key] = model.Secret
		case 1:
			h.Levels[f.Key] = model.Internal
		case 2:
			h.Levels[f.Key] = model.Public
		}
	}
}

// mayRead tells whether visitors see a field of a record that they may know of: probe puts something into it and looks.
func mayRead(f *model.Field, x model.Record) bool {
	probe := model.Clone(x)
	put(f, probe, "探针", false)
	shown, ok := model.Redact(probe, model.Visitors, nil)
	return ok && !f.Empty(shown)
}

func (w *World) fill(f *model.Field, x model.Record, hide bool) {
	word := fmt.Sprintf("公开内容%d", w.n)
	if hide {
		word = fmt.Sprintf("%s%s%d", Planted, f.Key, w.n)
	}
	put(f, x, word, hide)
}

// put fills a field: with words where it holds words, else with an amount or a day that is hidden or not.
func put(f *model.Field, x model.Record, word string, hide bool) {
	amount, day := "12", "2024年3月"
	if hide {
		amount, day = Amount, fmt.Sprintf("%d-06-05", Year)
	}
	switch f.Value(x).(type) {
	case string:
		f.SetValue(x, word)
	case model.Words:
		f.SetValue(x, model.Words{word})
	case model.Link:
		f.SetValue(x, model.Link{Name: word})
	case model.NodeRef:
		if f.Empty(x) {
			f.SetValue(x, model.NodeRef{Code: "A2", Name: "炼钢"})
		}
	case model.Quantity, model.Money, model.Yearly:
		f.SetText(x, amount+f.Unit, model.Hint{Unit: f.Unit, Year: 2024}, nil)
	case model.Date:
		f.SetText(x, day, model.Hint{Year: 2024}, nil)
	case model.Supplies:
		f.SetValue(x, model.Supplies{{What: model.Power, Note: word}})
	case model.Attachments:
		f.SetValue(x, model.Attachments{{Hash: strings.Repeat("0", 64), Name: word + ".jpg", Note: word, Type: "image/jpeg"}})
	}
}

// finish gives places, roles, links to records that may be hidden, and photos.
func (w *World) finish(x model.Record, photo model.Attachment) {
	switch x := x.(type) {
	case *model.Site:
		x.Photos, x.Location = model.Attachments{photo}, w.place()
	case *model.Enterprise:
		x.Local, x.Location = model.Yes, w.place()
		role := []model.RoleName{model.RoleLeader, model.RoleKey, model.RoleTarget}[w.r.IntN(3)]
		x.Roles = model.Roles{{Chain: model.LinkTo(w.Chain), Node: w.Chain.Nodes[w.r.IntN(3)].Ref(), Role: role}}
	case *model.Chain:
		x.ChainKind = model.ProductChain
		x.Nodes, x.Edges = model.Nodes{{Code: "B1", Name: "环节甲", Lane: "上游"}, {Code: "B2", Name: "环节乙", Lane: "中游"}}, model.Edges{{From: "B1", To: "B2"}}
	case *model.Project:
		x.Stage, x.Location = model.StageTalk, w.place()
		x.Chain, x.Investor = w.link(model.KindChain), w.link(model.KindEnterprise)
		x.Node = model.NodeRef{Code: "A2", Name: "炼钢"}
		if slices.Contains(w.Hidden, x.Chain.ID) {
			x.Node = model.NodeRef{Code: "B1", Name: Planted + "环节"}
		}
	case *model.Policy:
		x.ValidFrom = model.OnDay(19000)
	case *model.Contact:
		x.Organisation = w.link(model.KindEnterprise)
	}
}

// link points to a record that was planted before, which may be hidden.
func (w *World) link(kind model.Kind) model.Link {
	var list []model.Record
	for _, x := range w.Records {
		if x.Kind() == kind {
			list = append(list, x)
		}
	}
	return model.LinkTo(list[w.r.IntN(len(list))])
}

// place is somewhere in the district, exactly or roughly, no two the same.
func (w *World) place() model.Location {
	at := orb.Point{117.61234 + w.r.Float64()*0.3, 36.01234 + w.r.Float64()*0.2}
	if w.r.IntN(3) == 0 {
		return model.Location{Point: &at, Precision: model.PlaceStreet}
	}
	return model.Location{Point: &at, Precision: model.PlaceExact, CRS: "WGS-84", Entered: Planted + fmt.Sprintf("%f,%f", at[0], at[1])}
}

// hidePlace remembers a place that visitors must not know; one that was made public by name may be told as it was entered.
func (w *World) hidePlace(x model.Record) {
	for _, f := range model.FieldsOf(x.Kind()) {
		l, ok := f.Value(x).(model.Location)
		if !ok || l.Point == nil {
			continue
		}
		shown, seen := model.Redact(x, model.Visitors, nil)
		if !seen || f.Empty(shown) {
			w.Places = append(w.Places, *l.Point)
		} else if l.Precision == model.PlaceExact {
			l.Entered = "公开坐标"
			f.SetValue(x, l)
		}
	}
}

// Photograph is a JPEG whose camera wrote a secret beside the picture.
func Photograph(t testing.TB, s *store.Store) model.Attachment {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 64, 48)), nil); err != nil {
		t.Fatal(err)
	}
	note := []byte("Exif\x00\x00" + Planted + "拍摄地点")
	marked := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(note)+2))...)
	marked = append(append(marked, note...), b.Bytes()[2:]...)
	a, err := s.AddFile(bytes.NewReader(marked), Planted+".jpg")
	if err != nil {
		t.Fatal(err)
	}
	a.Note = Planted + "说明"
	return a
}
