package assets_test

import (
	"bytes"
	"encoding/xml"
	"image/png"
	"testing"

	"chainatlas/assets"
)

func TestIcon(t *testing.T) {
	picture, err := png.Decode(bytes.NewReader(assets.Icon()))
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X != 512 || size.Y != 512 {
		t.Errorf("icon measures %v", size)
	}
	if _, _, _, alpha := picture.At(0, 0).RGBA(); alpha != 0 {
		t.Error("the corner is not transparent")
	}
	if err := xml.Unmarshal(assets.IconSVG(), new(struct{ XMLName xml.Name })); err != nil {
		t.Errorf("read SVG: %v", err)
	}
}
