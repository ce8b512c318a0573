// Package industry knows the names of GB/T 4754-2017, the classification of industries that the program carries.
package industry

import (
	"encoding/json"
	"fmt"
	"sync"

	"chainatlas/assets"
)

// Names are the names by code, sections and divisions too.
func Names() (map[string]string, error) {
	var file struct{ Sections, Divisions, Classes []struct{ Code, Name string } }
	if err := json.Unmarshal(assets.Industry(), &file); err != nil {
		return nil, fmt.Errorf("read industry names: %w", err)
	}
	out := map[string]string{}
	for _, c := range append(append(file.Sections, file.Divisions...), file.Classes...) {
		out[c.Code] = c.Name
	}
	return out, nil
}

var names = sync.OnceValue(func() map[string]string {
	all, err := Names()
	if err != nil {
		panic(err) // the file is ours
	}
	return all
})

// Name is what the classification calls a code, "" for one that it does not have.
func Name(code string) string { return names()[code] }
