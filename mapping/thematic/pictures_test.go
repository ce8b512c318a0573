package thematic_test

import (
	"encoding/json"
	"errors"
	"image/color"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"chainatlas/assets"
	"chainatlas/mapping"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
)

func typeface(t testing.TB) *mapping.Typeface {
	t.Helper()
	f, err := mapping.NewTypeface(assets.FontRegular(), assets.FontBold())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// chains are the bureau's own.
func chains(t testing.TB) []*model.Chain {
	t.Helper()
	b, err := os.ReadFile("../../assets/data/chains.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Chains []struct {
			ID, Name, Kind string
			Nodes          []struct{ ID, Label, Lane, Local string }
			Edges          []model.Edge
		}
	}
	if err := json.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	var out []*model.Chain
	for _, f := range file.Chains {
		c := &model.Chain{Base: model.Base{ID: model.FixedID(model.KindChain, f.ID), Name: f.Name, Level: model.Public}, Code: f.ID, Edges: f.Edges}
		if f.Kind == "family" {
			c.ChainKind = model.FamilyChain
		}
		for _, n := range f.Nodes {
			c.Nodes = append(c.Nodes, model.Node{Code: n.ID, Name: n.Label, Lane: n.Lane, Fact: n.Local})
		}
		out = append(out, c)
	}
	return out
}

// states gives every node one of the five statuses in turn.
func states(c *model.Chain) map[string]thematic.NodeState {
	out := map[string]thematic.NodeState{}
	for i, n := range c.Nodes {
		switch i % 5 {
		case 0:
			out[n.Code] = thematic.NodeState{Status: thematic.Strong, Enterprises: 3 + i, Projects: 2, Note: "有规上企业"}
		case 1:
			out[n.Code] = thematic.NodeState{Status: thematic.Weak, Enterprises: 1}
		case 2:
			out[n.Code] = thematic.NodeState{Status: thematic.ToFill, Projects: 2, Note: "仅有在谈项目"}
		case 3:
			out[n.Code] = thematic.NodeState{Status: thematic.Gap, Note: "上下游有企业"}
		}
	}
	return out
}

// keep writes a picture for eyes to look at, where CHAINATLAS_PICTURES names a folder.
func keep(t testing.TB, name string, p thematic.Picture, faces *mapping.Typeface) {
	t.Helper()
	dir := os.Getenv("CHAINATLAS_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := thematic.WritePNG(f, p, 1920, 1080, 1, faces); err != nil {
		t.Fatal(err)
	}
}

var baseColor = color.NRGBA{0, 0, 0, 255}

func readPack(name string) ([]byte, error) { return fs.ReadFile(assets.BaseMap(), name) }

func isBroken(err error) bool { return errors.Is(err, thematic.ErrBrokenPack) }
