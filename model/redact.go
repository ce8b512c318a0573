package model

// Audience is who will see an output.
type Audience string

// The audiences of design: staff at their screens, staff who get a file, staff who asked for 保密 by name, visiting firms.
const (
	Desk     Audience = "desk"
	Staff    Audience = "internal"
	Cleared  Audience = "secret"
	Visitors Audience = "visitor"
)

// Mark is the word that a file for the audience is stamped with; visitors' files have none.
func (a Audience) Mark() string {
	switch a {
	case Visitors:
		return ""
	case Cleared:
		return string(Secret)
	}
	return "内部资料"
}

// Seen answers what an audience may know of a linked record: the name to show, or false for nothing.
type Seen func(ID) (name string, ok bool)

// Redact is the one function that decides what an audience sees of a record. It returns a copy without what must stay
// hidden, or false when the record must not appear at all. Every list, map, slide, export and print goes through it.
//
// Visitors never see fictional records, nor 保密 ones, nor 内部 ones except by a code name; of a 公开 record they see
// the fields that are not confidential by nature, or were made 公开 by name. Firms that the bureau hopes for, and the places
// on chains where it hopes for them, are nobody's business.
func Redact(r Record, to Audience, seen Seen) (Record, bool) {
	h := r.Head()
	switch {
	case to == Desk:
		return r, true
	case !r.Kind().Business():
		return nil, false // a view's filter may name what its reader must not know
	case to == Cleared:
		return redactFields(r, func(*Field) bool { return true }, seen), true
	case to == Staff && h.Level == Secret:
		return nil, false
	case to == Staff:
		return redactFields(r, func(f *Field) bool { return !secretField(h, f) }, seen), true
	case h.Fictional || h.Level == Secret || hopedFor(r):
		return nil, false
	case h.Level == Public:
		return public(r, seen), true
	case h.outwardName() != "":
		return codeNamed(r), true
	}
	return nil, false
}

// hopedFor tells a firm that stands on chains as a target alone.
func hopedFor(r Record) bool {
	e, ok := r.(*Enterprise)
	return ok && len(e.Roles) > 0 && len(e.Roles.here()) == 0
}

// public is what visitors see of a public record. One whose name is hidden goes by its code name.
func public(r Record, seen Seen) Record {
	out := redactFields(r, func(f *Field) bool { return publicField(r, f) }, seen)
	if out.Head().Name == "" {
		out.Head().Name = r.Head().outwardName()
	}
	if e, ok := out.(*Enterprise); ok {
		e.Roles = e.Roles.here()
	}
	for _, f := range FieldsOf(r.Kind()) {
		if l, ok := f.Value(out).(Location); ok && r.Head().Levels[f.Key] != Public {
			l.CRS, l.Entered = "", "" // the words may be as exact as the place that is hidden
			f.SetValue(out, l)
		}
	}
	return out
}

// codeNamed is all that visitors see of an internal record with a code name. Not even its chain: a code name that
// stands on a node of a small chain is no secret.
func codeNamed(r Record) Record {
	out := r.Kind().New()
	out.Head().ID, out.Head().Name, out.Head().Level = r.Head().ID, r.Head().outwardName(), r.Head().Level
	return out
}

// outwardName is the code name, unless that was hidden by name.
func (b *Base) outwardName() string {
	if own, ok := b.Levels["code_name"]; ok && own != Public {
		return ""
	}
	return b.CodeName
}

// secretField tells whether a field is 保密 by name. The English form of a word is as secret as the word.
func secretField(h *Base, f *Field) bool {
	of := f.Original()
	return h.Levels[f.Key] == Secret || of != nil && h.Levels[of.Key] == Secret
}

// publicField tells whether visitors see a field of a public record. The English form of a word is hidden with the word.
func publicField(r Record, f *Field) bool {
	if of := f.Original(); of != nil && !publicField(r, of) {
		return false
	}
	if own, ok := r.Head().Levels[f.Key]; ok {
		return own == Public
	}
	if f.Key == "levels" || f.Key == "code_name" || f.Confidential || f.Personal {
		return false
	}
	if l, ok := f.Value(r).(Location); ok && f.PlaceLike {
		return l.Geometry == nil && l.Precision != PlaceExact
	}
	return true
}

func redactFields(r Record, keep func(*Field) bool, seen Seen) Record {
	out := Clone(r)
	out.Head().Extra = nil // nobody knows what a newer version meant by them
	for _, f := range FieldsOf(r.Kind()) {
		if !keep(f) {
			f.Clear(out)
		} else if seen != nil {
			f.hideLinks(out, seen)
		}
	}
	hideNode(r, out)
	return out
}

// hideNode takes the node away where the chain was: a node tells its chain.
func hideNode(r, out Record) {
	switch was := r.(type) {
	case *Project:
		if seen := out.(*Project); seen.Chain.IsZero() && !was.Chain.IsZero() {
			seen.Node = NodeRef{}
		}
	case *Task:
		if seen := out.(*Task); seen.Chain.IsZero() && !was.Chain.IsZero() {
			seen.Node = NodeRef{}
		}
	}
}

// hideLinks makes sure that a visible record does not name a hidden one.
func (f *Field) hideLinks(r Record, seen Seen) {
	switch v := f.Value(r).(type) {
	case Link:
		f.SetValue(r, v.shown(seen))
	case Roles:
		var kept Roles
		for _, role := range v {
			if role.Chain = role.Chain.shown(seen); !role.Chain.IsZero() {
				kept = append(kept, role)
			}
		}
		f.SetValue(r, kept)
	}
}

func (l Link) shown(seen Seen) Link {
	if l.ID.IsZero() {
		return l
	}
	name, ok := seen(l.ID)
	if !ok {
		return Link{}
	}
	return Link{l.ID, name}
}

// LevelOf is the level that counts for a field of a record.
func LevelOf(r Record, f *Field) Level {
	if own, ok := r.Head().Levels[f.Key]; ok {
		return own
	}
	if secretField(r.Head(), f) {
		return Secret
	}
	record := r.Head().Level.OrInternal()
	if record == Public && !publicField(r, f) {
		return Internal
	}
	return record
}

// HasSecret tells whether the record, or one of its fields, is 保密.
func HasSecret(r Record) bool {
	for _, l := range r.Head().Levels {
		if l == Secret {
			return true
		}
	}
	return r.Head().Level == Secret
}
