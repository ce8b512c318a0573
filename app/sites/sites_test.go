package sites

import (
	"testing"

	"chainatlas/app/records/chiptest"
	"chainatlas/model"
)

func TestChipsSayWhatTheyKeep(t *testing.T) { chiptest.Agree(t, model.KindSite, chips) }
