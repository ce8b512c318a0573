package assets

import _ "embed"

var (
	//go:embed data/chains.json
	chains []byte
	//go:embed data/report.json
	reportEntities []byte
	//go:embed data/reported.json
	reportedFigures []byte
	//go:embed data/industry.json
	industry []byte
	//go:embed data/provinces.json
	provinces []byte
)

// Chains returns the industrial chains with nodes, edges and links as JSON;
// data/README.md describes every file of this kind.
func Chains() []byte { return chains }

// ReportEntities returns the enterprises, projects, carriers and clusters that
// the 2024 government work report names, as JSON.
func ReportEntities() []byte { return reportEntities }

// ReportedFigures returns the report's own figures and targets (通报数) as
// JSON, each with its unit, its line and the words it stands in.
func ReportedFigures() []byte { return reportedFigures }

// Industry returns sections, divisions and the classes in use of
// GB/T 4754-2017 as JSON.
func Industry() []byte { return industry }

// Provinces returns a point of each province, from which lines show where
// investors come from, as JSON.
func Provinces() []byte { return provinces }
