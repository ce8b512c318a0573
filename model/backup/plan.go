package backup

import (
	"fmt"
	"slices"
	"time"

	"chainatlas/model/store"
)

// Occasion is why a rolling backup is made.
type Occasion int

// The occasions.
const (
	Daily           Occasion = iota // the first of a day
	AfterWork                       // the program ends
	BeforeMigration                 // the workspace is about to get another format
)

// Situation is what the plan depends on beside the backups there are.
type Situation struct {
	Now      time.Time
	Occasion Occasion
	Head     store.Mark            // of the workspace
	Holds    func(store.Mark) bool // whether the journal has that frame: a restore may have gone behind it; nil: always
}

// Plan is what to make and what to delete after it was made.
type Plan struct {
	Make   bool
	Since  *Backup // what an incremental goes on from; nil for a full one
	Delete []*Backup
}

// The rule: a full one each week, in between what is new since; everything of a week, then one per week, then one per month.
const (
	fullEvery  = 7 * day
	keepAll    = 7 * day
	keepWeeks  = 8 * 7 * day
	keepMonths = 366 * day
	day        = 24 * time.Hour
)

// PlanFor decides about the rolling backups of one workspace.
func PlanFor(existing []*Backup, s Situation) Plan {
	newest := slices.Clone(existing)
	slices.SortStableFunc(newest, func(a, b *Backup) int { return b.Time.Compare(a.Time) })
	p := Plan{Make: s.due(newest)}
	if p.Make && s.Occasion != BeforeMigration {
		p.Since = s.base(newest)
	}
	p.Delete = expired(newest, s.Now)
	return p
}

// due tells whether there is something new, and whether its time has come. A clock that was wrong makes one more, not one less.
func (s Situation) due(newest []*Backup) bool {
	if s.Occasion == BeforeMigration || len(newest) == 0 {
		return s.Head.Frame > 0
	}
	if slices.ContainsFunc(newest, func(b *Backup) bool { return b.Head == s.Head }) {
		return false
	}
	return s.Occasion == AfterWork || !sameDay(newest[0].Time, s.Now)
}

func sameDay(a, b time.Time) bool {
	return a.Local().Format(time.DateOnly) == b.Local().Format(time.DateOnly)
}

// base is the newest full backup that is young: then two files are enough for a restore. nil asks for a full one.
func (s Situation) base(newest []*Backup) *Backup {
	for _, b := range newest {
		if b.Full() && s.Now.Sub(b.Time).Abs() < fullEvery && (s.Holds == nil || s.Holds(b.Head)) {
			return b
		}
	}
	return nil
}

// expired are the backups that the rule does not keep, later ones first, so that none is left without its base.
func expired(newest []*Backup, now time.Time) []*Backup {
	kept, taken := make(map[*Backup]bool), make(map[string]bool)
	for i, b := range newest {
		if i == 0 || b.wanted(now, taken) {
			b.keep(newest, kept)
		}
	}
	var out []*Backup
	for _, b := range newest {
		if !kept[b] {
			out = append(out, b)
		}
	}
	return out
}

// wanted tells whether the rule keeps a backup, and takes the places it fills: the newest of a week and of a month count.
func (b *Backup) wanted(now time.Time, taken map[string]bool) bool {
	at, age := b.Time.Local(), now.Sub(b.Time)
	year, week := at.ISOWeek()
	first := func(place string) bool {
		was := taken[place]
		taken[place] = true
		return !was
	}
	ofWeek, ofMonth := first(fmt.Sprintf("%d week %d", year, week)), first(at.Format("2006-01"))
	return age < keepAll || age < keepWeeks && ofWeek || age < keepMonths && ofMonth
}

// keep marks a backup and those it goes on from.
func (b *Backup) keep(all []*Backup, kept map[*Backup]bool) {
	for b != nil && !kept[b] {
		kept[b] = true
		if b.Full() {
			return
		}
		b = b.before(all, []*Backup{b})
	}
}
