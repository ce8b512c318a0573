package demo

import (
	"encoding/json"
	"fmt"
	"io/fs"

	"chainatlas/assets"
)

// readPack reads a JSON file of the built-in base map.
func readPack(name string, into any) error {
	b, err := fs.ReadFile(assets.BaseMap(), name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}
