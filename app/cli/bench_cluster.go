package cli

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math"

	"github.com/paulmach/orb"

	"chainatlas/mapping/cluster"
)

type benchCluster struct {
	Data   string  `required:"" help:"GeoJSON 点文件，或放着这种文件的文件夹；经纬度（WGS-84）" type:"path" placeholder:"F|DIR"`
	N      int     `help:"重复次数" default:"5" placeholder:"N"`
	Radius float64 `help:"聚合半径（像素）" default:"40" placeholder:"PX"`
	Zoom   int     `help:"聚合的最大级别；从 0 级算起" default:"16" placeholder:"Z"`
}

type clusterBench struct {
	measured        // making the index, and asking it for all signs of every zoom
	Points   int    `json:"points"`
	Counts   []int  `json:"counts"`   // signs by zoom
	Clusters []int  `json:"clusters"` // those of several points
	Checksum string `json:"checksum"` // over the places and counts of all signs
}

// Run makes the index and asks it for everything.
func (b benchCluster) Run(c *call) error {
	if b.N < 1 || !(b.Radius > 0 && b.Radius < 1e6) || b.Zoom < 1 || b.Zoom > 24 {
		return mistake("--n 至少为 1，--radius 大于 0，--zoom 为 1 到 24")
	}
	data, err := readShapes(b.Data)
	if err != nil {
		return err
	}
	out, m := clusterBench{Points: len(data.points)}, meter{}
	var index *cluster.Index
	signs := 0
	for range b.N {
		index = nil
		_ = m.measure(func() error {
			index, signs = cluster.New(data.points, cluster.Options{Radius: b.Radius, Closest: b.Zoom}), 0
			for z := range b.Zoom + 1 {
				index.Box(z, wholePlane, func(cluster.Sign) { signs++ })
			}
			return nil
		})
	}
	out.measured = m.result()
	out.count(index, b.Zoom)
	return c.print(out, func(w io.Writer) {
		out.measured.write(w)
		fmt.Fprintf(w, "点\t%d\n各级标记\t%v\n校验\t%s\n", out.Points, out.Counts, out.Checksum)
	})
}

var wholePlane = orb.Bound{Min: orb.Point{-1e9, -1e9}, Max: orb.Point{1e9, 1e9}}

func (r *clusterBench) count(index *cluster.Index, closest int) {
	sum := crc32.NewIEEE()
	for z := range closest + 1 {
		n, several := 0, 0
		index.Box(z, wholePlane, func(s cluster.Sign) {
			if n++; s.Count > 1 {
				several++
			}
			var b [24]byte
			binary.LittleEndian.PutUint64(b[:], math.Float64bits(s.At[0]))
			binary.LittleEndian.PutUint64(b[8:], math.Float64bits(s.At[1]))
			binary.LittleEndian.PutUint64(b[16:], uint64(s.Count))
			_, _ = sum.Write(b[:])
		})
		r.Counts, r.Clusters = append(r.Counts, n), append(r.Clusters, several)
	}
	r.Checksum = fmt.Sprintf("%08x", sum.Sum32())
}
