package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"chainatlas/model"
)

// answersFile is where a contestant writes its answers down: a name, how many ids, the ids.
const answersFile = "answers"

type answerWriter struct {
	file *os.File
	to   *bufio.Writer
}

func createAnswers(path string) (*answerWriter, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &answerWriter{f, bufio.NewWriterSize(f, 1<<20)}, nil
}

func (w *answerWriter) write(name string, ids []model.ID) error { return writeAnswer(w.to, name, ids) }

func (w *answerWriter) close() error { return errors.Join(w.to.Flush(), w.file.Close()) }

func writeAnswer(w io.Writer, name string, ids []model.ID) error {
	head := binary.AppendUvarint(nil, uint64(len(name)))
	head = binary.AppendUvarint(append(head, name...), uint64(len(ids)))
	if _, err := w.Write(head); err != nil {
		return err
	}
	for i := range ids {
		if _, err := w.Write(ids[i][:]); err != nil {
			return err
		}
	}
	return nil
}

// answer is one that is being read.
type answer struct {
	name  string
	count uint64
}

func nextAnswer(r *bufio.Reader) (answer, error) {
	size, err := binary.ReadUvarint(r)
	if err != nil {
		return answer{}, err
	}
	name := make([]byte, size)
	if _, err := io.ReadFull(r, name); err != nil {
		return answer{}, err
	}
	count, err := binary.ReadUvarint(r)
	return answer{string(name), count}, err
}

// equalAnswers reads two files beside each other. It counts equal answers and names the others; a name that is not the same
// is an error, because then they were asked different things.
func equalAnswers(ours, theirs io.Reader) (equal int, wrong []string, err error) {
	a, b := bufio.NewReaderSize(ours, 1<<20), bufio.NewReaderSize(theirs, 1<<20)
	for {
		x, errA := nextAnswer(a)
		y, errB := nextAnswer(b)
		if errA == io.EOF && errB == io.EOF {
			return equal, wrong, nil
		}
		if err := errors.Join(errA, errB); err != nil {
			return equal, wrong, err
		}
		if x.name != y.name {
			return equal, wrong, fmt.Errorf("answers to %q and %q stand beside each other", x.name, y.name)
		}
		at, err := firstDifference(a, b, x.count, y.count)
		if err != nil {
			return equal, wrong, err
		}
		if at < 0 {
			equal++
		} else {
			wrong = append(wrong, fmt.Sprintf("%s: %d and %d ids, different from place %d on", x.name, x.count, y.count, at+1))
		}
	}
}

// firstDifference reads two lists of ids to their ends; -1 when they are equal.
func firstDifference(a, b io.Reader, countA, countB uint64) (at int64, err error) {
	at = -1
	var x, y model.ID
	for i := range max(countA, countB) {
		x, y = model.ID{}, model.ID{}
		if i < countA {
			if _, err := io.ReadFull(a, x[:]); err != nil {
				return at, err
			}
		}
		if i < countB {
			if _, err := io.ReadFull(b, y[:]); err != nil {
				return at, err
			}
		}
		if at < 0 && x != y {
			at = int64(i)
		}
	}
	return at, nil
}

func compareIDs(a, b model.ID) int { return bytes.Compare(a[:], b[:]) }

// judge compares what both answered.
func (c *comparison) judge() error {
	ours, err := os.Open(filepath.Join(c.dir, nameOurs, answersFile))
	if err != nil {
		return err
	}
	defer ours.Close()
	theirs, err := os.Open(filepath.Join(c.dir, nameSQLite, answersFile))
	if err != nil {
		return err
	}
	defer theirs.Close()
	c.equal, c.wrong, err = equalAnswers(ours, theirs)
	if c.ours.Texts["records"] != c.theirs.Texts["records"] {
		c.wrong = append(c.wrong, "records that were read back are not the same")
	}
	if c.ours.Numbers[nRows] != float64(c.records) || c.theirs.Numbers[nRows] != float64(c.records) {
		c.wrong = append(c.wrong, fmt.Sprintf("lists have %.0f and %.0f rows", c.ours.Numbers[nRows], c.theirs.Numbers[nRows]))
	}
	c.wrong = append(append(c.wrong, c.ours.Wrong...), c.theirs.Wrong...)
	return err
}
