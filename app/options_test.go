package app

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestFilesAreToldFromCommands(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "办公 资料")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	ledger, word := filepath.Join(dir, "台账 一.xlsx"), filepath.Join(dir, "口令.txt")
	for _, name := range []string{ledger, word} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		what              string
		args, files, rest []string
	}{
		{"a double click", []string{ledger}, []string{ledger}, nil},
		{"two files dropped", []string{ledger, word}, []string{ledger, word}, nil},
		{"with options", []string{"--workspace", dir, "--passphrase-file", word, ledger}, []string{ledger}, []string{"--workspace", dir, "--passphrase-file", word}},
		{"a command's file", []string{"import", ledger}, nil, []string{"import", ledger}},
		{"only options", []string{"--passphrase-file", word}, nil, []string{"--passphrase-file", word}},
		{"a file that is not there", []string{ledger + "x"}, nil, []string{ledger + "x"}},
	} {
		o, rest, err := takeOptions(c.args)
		if err != nil || !slices.Equal(o.files, c.files) || !slices.Equal(rest, c.rest) {
			t.Errorf("%s: files %q, rest %q: %v", c.what, o.files, rest, err)
		}
	}
}
