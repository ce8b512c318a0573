package store

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

const (
	envVictim     = "CHAINATLAS_VICTIM"     // the workspace in which this process is to write until it is killed
	envEncrypting = "CHAINATLAS_ENCRYPTING" // the workspace that this process is to encrypt until it is killed
	envPoint      = "CHAINATLAS_POINT"      // at this point
	envKills      = "CHAINATLAS_KILLS"      // how often; see scripts/kills.sh
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(envVictim); dir != "" {
		fmt.Println(writeUntilKilled(dir))
		os.Exit(1)
	}
	if dir := os.Getenv(envEncrypting); dir != "" {
		fmt.Println(encryptUntilKilled(dir, os.Getenv(envPoint)))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writeUntilKilled says the number of every batch that was acknowledged, and first of all how many there were.
func writeUntilKilled(dir string) error {
	s, err := Open(dir, Options{User: "李某", segment: 64 << 10, tune: tiny})
	if err != nil {
		return err
	}
	for _, r := range s.Repairs() {
		if r.Frames > 0 {
			return fmt.Errorf("a kill damaged the database: %+v", r)
		}
	}
	for {
		n := int(s.journal.seq())
		fmt.Println(n)
		size := 1 + rand.IntN(4)
		if rand.IntN(8) == 0 {
			size = 200
		}
		if _, err := s.Update("导入", func(tx *Tx) error { return putBatch(tx, n+1, size) }); err != nil {
			return err
		}
	}
}

// killsEach is how many kills a workspace sees before a new one is taken: each start after a kill reads all that is there.
const killsEach = 20

// TestKillLoop kills a writing process again and again: every acknowledged batch is there, and each is whole.
func TestKillLoop(t *testing.T) {
	t.Parallel()
	kills := 10
	if n, err := strconv.Atoi(os.Getenv(envKills)); err == nil {
		kills = n
	}
	var dir string
	known, batches := 0, 0
	for i := range kills {
		if i%killsEach == 0 {
			dir, known = filepath.Join(t.TempDir(), "工作区"), 0
		}
		first, last := killOne(t, dir, i%3 == 0)
		if first < known {
			t.Fatalf("kill %d: %d batches were left of %d", i, first, known)
		}
		batches += max(0, last-known)
		known = max(known, last)
		if i%5 == 4 {
			known = check(t, dir, known)
		}
	}
	t.Logf("%d kills, %d batches", kills, batches)
}

// A process is killed up to so long after its start, or after its first word.
const killWithin = 400 * time.Millisecond

// killOne starts a writer, kills it, perhaps while it opens, and returns the number of batches that it found and that it
// knew in the end.
func killOne(t *testing.T, dir string, opening bool) (first, last int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), envVictim+"="+dir)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	kill := func() { time.AfterFunc(rand.N(killWithin), func() { cmd.Process.Kill() }) }
	if opening {
		kill()
	}
	first = 1 << 30 // until something is said
	for lines := bufio.NewScanner(out); lines.Scan(); {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			cmd.Process.Kill()
			t.Fatalf("the writer says %s", lines.Text())
		}
		if first > n {
			first = n
			kill()
		}
		last = n
	}
	cmd.Wait() // it was killed
	return first, last
}

func check(t *testing.T, dir string, known int) int {
	t.Helper()
	s := open(t, dir)
	defer s.Close()
	n := wholeBatches(t, s)
	if n < known || n != int(s.journal.seq()) {
		t.Fatalf("%d batches of %d, %d frames", n, known, s.journal.seq())
	}
	sound(t, s)
	return n
}
