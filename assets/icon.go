package assets

import _ "embed"

var (
	//go:embed icon.png
	icon []byte
	//go:embed icon.svg
	iconSVG []byte
)

// Icon returns the program's icon as a PNG of 512 × 512 pixels.
func Icon() []byte { return icon }

// IconSVG returns the same icon as SVG.
func IconSVG() []byte { return iconSVG }
