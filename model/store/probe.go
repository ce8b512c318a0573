package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"chainatlas/model/keys"
)

// Badger answers some damage with a panic in a goroutine of its own, which ends the process. So a database that was not
// closed is opened first by a child: this program once more, with arguments that no user gives.
const probeArgument = "--probe-store"

// What a child is asked to do.
const (
	probeCheck = "check" // bring the database to the head of the journal and compare it with that, record by record
	probeLook  = "look"  // say how far a copy of the database goes, because the journal is damaged
)

// A child that does not answer in time hangs, or its disk does.
const (
	probeTime      = time.Minute
	probeTimePerMB = time.Second // of journal
	probeTries     = 2           // the first opening after a crash may fail (badger #2207)
)

// answer is what a child found. One that does not answer crashed.
type answer struct {
	Damage string `json:"damage,omitempty"` // in the user's words; empty when the database is whole
	Seq    uint64 `json:"seq"`              // the last action that it holds
}

// Whatever program links the store can be its own child, a test too; no caller has to think of it.
func init() {
	if len(os.Args) == 4 && os.Args[1] == probeArgument {
		master, err := takeKey(os.Stdin)
		if err != nil {
			os.Exit(1)
		}
		go endWithParent()
		os.Exit(serveProbe(os.Args[2], os.Args[3], master, os.Stdout))
	}
}

// endWithParent keeps a child from holding the database after its parent was killed.
func endWithParent() {
	io.Copy(io.Discard, os.Stdin)
	os.Exit(1)
}

// The key goes through the pipe that the child watches anyway: arguments and environment can be seen by others.
// Before it comes its length, which is 0 for a workspace that is not encrypted.

func giveKey(to io.Writer, m *keys.Master) error {
	var key []byte
	if m != nil {
		key = m.Bytes()
	}
	_, err := to.Write(append([]byte{byte(len(key))}, key...))
	return err
}

func takeKey(from io.Reader) (*keys.Master, error) {
	size := make([]byte, 1)
	if _, err := io.ReadFull(from, size); err != nil || size[0] == 0 {
		return nil, err
	}
	key := make([]byte, size[0])
	if _, err := io.ReadFull(from, key); err != nil {
		return nil, err
	}
	return keys.MasterOf(key)
}

func serveProbe(what, dir string, master *keys.Master, out io.Writer) int {
	work := checkDatabase
	if what == probeLook {
		work = lookAtDatabase
	}
	seq, err := work(dir, master)
	a := answer{Seq: seq}
	if errors.Is(err, errDatabase) {
		a.Damage = err.Error()
	}
	if json.NewEncoder(out).Encode(a) != nil {
		return 1
	}
	return 0
}

// checkDatabase only tells of damage to the database: whatever else is wrong, the parent will meet itself.
func checkDatabase(dir string, master *keys.Master) (uint64, error) {
	s := newStore(dir, Options{master: master})
	if err := s.unlock(); err != nil {
		return 0, err
	}
	if _, err := s.readJournal(); err != nil {
		return 0, err
	}
	return s.tryDatabase(func() error {
		if err := s.catchUp(); err != nil {
			return err
		}
		r, err := s.Verify(context.Background(), nil)
		if err == nil && r.database {
			err = fmt.Errorf("%w: %s", errDatabase, strings.Join(r.Problems[:min(3, len(r.Problems))], "；"))
		}
		return err
	})
}

// lookAtDatabase works on a copy: where the journal is damaged nothing is to change.
func lookAtDatabase(dir string, master *keys.Master) (uint64, error) {
	work, err := os.MkdirTemp("", "chainatlas-*")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(work)
	s := newStore(work, Options{})
	if master != nil {
		s.ring = &keyring{master: master}
	}
	if err := os.CopyFS(s.databaseDir(), os.DirFS(filepath.Join(dir, "db"))); err != nil {
		return 0, err
	}
	return s.tryDatabase(func() error {
		h, err := s.engine.head()
		if err == nil {
			err = s.load()
		}
		if err == nil {
			err = s.counted(h)
		}
		return err
	})
}

// tryDatabase opens the database, checks its tables before anything reads them, does the work and closes it.
func (s *Store) tryDatabase(work func() error) (seq uint64, err error) {
	if err := s.openEngine(); err != nil {
		return 0, err
	}
	if err = checkTables(s.engine.db); err == nil {
		err = work()
	}
	if err == nil {
		var h head
		h, err = s.engine.head()
		seq = h.Seq
	}
	if e := s.release(); err == nil && e != nil {
		err = fmt.Errorf("%w: %w", errDatabase, e)
	}
	return seq, err
}

// probe asks a child, twice when need be, and returns what it found.
func (s *Store) probe(what string) answer {
	var found answer
	for range probeTries {
		ctx, cancel := context.WithTimeout(context.Background(), s.patience())
		found = ask(ctx, what, s.dir, s.master())
		cancel()
		if found.Damage == "" {
			break
		}
	}
	return found
}

// patience is how long a child may take.
func (s *Store) patience() time.Duration {
	if s.journal == nil {
		return probeTime
	}
	return probeTime + time.Duration(s.journal.bytes()>>20)*probeTimePerMB
}

// master is nil when the workspace is not encrypted.
func (s *Store) master() *keys.Master {
	if s.ring == nil {
		return nil
	}
	return s.ring.master
}

func ask(ctx context.Context, what, dir string, master *keys.Master) answer {
	self, err := os.Executable()
	if err != nil {
		return answer{Damage: fmt.Sprintf("无法试开：%v", err)}
	}
	cmd := exec.CommandContext(ctx, self, probeArgument, what, dir)
	var out, fault bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &fault
	alive, err := cmd.StdinPipe() // closes when this process ends, however it ends
	if err != nil {
		return answer{Damage: fmt.Sprintf("无法试开：%v", err)}
	}
	defer alive.Close()
	if err = cmd.Start(); err == nil {
		err = errors.Join(giveKey(alive, master), cmd.Wait())
	}
	var a answer
	if err == nil && json.Unmarshal(out.Bytes(), &a) == nil {
		return a
	}
	if ctx.Err() != nil {
		return answer{Damage: "试开超时"}
	}
	line, _, _ := strings.Cut(fault.String(), "\n")
	return answer{Damage: fmt.Sprintf("试开时崩溃：%v %.200s", err, line)}
}
