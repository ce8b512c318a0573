package words

import (
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/english"
	"chainatlas/model/store"
)

// Seen says words in English for an audience, with the English names of the records that it sees. It reads all of them, and
// belongs beside the UI thread.
func Seen(s *store.Store, to model.Audience) (mapping.Say, error) {
	names, seen := map[string]string{}, s.Seen(to)
	for _, k := range []model.Kind{model.KindEnterprise, model.KindProject, model.KindSite, model.KindPolicy, model.KindChain} {
		all, err := s.All(k)
		if err != nil {
			return nil, err
		}
		for _, r := range all {
			if shown, ok := model.Redact(r, to, seen); ok {
				english.Names(names, shown)
			}
		}
	}
	return English().With(names).Outward, nil
}
