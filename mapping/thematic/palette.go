package thematic

import (
	"image/color"

	"chainatlas/model"
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xff}
}

// mix moves a towards b; share 0 is a, 1 is b.
func mix(a, b color.NRGBA, share float32) color.NRGBA {
	at := func(x, y uint8) uint8 { return uint8(float32(x) + (float32(y)-float32(x))*share + 0.5) }
	return color.NRGBA{at(a.R, b.R), at(a.G, b.G), at(a.B, b.B), at(a.A, b.A)}
}

// The inks and papers of every thematic drawing: those of the light theme, for print and projector.
var (
	page    = rgb(0xf6f8f9)
	paper   = rgb(0xffffff)
	ink     = rgb(0x1c272c)
	muted   = rgb(0x5c6b73)
	accent  = rgb(0x0f5f76)
	neutral = rgb(0x73818a)
)

// chainColors are eight calm hues that stay apart on paper and on a projector, in the order of builtinChains, and
// four more for chains that a bureau adds.
var chainColors = [...]color.NRGBA{
	rgb(0x2f5d8c), rgb(0xb4513b), rgb(0x8a6d3b), rgb(0x4f8a4c), rgb(0x6b5a9e), rgb(0x1f8a8c), rgb(0xb0527f), rgb(0x7d9a2f),
	rgb(0x4a6fb5), rgb(0xc27c2c), rgb(0x57747f), rgb(0x8c4a4a),
}

var builtinChains = [...]struct{ code, name string }{
	{"JPG", "精品钢"}, {"BW", "宝武系"}, {"ZP", "装配式建筑"}, {"XQ", "畜禽种业"},
	{"GZ", "高端装备智造（精密锻件）"}, {"QN", "氢能与储能"}, {"XC", "前沿新材料"}, {"JN", "节能环保"},
}

// noChain is the colour of what stands on no chain.
var noChain = rgb(0x7a868d)

// ChainColor is the colour that stands for a chain on every map; grey for none.
func ChainColor(chain model.Link) color.NRGBA {
	if chain.IsZero() {
		return noChain
	}
	for i, b := range builtinChains {
		if chain.ID == model.FixedID(model.KindChain, b.code) || model.NormalName(chain.Name) == model.NormalName(b.name) {
			return chainColors[i]
		}
	}
	sum := 0
	for _, b := range chain.ID {
		sum += int(b)
	}
	for _, r := range chain.Name {
		if chain.ID.IsZero() {
			sum += int(r)
		}
	}
	own := chainColors[len(builtinChains):]
	return own[sum%len(own)]
}
