package cli

import (
	"fmt"
	"hash/crc32"
	"io"

	"chainatlas/mapping/diagram"
)

type benchLayout struct {
	Data string `required:"" help:"图的 JSON，同 chain layout" type:"path" placeholder:"F.json"`
	N    int    `help:"重复次数" default:"5" placeholder:"N"`
	Out  string `help:"另存最后一次的图片" placeholder:"F.svg"`
}

type layoutBench struct {
	measured
	Nodes     int    `json:"nodes"`
	Edges     int    `json:"edges"`
	Crossings int    `json:"crossings"`
	Checksum  string `json:"checksum"` // over all boxes and routes
}

// Run lays the graph out again and again; reading it is not counted.
func (b benchLayout) Run(c *call) error {
	if b.N < 1 {
		return mistake("--n 至少为 1")
	}
	graph, err := layoutCommand{File: b.Data}.read()
	if err != nil {
		return err
	}
	var plan *diagram.Plan
	m := meter{}
	for range b.N {
		if err := m.measure(func() error {
			plan, err = layOut(graph)
			return err
		}); err != nil {
			return failure("图无法排布：" + err.Error())
		}
	}
	if b.Out != "" {
		if err := drawPlan(b.Out, graph, plan); err != nil {
			return err
		}
	}
	sum := crc32.NewIEEE()
	fmt.Fprint(sum, plan.Boxes, plan.Routes)
	out := layoutBench{m.result(), len(plan.Boxes), len(plan.Routes), plan.Crossings, fmt.Sprintf("%08x", sum.Sum32())}
	return c.print(out, func(w io.Writer) {
		out.measured.write(w)
		fmt.Fprintf(w, "环节\t%d\n连线\t%d\n交叉\t%d\n校验\t%s\n", out.Nodes, out.Edges, out.Crossings, out.Checksum)
	})
}
