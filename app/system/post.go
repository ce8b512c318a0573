package system

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os/user"
	"path/filepath"
	"runtime"
	"strings"
)

// ErrNobody is returned when no running program listens for a workspace.
var ErrNobody = errors.New("nobody listens")

// mostPost is how long a message may be, in bytes; a longer one is not ours.
const mostPost = 64 << 10

// Post hears from programs that are started while this one has the same workspace open.
type Post struct{ line line }

// line is how the messages come: a pipe on Windows, a local socket elsewhere.
type line interface {
	next() (io.ReadCloser, error)
	close() error
}

// Listen begins to hear for a workspace; it fails when another program listens for it already.
func Listen(workspace string) (*Post, error) {
	l, err := listen(postName(workspace))
	if err != nil {
		return nil, err
	}
	return &Post{l}, nil
}

// Next waits for a message: the files to open, none when the window is only to come forward. What is no message of ours is
// passed over; after Close it returns an error.
func (p *Post) Next() ([]string, error) {
	for {
		from, err := p.line.next()
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(io.LimitReader(from, mostPost))
		from.Close()
		var files []string
		if err == nil && json.Unmarshal(b, &files) == nil {
			return files, nil
		}
	}
}

// Close ends the hearing, also a Next that waits.
func (p *Post) Close() error { return p.line.close() }

// Send gives files to the program that has the workspace open, and lets it come forward. ErrNobody: none does.
func Send(workspace string, files []string) error {
	if files == nil {
		files = []string{}
	}
	b, err := json.Marshal(files)
	if err != nil {
		return err
	}
	to, err := dial(postName(workspace))
	if err != nil {
		return errors.Join(ErrNobody, err)
	}
	letRaise()
	_, err = to.Write(b)
	return errors.Join(err, to.Close())
}

// postName is the same for every way of writing a folder's path, and another for each user of the computer.
func postName(workspace string) string {
	if abs, err := filepath.Abs(workspace); err == nil {
		workspace = abs
	}
	if runtime.GOOS == "windows" {
		workspace = strings.ToLower(workspace)
	}
	who := ""
	if u, err := user.Current(); err == nil {
		who = u.Uid
	}
	sum := sha256.Sum256([]byte(who + "\n" + workspace))
	return "chainatlas-" + hex.EncodeToString(sum[:8])
}
