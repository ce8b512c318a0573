package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

var terms = map[string][]string{"std": {"BSD-3-Clause"}, "example.org/a": {"BSD-3-Clause", "LICENSE-LOGO"}, "example.org/b": {"MIT"}}

func TestBillNamesWhatWasBuiltIn(t *testing.T) {
	info := &debug.BuildInfo{GoVersion: "go1.26.8", Settings: []debug.BuildSetting{{Key: "GOOS", Value: "windows"}}, Deps: []*debug.Module{
		{Path: "example.org/a", Version: "v1.2.3+incompatible", Sum: "h1:abc="},
		{Path: "example.org/b", Version: "v1.0.0", Replace: &debug.Module{Path: "example.org/c", Version: "v2.0.0"}},
	}}
	d, err := bill(info, "0.1.0", terms)
	if err != nil {
		t.Fatal(err)
	}
	d.Components = append(d.Components, softgl("22.3.6-1+deb12u2"))
	var out bytes.Buffer
	if err := write(&out, d); err != nil {
		t.Fatal(err)
	}
	var got document
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := []struct {
		url      string
		licences []choice
	}{
		{"pkg:golang/std@1.26.8", under("BSD-3-Clause")},
		{"pkg:golang/example.org/a@v1.2.3%2Bincompatible", []choice{{licence{ID: "BSD-3-Clause"}}, {licence{Name: "LICENSE-LOGO"}}}},
		{"pkg:golang/example.org/c@v2.0.0", under("MIT")},
		{"pkg:deb/debian/mesa@22.3.6-1%2Bdeb12u2?arch=source", under("MIT", "BSL-1.0", "GPL-3.0-with-GCC-exception", "ZPL-2.1")},
	}
	for i, c := range got.Components {
		if c.URL != want[i].url || !slices.Equal(c.Licences, want[i].licences) {
			t.Errorf("component %d is %s under %v, want %v", i, c.URL, c.Licences, want[i])
		}
	}
	if got.Metadata.Component.Version != "0.1.0" || len(got.Components) != len(want) {
		t.Errorf("version %q, %d components", got.Metadata.Component.Version, len(got.Components))
	}
}

func TestBillRefusesAModuleWithoutALicence(t *testing.T) {
	info := &debug.BuildInfo{GoVersion: "go1.26.8", Deps: []*debug.Module{{Path: "example.org/unknown", Version: "v1.0.0"}}}
	if _, err := bill(info, "0.1.0", terms); !errors.Is(err, errNoLicence) {
		t.Errorf("got %v", err)
	}
}

func TestNoticeNamesWhatIsCarried(t *testing.T) {
	notice, err := os.ReadFile("../../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range carried {
		if !strings.Contains(string(notice), c.Name+" "+c.Version) {
			t.Errorf("NOTICE says nothing of %s %s", c.Name, c.Version)
		}
	}
}
