package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/pprof"
	"strconv"
)

// The legs of a contest. Each is a process of its own.
const (
	legWrite = "write" // create, read and change records, close
	legStart = "start" // open until the lists are there
	legAsk   = "ask"   // filter, sort and search
)

// startRuns is how often a workspace is opened; the median counts.
const startRuns = 5

// result is what a leg found.
type result struct {
	Meters  map[string]*meter
	Numbers map[string]float64 // bytes, milliseconds or counts, as the name says
	Texts   map[string]string  // fingerprints of answers, which must be equal
	Wrong   []string
}

func newResult() *result {
	return &result{Meters: map[string]*meter{}, Numbers: map[string]float64{}, Texts: map[string]string{}}
}

// meter is the named meter, made when it is not there.
func (r *result) meter(name string) *meter {
	if r.Meters[name] == nil {
		r.Meters[name] = &meter{}
	}
	return r.Meters[name]
}

// add takes over what another process of the same leg found.
func (r *result) add(x *result) {
	for name, m := range x.Meters {
		to := r.meter(name)
		to.CPU, to.Wall = append(to.CPU, m.CPU...), append(to.Wall, m.Wall...)
	}
	for name, n := range x.Numbers {
		r.Numbers[name] = max(r.Numbers[name], n)
	}
	for name, t := range x.Texts {
		r.Texts[name] = t
	}
	r.Wrong = append(r.Wrong, x.Wrong...)
}

// contest runs every leg of both, in turn, so that a change of the machine's load meets both.
func contest(ctx context.Context, o options) (*comparison, error) {
	c := &comparison{options: o, ours: newResult(), theirs: newResult()}
	legs := []string{legWrite}
	for range startRuns {
		legs = append(legs, legStart)
	}
	for _, leg := range append(legs, legAsk) {
		for _, side := range []struct {
			name string
			to   *result
		}{{nameOurs, c.ours}, {nameSQLite, c.theirs}} {
			r, err := spawn(ctx, o, leg, side.name)
			if err != nil {
				return nil, fmt.Errorf("%s of %s: %w", leg, side.name, err)
			}
			side.to.add(r)
		}
	}
	return c, c.judge()
}

// spawn runs one leg in a child.
func spawn(ctx context.Context, o options, leg, contestant string) (*result, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(os.Stderr, "%s: %s\n", contestant, leg)
	cmd := exec.CommandContext(ctx, self, "-leg", leg, "-contestant", contestant, "-dir", o.dir, "-profile", o.profile,
		"-records", strconv.Itoa(o.records), "-singles", strconv.Itoa(o.singles), "-updates", strconv.Itoa(o.updates),
		"-gets", strconv.Itoa(o.gets), "-repeat", strconv.Itoa(o.repeat), "-seed", strconv.FormatUint(o.seed, 10))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	r := newResult()
	if err := json.Unmarshal(out, r); err != nil {
		return nil, fmt.Errorf("read the child's result: %w", err)
	}
	return r, nil
}

// runLeg is the child's part.
func runLeg(o options, out io.Writer) error {
	if o.profile != "" {
		f, err := os.Create(filepath.Join(o.profile, o.contestant+"-"+o.leg+".pprof"))
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	work, ok := map[string]func(*entrant) error{legWrite: writeLeg, legStart: startLeg, legAsk: askLeg}[o.leg]
	if !ok {
		return fmt.Errorf("no such leg: %q", o.leg)
	}
	e, err := newEntrant(o)
	if err != nil {
		return err
	}
	if err := work(e); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(e.result)
}
