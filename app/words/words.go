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

// table is all tables in assets together.
func table() map[string]string {
	out := map[string]string{}
	files, err := fs.Glob(assets.English(), "*.json")
	for _, name := range files {
		var file []byte
		if file, err = fs.ReadFile(assets.English(), name); err == nil {
			err = json.Unmarshal(file, &out)
		}
		if err != nil {
			break
		}
	}
	if err != nil {
		panic("words: the tables that are built in cannot be read: " + err.Error())
	}
	return out
}
