package chainbook

import (
	"errors"
	"time"

	"chainatlas/model"
	"chainatlas/model/report"
	"chainatlas/model/store"
)

// Changes lists what changed on a chain since a time, for the desk.
func Changes(s *store.Store, chain model.ID, since time.Time) ([]report.ChainChange, error) {
	before, err := standing(s, chain, since)
	if err != nil {
		return nil, err
	}
	now, err := standing(s, chain, time.Time{})
	if err != nil {
		return nil, err
	}
	return report.Changes(before, now), nil
}

// standing is a chain with everything there was at a time; the zero time is now.
func standing(s *store.Store, chain model.ID, at time.Time) (out report.Standing, err error) {
	var chains []*model.Chain
	if at.IsZero() {
		chains, err = store.Every[*model.Chain](s, model.KindChain)
		firms, errFirms := store.Every[*model.Enterprise](s, model.KindEnterprise)
		projects, errProjects := store.Every[*model.Project](s, model.KindProject)
		out.Firms, out.Projects, err = firms, projects, errors.Join(err, errFirms, errProjects)
	} else {
		chains, err = store.EveryAsOf[*model.Chain](s, model.KindChain, at)
		firms, errFirms := store.EveryAsOf[*model.Enterprise](s, model.KindEnterprise, at)
		projects, errProjects := store.EveryAsOf[*model.Project](s, model.KindProject, at)
		out.Firms, out.Projects, err = firms, projects, errors.Join(err, errFirms, errProjects)
	}
	for _, c := range chains {
		if c.ID == chain {
			out.Chain = c
		}
	}
	return out, err
}

// Morning is when a day begins here.
func Morning(d model.Day) time.Time {
	y, m, day := d.Time().Date()
	return time.Date(y, m, day, 0, 0, 0, 0, time.Local)
}
