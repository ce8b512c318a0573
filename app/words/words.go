// Package words says the program's words in English: the table in assets, and all that model/english makes of it.
package words

import (
	"encoding/json"
	"io/fs"
	"sync"

	"chainatlas/assets"
	"chainatlas/model/english"
)

// English is the table of the program.
var English = sync.OnceValue(func() *english.Phrases { return english.New(table()) })

// table is all tables in assets together. They are built in and tested: one that cannot be read is a fault of the program.
func table() map[string]string {
	out := map[string]string{}
	files, err := fs.Glob(assets.English(), "*.json")
	must(err)
	for _, name := range files {
		file, err := fs.ReadFile(assets.English(), name)
		must(err)
		must(json.Unmarshal(file, &out))
	}
	return out
}

func must(err error) {
	if err != nil {
		panic("words: the tables that are built in: " + err.Error())
	}
}
