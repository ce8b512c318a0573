package app

import (
	"cmp"

	"fyne.io/fyne/v2"

	"chainatlas/app/desk"
	"chainatlas/app/look"
	"chainatlas/app/words"
	"chainatlas/model"
)

// languageOf is the language of the window: the one that was asked for at the start, else the one that was chosen in the settings,
// else Chinese.
func languageOf(prefs fyne.Preferences, o options) model.Language {
	return model.Language(cmp.Or(o.language, prefs.String(desk.PrefLanguage), string(model.Chinese)))
}

// speak lets the interface and the toolkit speak a language, before the window is made.
func speak(l model.Language) error {
	words.Speak(l)
	if l == model.English {
		return look.SpeakEnglish()
	}
	return look.SpeakChinese()
}
