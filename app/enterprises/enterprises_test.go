package enterprises

import (
	"testing"

	"chainatlas/app/records/chiptest"
	"chainatlas/model"
)

func TestChipsSayWhatTheyKeep(t *testing.T) { chiptest.Agree(t, model.KindEnterprise, chips) }
