package assets

import (
	"embed"
	"io/fs"
)

var (
	//go:embed manual/用户手册.md
	manual []byte
	//go:embed translations/zh.json
	translations []byte
	//go:embed words/*.json
	tables embed.FS
)

// Manual returns the user's manual in Chinese as Markdown.
func Manual() []byte { return manual }

// Translations returns the words of the interface in Chinese: a flat JSON
// object from key ("rail.projects") to text.
func Translations() []byte { return translations }

// English returns the tables from Chinese to English: flat JSON objects from a text, or a sentence with verbs for its values,
// to the same in English.
func English() fs.FS { return folder(tables, "words") }
