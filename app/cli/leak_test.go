package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chainatlas/app/leaktest"
	"chainatlas/model"
	"chainatlas/model/store"
)

// Whatever is hidden in a workspace, nothing of it leaves through a command that writes for visitors.
func TestNoCommandLeaks(t *testing.T) {
	o := vacant(t)
	s, err := store.Open(o.dir, store.Options{User: leaktest.Planted + "李某"})
	if err != nil {
		t.Fatal(err)
	}
	w := leaktest.Fill(t, s, 100, 3)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for i, args := range outward(w) {
		o.leaves(w, i, args)
	}
}

// outward are commands with their files that write for visitors, by what they name.
func outward(w *leaktest.World) (all [][]string) {
	for _, kind := range model.Kinds() {
		for _, ext := range []string{".csv", ".xlsx", ".geojson"} {
			all = append(all, []string{ext, "export", string(kind)})
		}
	}
	for _, template := range []string{"T1", "T2", "T6", "T7", "T8", "T9", "T14"} {
		for _, kind := range []string{"project", "enterprise", "site"} {
			all = append(all, []string{".xlsx", "export", kind, "--template", template})
		}
	}
	for _, ext := range []string{".svg", ".pdf", ".png"} {
		all = append(all, []string{ext, "map", "draw", "--layers", "site,project,enterprise"}, []string{ext, "map", "draw", "--layers", "project", "--center", "117.8,36.1", "--zoom", "15"})
	}
	var sites []string
	for _, x := range w.Records {
		id := x.Head().ID.String()
		switch x.Kind() {
		case model.KindChain:
			all = append(all, []string{".svg", "chain", "draw", id}, []string{".pdf", "chain", "draw", id})
		case model.KindSite:
			sites = append(sites, id)
			all = append(all, []string{".pdf", "site", "profile", id})
		}
	}
	all = append(all, append([]string{".pdf", "site", "compare"}, sites[:3]...))
	for _, args := range all {
		if args[0] != ".png" && (args[1] == "map" || args[1] == "chain" || args[1] == "site") {
			all = append(all, append(slices.Clone(args), "--lang", "en"))
		}
	}
	for _, l := range w.Layers {
		all = append(all, []string{".geojson", "geo", "export", l.ID.String()}, []string{".svg", "map", "draw", "--layers", l.ID.String()})
	}
	return all
}

// leaves runs a command for visitors. It may refuse; what it writes and prints is looked through.
func (o office) leaves(w *leaktest.World, n int, args []string) {
	o.t.Helper()
	path := filepath.Join(o.t.TempDir(), fmt.Sprintf("v%d%s", n, args[0]))
	call := append([]string{"--workspace", o.dir, "--user", leaktest.Planted + "操作员"}, args[1:]...)
	var out, told bytes.Buffer
	code, _ := Run(append(call, "--audience", "visitor", "--out", path), strings.NewReader(""), &out, &told, "1.0.0")
	name := strings.Join(args[1:], " ") + " → " + args[0]
	data, err := os.ReadFile(path)
	if code == Done && err != nil {
		o.t.Errorf("%s wrote nothing: %s", name, told.String())
	}
	if err == nil {
		w.Check(o.t, name, data)
	}
}
