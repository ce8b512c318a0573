// Package licences finds what the program links and under which licence each part stands, by the licence files beside the sources.
package licences

import (
	"regexp"
	"strings"
)

// File is a licence or notice file.
type File struct{ Name, Text string }

// marks are words that only one licence says; the first that fits names it.
var marks = []struct{ id, words string }{
	{"Apache-2.0", "apache license version 2.0"},
	{"OFL-1.1", "sil open font license"},
	{"blessing", "code and documentation in sqlite has been dedicated to the public domain"},
	{"Bitstream-Vera", "bitstream vera"},
	{"MPL-2.0", "mozilla public license version 2.0"},
	{"Unlicense", "this is free and unencumbered software"},
	{"Zlib", "provided 'as-is', without any express or implied warranty"},
	{"ISC", "permission to use, copy, modify, and/or distribute this software"},
	{"ISC", "permission to use, copy, modify, and distribute this software"},
	{"BSD-3-Clause", "neither the name"},
	{"BSD-2-Clause", "redistribution and use in source and binary forms"},
	{"MIT", "permission is hereby granted, free of charge"},
}

// Kind is the SPDX identifier, or the file's name where none is known.
func (f File) Kind() string {
	plain := strings.ToLower(strings.Join(strings.Fields(f.Text), " "))
	plain = strings.ReplaceAll(plain, "license, version", "license version")
	for _, m := range marks {
		if strings.Contains(plain, m.words) {
			return m.id
		}
	}
	return f.Name
}

// IsApache tells whether the file is the unchanged Apache text and nothing more.
func (f File) IsApache() bool {
	return f.Kind() == "Apache-2.0" && strings.Contains(f.Text, "TERMS AND CONDITIONS") &&
		strings.Count(f.Text, "Permission is hereby granted") == 0 && !strings.Contains(f.Text, "Redistribution and use")
}

var copyrightLine = regexp.MustCompile(`(?i)^\W*(copyright\s+(\(c\)|©|[12]\d\d\d|the |by ).*|\(c\)\s+[12]\d\d\d.*|©.*)$`)

// Copyrights returns the lines that name the owners, each once; the form that Apache asks others to fill in is none.
func (f File) Copyrights() []string {
	var found []string
	for _, line := range strings.Split(f.Text, "\n") {
		line = strings.Trim(strings.TrimSpace(line), "/*# ")
		if copyrightLine.MatchString(line) && !strings.Contains(line, "yyyy") && !strings.Contains(line, "{") {
			found = append(found, line)
		}
	}
	return found
}

// Body is the text without the owners, so that equal licences are printed once.
func (f File) Body() string {
	var kept []string
	for _, line := range strings.Split(strings.ReplaceAll(f.Text, "\r", ""), "\n") {
		line = strings.TrimRight(line, " \t")
		if copyrightLine.MatchString(strings.TrimSpace(line)) {
			continue
		}
		if line == "" && (len(kept) == 0 || kept[len(kept)-1] == "") {
			continue
		}
		kept = append(kept, line)
	}
	return strings.TrimSpace(strings.Join(kept, "\n"))
}
