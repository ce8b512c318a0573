package assets

import _ "embed"

//go:embed fonts/NotoSansSC-Regular.ttf
var fontRegular []byte

//go:embed fonts/NotoSansSC-Bold.ttf
var fontBold []byte

//go:embed fonts/OFL.txt
var fontLicence []byte

// FontRegular returns Noto Sans SC Regular as a static TrueType face, 1000
// units per em. Its contours overlap: fill them non-zero. The bytes are shared
// and must not be changed.
func FontRegular() []byte { return fontRegular }

// FontBold returns Noto Sans SC Bold; see FontRegular.
func FontBold() []byte { return fontBold }

// FontLicence returns the SIL Open Font License that both faces are under.
func FontLicence() []byte { return fontLicence }
