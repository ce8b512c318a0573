package look

import "chainatlas/assets"

// Light is New with the program's own fonts.
func Light() *Theme { return New(assets.FontRegular(), assets.FontBold()) }
