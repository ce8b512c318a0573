package cli

import (
	"chainatlas/model"
	"chainatlas/model/store"
)

// audienceFlag is the option of everything that leaves the house.
type audienceFlag struct {
	Audience string `help:"给谁看：internal 内部，visitor 来访者" enum:"internal,visitor" default:"internal"`
}

func (a audienceFlag) audience() model.Audience {
	if a.Audience == string(model.Visitors) {
		return model.Visitors
	}
	return model.Staff
}

// seenBy returns what the audience may see of the records, in their order.
func seenBy(s *store.Store, to model.Audience, records []model.Record) []model.Record {
	seen := s.Seen(to)
	var out []model.Record
	for _, r := range records {
		if shown, ok := model.Redact(r, to, seen); ok {
			out = append(out, shown)
		}
	}
	return out
}

// allSeen returns what the audience may see of a kind.
func allSeen[T model.Record](s *store.Store, kind model.Kind, to model.Audience) ([]T, error) {
	records, err := s.All(kind)
	if err != nil {
		return nil, err
	}
	var out []T
	for _, r := range seenBy(s, to, records) {
		if t, ok := r.(T); ok {
			out = append(out, t)
		}
	}
	return out, nil
}
