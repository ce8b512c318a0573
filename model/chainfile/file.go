// Package chainfile writes the map of an industrial chain as a workbook or as JSON, and reads it again after a person has
// worked on it: nothing goes into the store that the file says wrongly, and what is wrong is told by row.
//
// A file holds the structure (nodes, edges, groups, industries, links, places) and what the chain is called. What belongs to the
// bureau alone (heads, office, ideas, directory) stays in the workspace.
package chainfile

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"chainatlas/model"
	"chainatlas/model/sheet"
)

// ErrForm is returned for a name that ends neither in .xlsx nor in .json, and ErrNotChain for a file without a chain in it.
var (
	ErrForm     = errors.New("neither .xlsx nor .json")
	ErrNotChain = errors.New("no chain in the file")
)

// Wrong is what is wrong at one place of a file, in Chinese, with what to do about it.
type Wrong struct {
	Sheet           string // 环节 or 供需关系
	Row             int    // as Excel counts; in JSON the number of the node or edge, from 1
	Message, Remedy string
}

// Mistakes are all that keeps a file from being a chain.
type Mistakes []Wrong

// Error implements error.
func (m Mistakes) Error() string {
	return fmt.Sprintf("chain file: %d mistakes, the first in %s %d", len(m), m[0].Sheet, m[0].Row)
}

// mostNodes is more than any chain has that people draw.
const mostNodes = 5000

// format marks our JSON.
const format = "chainatlas-chain/1"

type jsonChain struct {
	Format    string          `json:"format"`
	Code      string          `json:"code"`
	Name      string          `json:"name"`
	English   string          `json:"en,omitempty"`
	ChainKind model.ChainKind `json:"chain_kind"`
	Nodes     model.Nodes     `json:"nodes"`
	Edges     model.Edges     `json:"edges"`
}

// Write writes a chain; the ending of the name decides how. It returns ErrForm for another ending.
func Write(w io.Writer, name string, c *model.Chain) error {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xlsx":
		return writeBook(w, c)
	case ".json":
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		return e.Encode(jsonChain{format, c.Code, c.Name, c.English, c.ChainKind, c.Nodes, c.Edges})
	}
	return fmt.Errorf("write chain %s: %w", c.Name, ErrForm)
}

// Read reads a chain from a file. Nodes may lack a code: they get one when the chain is imported. It returns ErrForm,
// ErrNotChain, Mistakes, or what sheet.Open returns for a broken workbook.
func Read(path string) (*Draft, error) {
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	var d *Draft
	var err error
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx":
		d, err = readBook(path)
	case ".json":
		d, err = readJSON(path)
	default:
		err = ErrForm
	}
	if err != nil {
		return nil, fmt.Errorf("read chain %s: %w", filepath.Base(path), err)
	}
	if d.chain.Name == "" {
		d.chain.Name = name
	}
	if d.chain.ChainKind == "" {
		d.chain.ChainKind = model.ProductChain
	}
	return d, nil
}

func readJSON(path string) (*Draft, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > 32<<20 {
		return nil, sheet.ErrTooLarge
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var in jsonChain
	if json.Unmarshal(b, &in) != nil || in.Format != format {
		return nil, ErrNotChain
	}
	d := &Draft{}
	d.chain.Code, d.chain.Name, d.chain.English, d.chain.ChainKind = in.Code, model.Tidy(in.Name), in.English, in.ChainKind
	for i, n := range in.Nodes {
		d.node(i+1, n)
	}
	d.index()
	for i, e := range in.Edges {
		d.edge(i+1, e.From, e.To, e.Kind)
	}
	return d.done()
}
