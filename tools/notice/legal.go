package main

import (
	"regexp"
	"strings"
)

// legal is a licence or notice file.
type legal struct{ name, text string }

// marks are words that only one licence says; the first that fits names it.
var marks = []struct{ id, words string }{
	{"Apache-2.0", "apache license version 2.0"},
	{"OFL-1.1", "sil open font license"},
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

// kind is the SPDX identifier, or the file's name where none is known.
func (f legal) kind() string {
	plain := strings.ToLower(strings.Join(strings.Fields(f.text), " "))
	plain = strings.ReplaceAll(plain, "license, version", "license version")
	for _, m := range marks {
		if strings.Contains(plain, m.words) {
			return m.id
		}
	}
	return f.name
}

// isApache tells whether the file is the unchanged Apache text and nothing more.
func (f legal) isApache() bool {
	return f.kind() == "Apache-2.0" && strings.Contains(f.text, "TERMS AND CONDITIONS") &&
		strings.Count(f.text, "Permission is hereby granted") == 0 && !strings.Contains(f.text, "Redistribution and use")
}

var copyrightLine = regexp.MustCompile(`(?i)^\W*(copyright\s+(\(c\)|©|[12]\d\d\d|the |by ).*|\(c\)\s+[12]\d\d\d.*|©.*)$`)

// copyrights returns the lines that name the owners, each once; the form that Apache asks others to fill in is none.
func (f legal) copyrights() []string {
	var found []string
	for _, line := range strings.Split(f.text, "\n") {
		line = strings.Trim(strings.TrimSpace(line), "/*# ")
		if copyrightLine.MatchString(line) && !strings.Contains(line, "yyyy") && !strings.Contains(line, "{") {
			found = append(found, line)
		}
	}
	return found
}

// body is the text without the owners, so that equal licences are printed once.
func (f legal) body() string {
	var kept []string
	for _, line := range strings.Split(strings.ReplaceAll(f.text, "\r", ""), "\n") {
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
