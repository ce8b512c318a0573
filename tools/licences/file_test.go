package licences

import (
	"slices"
	"strings"
	"testing"
)

func TestFile(t *testing.T) {
	cases := []struct {
		name, text, kind string
		copyrights       []string
	}{
		{"MIT", "MIT License\n\nCopyright (c) 2017 jaska\n\nPermission is hereby granted, free of charge, to any person",
			"MIT", []string{"Copyright (c) 2017 jaska"}},
		{"three clauses", "// Copyright 2009 The Go Authors.\nRedistribution and use in source and binary forms\nNeither the name of",
			"BSD-3-Clause", []string{"Copyright 2009 The Go Authors."}},
		{"two clauses", "Redistribution and use in source and binary forms, with", "BSD-2-Clause", nil},
		{"Apache, its form left open", "Apache License\nVersion 2.0\n(c) You must retain\nCopyright {yyyy} {name}", "Apache-2.0", nil},
		{"Apache with a comma", "Apache License, Version 2.0", "Apache-2.0", nil},
		{"SQLite", "All of the code and documentation in SQLite has been dedicated\nto the public domain by the authors.", "blessing", nil},
		{"unknown words", "Be excellent to each other", "LICENSE", nil},
	}
	for _, c := range cases {
		f := File{"LICENSE", c.text}
		if f.Kind() != c.kind || !slices.Equal(f.Copyrights(), c.copyrights) {
			t.Errorf("%s: %s, %q", c.name, f.Kind(), f.Copyrights())
		}
		for _, line := range c.copyrights {
			if strings.Contains(f.Body(), line) {
				t.Errorf("%s: the owner stayed in %q", c.name, f.Body())
			}
		}
	}
}
