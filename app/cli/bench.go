package cli

import (
	"fmt"
	"io"
	"math"
	"slices"
	"time"
)

// benchCommands measure the hot paths on given data, for comparison with other programs.
type benchCommands struct {
	Map     benchMap     `cmd:"" help:"绘制整幅地图"`
	Cluster benchCluster `cmd:"" help:"聚合点"`
	Layout  benchLayout  `cmd:"" help:"排布一张图"`
	Start   benchStart   `cmd:"" help:"打开工作区，直到列表可用"`
	Search  benchSearch  `cmd:"" help:"边输入边查找"`
}

// measured is what a repetition took, in milliseconds. CPU counts every core, so that a loaded machine does not matter much.
type measured struct {
	CPU  spread `json:"cpu_ms"`
	Wall spread `json:"wall_ms"`
}

type spread struct {
	Median float64 `json:"median"`
	P99    float64 `json:"p99"`
}

// meter collects repetitions.
type meter struct{ cpu, wall []float64 }

func (m *meter) measure(work func() error) error {
	cpu, wall := cpuTime(), time.Now()
	err := work()
	m.wall = append(m.wall, milliseconds(time.Since(wall)))
	m.cpu = append(m.cpu, milliseconds(cpuTime()-cpu))
	return err
}

func (m *meter) result() measured { return measured{spreadOf(m.cpu), spreadOf(m.wall)} }

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// spreadOf takes the least value that so many in a hundred do not exceed.
func spreadOf(values []float64) spread {
	slices.Sort(values)
	at := func(share float64) float64 {
		if len(values) == 0 {
			return 0
		}
		v := values[int(math.Ceil(share*float64(len(values))))-1]
		return math.Round(v*1000) / 1000
	}
	return spread{at(0.5), at(0.99)}
}

func (m measured) write(w io.Writer) {
	fmt.Fprintf(w, "CPU\t中位 %.3f ms\tp99 %.3f ms\n", m.CPU.Median, m.CPU.P99)
	fmt.Fprintf(w, "墙钟\t中位 %.3f ms\tp99 %.3f ms\n", m.Wall.Median, m.Wall.P99)
}
