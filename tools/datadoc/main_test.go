package main

import (
	"os"
	"testing"
)

func TestTheDictionaryIsUpToDate(t *testing.T) {
	got, err := os.ReadFile("../../docs/DATA.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != Document() {
		t.Error("docs/DATA.md is behind the code: run go run ./tools/datadoc docs/DATA.md")
	}
}
