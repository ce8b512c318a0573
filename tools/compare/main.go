// Command compare does the same work with our store and with SQLite, on the same data with the same durability, compares
// the answers, and writes a table of what both took.
//
// It is a module of its own, so that the product does not depend on SQLite. Each contestant works in processes of its own:
// CPU and memory are nobody else's. A wrong answer makes it exit 1.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"syscall"
)

// options are what a run is asked for; a child gets them as they are.
type options struct {
	records, singles, updates, gets, repeat int
	seed                                    uint64
	dir, out, profile                       string
	leg, contestant                         string // of a child
}

func parse(args []string) (options, error) {
	var o options
	f := flag.NewFlagSet("compare", flag.ContinueOnError)
	f.IntVar(&o.records, "records", 100_000, "how many projects")
	f.IntVar(&o.singles, "singles", 300, "how many of them are created one by one; the rest comes in imports of 10,000")
	f.IntVar(&o.updates, "updates", 500, "how many single records are changed")
	f.IntVar(&o.gets, "gets", 2_000, "how many single records are read")
	f.IntVar(&o.repeat, "repeat", 7, "how often a warm question is asked")
	f.Uint64Var(&o.seed, "seed", 1, "the data: equal seeds, equal data")
	f.StringVar(&o.dir, "dir", "", "where the temporary folder is made; a real disk, or syncing costs nothing")
	f.StringVar(&o.out, "out", "", "write the table into this file too")
	f.StringVar(&o.profile, "profile", "", "write CPU profiles into this folder")
	f.StringVar(&o.leg, "leg", "", "for the program's own use")
	f.StringVar(&o.contestant, "contestant", "", "for the program's own use")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if o.records < 1 || o.singles < 0 || o.updates < 1 || o.gets < 1 || o.repeat < 1 || f.NArg() > 0 {
		return o, fmt.Errorf("records, updates, gets and repeat are at least 1, singles at least 0, and nothing else is taken")
	}
	o.singles = min(o.singles, o.records)
	return o, nil
}

func main() {
	o, err := parse(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	if o.leg != "" {
		debug.SetGCPercent(50) // as the program does
		err = runLeg(o, os.Stdout)
	} else {
		err = run(ctx, o)
	}
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

// run lets both contestants work, and judges them.
func run(ctx context.Context, o options) (err error) {
	if o.dir, err = os.MkdirTemp(o.dir, "compare-"); err != nil {
		return err
	}
	defer os.RemoveAll(o.dir)
	if o.profile != "" {
		if o.profile, err = filepath.Abs(o.profile); err == nil {
			err = os.MkdirAll(o.profile, 0o777)
		}
		if err != nil {
			return err
		}
	}
	c, err := contest(ctx, o)
	if err != nil {
		return err
	}
	if err := publish(o, c); err != nil {
		return err
	}
	if len(c.wrong) > 0 {
		return fmt.Errorf("%d answers differ, the first: %s", len(c.wrong), c.wrong[0])
	}
	return nil
}

func publish(o options, c *comparison) error {
	text := c.markdown()
	if _, err := io.WriteString(os.Stdout, text); err != nil || o.out == "" {
		return err
	}
	return os.WriteFile(o.out, []byte(text), 0o666)
}
