package main

import (
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTour opens the real window on a fresh demo workspace, visits every screen and looks at the pictures it took.
// CHAINATLAS_BIN names the program to run; the window target of the Makefile builds it and sets the name.
func TestTour(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	cmd := exec.Command(program(t), "--workspace", filepath.Join(t.TempDir(), "演示 工作区"), "--demo", "--tour", out)
	said, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("the tour failed: %v\n%s", err, said)
	}
	pictures, _ := filepath.Glob(filepath.Join(out, "*.png"))
	if len(pictures) < 12 {
		t.Fatalf("the tour left %d pictures, want one for each screen:\n%s", len(pictures), said)
	}
	for _, p := range pictures {
		if n := colours(t, p); n < 16 {
			t.Errorf("%s shows only %d colours: the screen is empty", filepath.Base(p), n)
		}
	}
	if strings.Contains(string(said), "panic") {
		t.Errorf("the tour panicked:\n%s", said)
	}
}

func program(t *testing.T) string {
	t.Helper()
	if bin := os.Getenv("CHAINATLAS_BIN"); bin != "" {
		return bin
	}
	bin := filepath.Join(t.TempDir(), "chainatlas")
	if out, err := exec.Command("go", "build", "-tags", "migrated_fynedo,no_emoji", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return bin
}

func colours(t *testing.T, path string) int {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	seen := map[[3]uint32]bool{}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 3 {
		for x := b.Min.X; x < b.Max.X; x += 3 {
			r, g, bl, _ := img.At(x, y).RGBA()
			seen[[3]uint32{r, g, bl}] = true
		}
	}
	return len(seen)
}
