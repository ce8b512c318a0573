package main

import (
	"os/exec"
	"strings"
	"testing"
)

// The arrows of docs/ARCHITECTURE.md: what must not reach what, however indirectly.
var forbidden = []struct{ from, to, why string }{
	{"chainatlas/assets", "chainatlas/", "assets carries, it knows nobody"},
	{"chainatlas/model", "chainatlas/mapping", "model remembers, it does not draw"},
	{"chainatlas/model", "chainatlas/app", "model knows no screen"},
	{"chainatlas/model", "chainatlas/assets", "model is handed what it needs"},
	{"chainatlas/model", "fyne.io/", "model runs without a window"},
	{"chainatlas/mapping", "chainatlas/app", "mapping knows no screen"},
	{"chainatlas/mapping", "chainatlas/assets", "mapping is handed what it needs"},
	{"chainatlas/mapping", "chainatlas/model/store", "mapping is handed records"},
	{"chainatlas/mapping", "fyne.io/", "mapping runs without a window"},
	{"chainatlas/app/cli", "fyne.io/", "the command line touches no window"},
	{"chainatlas", "fyne.io/fyne/v2/test", "product code carries no test package"},
	{"chainatlas", "net/http/pprof", "the program opens no port"},
}

func TestArrows(t *testing.T) {
	deps := dependencies(t)
	for _, rule := range forbidden {
		for pkg, all := range deps {
			if pkg != rule.from && !strings.HasPrefix(pkg, rule.from+"/") {
				continue
			}
			for _, d := range all {
				if d != pkg && strings.HasPrefix(d, rule.to) && !inside(d, rule.from, rule.to) {
					t.Errorf("%s reaches %s: %s", pkg, d, rule.why)
				}
			}
		}
	}
}

// inside lets a folder use its own packages where the rule forbids all of ours.
func inside(dep, from, to string) bool {
	return strings.HasPrefix(from, to) && (dep == from || strings.HasPrefix(dep, from+"/"))
}

// dependencies maps each package of ours to everything it is built from.
func dependencies(t *testing.T) map[string][]string {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-tags", "migrated_fynedo,no_emoji", "-f", "{{.ImportPath}}: {{join .Deps \" \"}}", "./...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	deps := make(map[string][]string)
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		pkg, list, _ := strings.Cut(line, ": ")
		// A package called …test serves tests alone; the rules see that no other package reaches what it needs.
		if !strings.HasPrefix(pkg, "chainatlas/tools") && !strings.HasSuffix(pkg, "test") {
			deps[pkg] = strings.Fields(list)
		}
	}
	return deps
}
