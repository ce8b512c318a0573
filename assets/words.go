package assets

import _ "embed"

var (
	//go:embed manual/用户手册.md
	manual []byte
	//go:embed translations/zh.json
	translations []byte
)

// Manual returns the user's manual in Chinese as Markdown.
func Manual() []byte { return manual }

// Translations returns the words of the interface in Chinese: a flat JSON
// object from key ("rail.projects") to text.
func Translations() []byte { return translations }
