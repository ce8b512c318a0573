package mapping

import "image"

// Photo is a picture that is also at hand as JPEG: a document takes these bytes, without what the camera wrote beside
// the picture, where others take the pixels.
type Photo struct {
	image.Image
	JPEG []byte // the same picture, upright and in the same size
}
