package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"chainatlas/mapping"
	"chainatlas/mapping/diagram"
)

type layoutCommand struct {
	File string `arg:"" name:"F.json" help:"图的 JSON：{nodes:[{id,label,lane,group}],edges:[{from,to}]}"`
	Out  string `help:"另存为图片" placeholder:"F.svg"`
}

type foreignGraph struct {
	Nodes []foreignNode `json:"nodes"`
	Edges []struct {
		From string `json:"from"`
		To   string `json:"to"`
	} `json:"edges"`
}

type foreignNode struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Lane  int    `json:"lane"`
	Group string `json:"group"`
}

// title is the label, else the id.
func (n foreignNode) title() string {
	if n.Label == "" {
		return n.ID
	}
	return n.Label
}

type layoutResult struct {
	Nodes        []boxEntry  `json:"nodes"`
	Edges        []chainEdge `json:"edges"`
	Crossings    int         `json:"crossings"`
	Milliseconds float64     `json:"milliseconds"`
}

type boxEntry struct {
	ID string  `json:"id"`
	X  float64 `json:"x"`
	Y  float64 `json:"y"`
	W  float64 `json:"w"`
	H  float64 `json:"h"`
}

// Help is what --help adds.
func (layoutCommand) Help() string { return courseHelp }

// Run lays the graph out and prints where everything stands.
func (l layoutCommand) Run(c *call) error {
	graph, err := l.read()
	if err != nil {
		return err
	}
	plan, err := layOut(graph)
	if err != nil {
		return failure("图无法排布：" + err.Error())
	}
	if l.Out != "" {
		if err := drawPlan(l.Out, graph, plan); err != nil {
			return err
		}
		c.say("已写入 %s", l.Out)
	}
	out := resultOf(plan)
	return c.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "%d 个环节，%d 条连线，交叉 %d 处，用时 %.1f 毫秒\n", len(out.Nodes), len(out.Edges), out.Crossings, out.Milliseconds)
	})
}

// layOut is how a foreign graph is laid out.
func layOut(g diagram.Graph) (*diagram.Plan, error) {
	return diagram.Layout(g, diagram.Options{Aspect: 16.0 / 9, PortGap: 9})
}

// labelFace is the writing in the boxes, in plane units.
var labelFace = mapping.Face{Size: 16}

const labelWidth = 9 * 16 // nine Chinese characters

func (l layoutCommand) read() (diagram.Graph, error) {
	b, err := os.ReadFile(l.File)
	if err != nil {
		return diagram.Graph{}, err
	}
	var file foreignGraph
	if err := json.Unmarshal(b, &file); err != nil {
		return diagram.Graph{}, failure("图文件不是所要的 JSON：" + err.Error())
	}
	var g diagram.Graph
	for _, n := range file.Nodes {
		lines := diagram.WrapLabel(mapping.RoughMeasurer{}, n.title(), labelFace, labelWidth)
		_, h := diagram.NodeSize(mapping.RoughMeasurer{}, lines, labelFace, 14, 9)
		g.Nodes = append(g.Nodes, diagram.Node{ID: n.ID, Label: n.title(), Lane: n.Lane, Group: n.Group, W: labelWidth + 28, H: h})
	}
	for _, e := range file.Edges {
		g.Edges = append(g.Edges, diagram.Edge{From: e.From, To: e.To})
	}
	return g, nil
}

func resultOf(plan *diagram.Plan) layoutResult {
	out := layoutResult{Nodes: []boxEntry{}, Edges: []chainEdge{}, Crossings: plan.Crossings, Milliseconds: float64(plan.Elapsed.Microseconds()) / 1000}
	for _, b := range plan.Boxes {
		out.Nodes = append(out.Nodes, boxEntry{b.ID, b.X, b.Y, b.W, b.H})
	}
	for _, r := range plan.Routes {
		out.Edges = append(out.Edges, chainEdge{r.From, r.To, courseOf(r)})
	}
	return out
}
