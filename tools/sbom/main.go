// Command sbom lists what a built program is made of, with licences, as CycloneDX 1.5 in JSON. The libraries are read from the
// program itself, their licences from the sources in the module cache. The same program gives the same list.
//
//	sbom [-mesa VERSION] PROGRAM VERSION > sbom.cdx.json
package main

import (
	"debug/buildinfo"
	"flag"
	"fmt"
	"os"

	"chainatlas/tools/licences"
)

func main() {
	mesa := flag.String("mesa", "", "Debian's version of the `Mesa` in softgl, where it is shipped")
	flag.Parse()
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "sbom [-mesa VERSION] PROGRAM VERSION")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), flag.Arg(1), *mesa); err != nil {
		fmt.Fprintln(os.Stderr, "sbom:", err)
		os.Exit(1)
	}
}

func run(program, version, mesa string) error {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return fmt.Errorf("read what %s is built from: %w", program, err)
	}
	modules, err := licences.Linked([]string{"."})
	if err != nil {
		return err
	}
	terms, err := termsOf(modules)
	if err != nil {
		return err
	}
	d, err := bill(info, version, terms)
	if err != nil {
		return err
	}
	d.Components = append(d.Components, carried...)
	if mesa != "" {
		d.Components = append(d.Components, softgl(mesa))
	}
	return write(os.Stdout, d)
}

// termsOf returns the licence identifiers of each module by its path; the language's own library is std.
func termsOf(modules []licences.Module) (map[string][]string, error) {
	terms := map[string][]string{}
	for _, m := range modules {
		kinds, err := m.Kinds()
		if err != nil {
			return nil, fmt.Errorf("licences of %s: %w", m.Path, err)
		}
		if m.Path == "Go" {
			m.Path = "std"
		}
		terms[m.Path] = kinds
	}
	return terms, nil
}
