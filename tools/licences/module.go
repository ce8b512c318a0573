package licences

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Module is a library that is linked, with the folders of the packages used.
type Module struct {
	Path, Version string
	root          string
	folders       []string
}

// Linked returns every module that the packages link on Windows or on Linux, the language's own library first, then by path.
func Linked(patterns []string) ([]Module, error) {
	found := map[string]*Module{}
	for _, system := range []string{"windows", "linux"} {
		if err := listInto(found, system, patterns); err != nil {
			return nil, err
		}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("ask go for its folder: %w", err)
	}
	home := strings.TrimSpace(string(root))
	all := []Module{{Path: "Go", Version: runtime.Version(), root: home, folders: []string{home}}}
	for _, m := range found {
		all = append(all, *m)
	}
	slices.SortFunc(all[1:], func(a, b Module) int { return strings.Compare(a.Path, b.Path) })
	return all, nil
}

func listInto(found map[string]*Module, system string, patterns []string) error {
	list := exec.Command("go", append([]string{"list", "-deps", "-json=Dir,Module", "-tags", "migrated_fynedo,no_emoji"}, patterns...)...)
	list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=1")
	list.Stderr = os.Stderr
	answer, err := list.Output()
	if err != nil {
		return fmt.Errorf("list packages for %s: %w", system, err)
	}
	for decoder := json.NewDecoder(bytes.NewReader(answer)); ; {
		var p struct {
			Dir    string
			Module *struct {
				Path, Version, Dir string
				Main               bool
			}
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("read package list: %w", err)
		}
		if p.Module == nil || p.Module.Main {
			continue
		}
		m := found[p.Module.Path]
		if m == nil {
			m = &Module{Path: p.Module.Path, Version: p.Module.Version, root: p.Module.Dir}
			found[m.Path] = m
		}
		m.folders = append(m.folders, p.Dir)
	}
}

// Files returns the licence and notice files that stand beside the packages used, above them, or one folder
// below, where C sources and fonts keep theirs.
func (m Module) Files() ([]File, error) {
	places := map[string]bool{}
	for _, folder := range m.folders {
		below, err := filepath.Glob(filepath.Join(folder, "*", "*"))
		if err != nil {
			return nil, err
		}
		for _, name := range below {
			if m.Path != "Go" && hasSources(filepath.Dir(name)) {
				places[filepath.Dir(name)] = true
			}
		}
		for ; strings.HasPrefix(folder, m.root); folder = filepath.Dir(folder) {
			places[folder] = true
		}
	}
	return readFiles(places)
}

// Kinds returns the SPDX identifiers of the module's licences, each once, in order; a licence that none fits goes by its file's
// name. A notice that is no licence is left out.
func (m Module) Kinds() ([]string, error) {
	files, err := m.Files()
	if err != nil {
		return nil, err
	}
	var kinds []string
	for _, f := range files {
		if kind := f.Kind(); kind != f.Name || strings.HasPrefix(strings.ToUpper(kind), "LICEN") {
			kinds = append(kinds, kind)
		}
	}
	slices.Sort(kinds)
	return slices.Compact(kinds), nil
}

// hasSources tells whether a folder holds C or fonts, and so belongs to the package above it.
func hasSources(folder string) bool {
	for _, pattern := range []string{"*.c", "*.h", "src/*.c", "*.ttf"} {
		if names, err := filepath.Glob(filepath.Join(folder, pattern)); err == nil && len(names) > 0 {
			return true
		}
	}
	return false
}

func readFiles(places map[string]bool) ([]File, error) {
	var found []File
	seen := map[string]bool{}
	for place := range places {
		entries, err := os.ReadDir(place)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if e.IsDir() || !isLegalName(e.Name()) {
				continue
			}
			data, err := os.ReadFile(filepath.Join(place, e.Name()))
			if err != nil {
				return nil, err
			}
			if text := string(data); !seen[text] {
				seen[text] = true
				found = append(found, File{e.Name(), text})
			}
		}
	}
	slices.SortFunc(found, func(a, b File) int { return strings.Compare(a.Name+a.Text, b.Name+b.Text) })
	return found, nil
}

func isLegalName(name string) bool {
	name = strings.ToUpper(name)
	for _, start := range []string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"} {
		if strings.HasPrefix(name, start) && !strings.HasSuffix(name, ".GO") {
			return true
		}
	}
	return false
}
