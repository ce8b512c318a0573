package cli

import (
	"chainatlas/app/words"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/store"
)

// languageFlag is the option of everything that foreign firms read.
type languageFlag struct {
	Lang string `help:"文字：zh 中文，en 英文" enum:"zh,en," default:"" placeholder:"zh|en"`
}

// say are the words of the reader's language; nil is Chinese.
func (l languageFlag) say(s *store.Store, to model.Audience) (mapping.Say, error) {
	if l.Lang != string(model.English) {
		return nil, nil
	}
	return words.Seen(s, to)
}
