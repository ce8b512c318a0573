package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
)

// document is a CycloneDX bill of materials.
type document struct {
	Format      string      `json:"bomFormat"`
	SpecVersion string      `json:"specVersion"`
	Version     int         `json:"version"`
	Metadata    metadata    `json:"metadata"`
	Components  []component `json:"components"`
}

type metadata struct {
	Component  component  `json:"component"`
	Properties []property `json:"properties,omitempty"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version,omitempty"`
	Licences   []choice   `json:"licenses,omitempty"`
	URL        string     `json:"purl,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

// choice is one licence; several are all in force.
type choice struct {
	Licence licence `json:"license"`
}

// licence has an SPDX identifier, or a name where SPDX has none.
type licence struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name,omitempty"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// errNoLicence is returned when a program links a module whose licence is not known: nobody may hand that on.
var errNoLicence = errors.New("no licence is known")

// bill lists the modules and the Go release that a program was built from; terms are the licences by module.
func bill(info *debug.BuildInfo, version string, terms map[string][]string) (document, error) {
	d := document{Format: "CycloneDX", SpecVersion: "1.5", Version: 1}
	d.Metadata.Component = component{Type: "application", Ref: "chainatlas", Name: "ChainAtlas", Version: version, Licences: under("Apache-2.0")}
	for _, s := range info.Settings {
		d.Metadata.Properties = append(d.Metadata.Properties, property{"go:" + s.Key, s.Value})
	}
	used := append([]*debug.Module{{Path: "std", Version: strings.TrimPrefix(info.GoVersion, "go")}}, info.Deps...)
	for _, m := range used {
		ids := terms[m.Path] // also of what replaces it
		if len(ids) == 0 {
			return d, fmt.Errorf("%s: %w", m.Path, errNoLicence)
		}
		if m.Replace != nil {
			m = m.Replace
		}
		d.Components = append(d.Components, module(m, ids))
	}
	return d, nil
}

// module is a component; its sum is Go's own hash over its files, which CycloneDX has no name for.
func module(m *debug.Module, ids []string) component {
	c := library(m.Path, m.Version, "pkg:golang/"+m.Path+"@"+escaped(m.Version), ids...)
	if m.Sum != "" {
		c.Properties = []property{{"go:sum", m.Sum}}
	}
	return c
}

func library(name, version, url string, ids ...string) component {
	return component{Type: "library", Ref: url, Name: name, Version: version, Licences: under(ids...), URL: url}
}

// escaped is a version in a package URL.
func escaped(version string) string { return strings.ReplaceAll(version, "+", "%2B") }

// under names licences; what SPDX does not list goes by its file's name.
func under(ids ...string) []choice {
	var all []choice
	for _, id := range ids {
		if strings.HasPrefix(id, "LICENSE") {
			all = append(all, choice{licence{Name: id}})
		} else {
			all = append(all, choice{licence{ID: id}})
		}
	}
	return all
}

func write(w io.Writer, d document) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(d)
}
