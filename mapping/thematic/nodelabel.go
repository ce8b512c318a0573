package thematic

import (
	"strings"

	"chainatlas/mapping"
	"chainatlas/mapping/diagram"
)

// nodeLabel is what stands in a box: the node's name and, after a colon, the firms that the name lists.
type nodeLabel struct{ head, rest []string }

var (
	headFace = mapping.Face{Size: labelSize, Bold: true}
	restFace = mapping.Face{Size: 13}
)

// labelOf divides a name such as "钢铁制造业: 宝钢股份、马钢" into lines of at most width.
func labelOf(m mapping.Measurer, name string, width float32) nodeLabel {
	head, rest := name, ""
	if i := strings.IndexAny(name, ":："); i > 0 {
		head, rest = name[:i], strings.TrimLeft(name[i:], ":： ")
	}
	l := nodeLabel{head: diagram.WrapLabel(m, head, headFace, width)}
	if rest != "" {
		l.rest = diagram.WrapLabel(m, rest, restFace, width)
	}
	return l
}

// height is the height of all lines in plane units.
func (l nodeLabel) height(m mapping.Measurer) float32 {
	return float32(len(l.head))*diagram.LineHeight(m, headFace) + float32(len(l.rest))*diagram.LineHeight(m, restFace)
}
