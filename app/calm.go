package app

import "fyne.io/fyne/v2"

// calmApp moves nothing on the screen by itself: where the processor draws, every step of a fading caret takes it a second.
type calmApp struct{ fyne.App }

func (a calmApp) Settings() fyne.Settings { return calmSettings{a.App.Settings()} }

type calmSettings struct{ fyne.Settings }

func (calmSettings) ShowAnimations() bool { return false }
