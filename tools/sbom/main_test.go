package main

import (
	"bytes"
	"encoding/json"
	"runtime/debug"
	"testing"
)

func TestBillNamesWhatWasBuiltIn(t *testing.T) {
	info := &debug.BuildInfo{GoVersion: "go1.26.8", Settings: []debug.BuildSetting{{Key: "GOOS", Value: "windows"}}, Deps: []*debug.Module{
		{Path: "example.org/a", Version: "v1.2.3+incompatible", Sum: "h1:abc="},
		{Path: "example.org/b", Version: "v1.0.0", Replace: &debug.Module{Path: "example.org/c", Version: "v2.0.0"}},
	}}
	var out bytes.Buffer
	if err := write(&out, bill(info, "0.1.0")); err != nil {
		t.Fatal(err)
	}
	var got document
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := []string{"pkg:golang/std@1.26.8", "pkg:golang/example.org/a@v1.2.3%2Bincompatible", "pkg:golang/example.org/c@v2.0.0"}
	for i, c := range got.Components {
		if c.URL != want[i] {
			t.Errorf("component %d is %s, want %s", i, c.URL, want[i])
		}
	}
	if got.Metadata.Component.Version != "0.1.0" || len(got.Components) != len(want) {
		t.Errorf("version %q, %d components", got.Metadata.Component.Version, len(got.Components))
	}
}
