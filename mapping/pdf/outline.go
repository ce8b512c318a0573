package pdf

import "fmt"

// entry is a line of the outline with those below it.
type entry struct {
	mark   bookmark
	at     ref
	inside []*entry
}

// addOutline writes the bookmarks as a tree; a level without one above it moves up.
func (f *file) addOutline(marks []bookmark, pages []ref) ref {
	top := &entry{at: f.reserve()}
	open := []*entry{top}
	for _, m := range marks {
		level := min(m.level, len(open)-1)
		e := &entry{mark: m, at: f.reserve()}
		up := open[level]
		up.inside = append(up.inside, e)
		open = append(open[:level+1], e)
	}
	f.put(top.at, fmt.Sprintf("<</Type/Outlines%s>>", f.putEntries(top, pages)))
	return top.at
}

// putEntries writes what lies below an entry and returns how it is named above.
func (f *file) putEntries(up *entry, pages []ref) string {
	n := len(up.inside)
	if n == 0 {
		return ""
	}
	for i, e := range up.inside {
		body := fmt.Sprintf("<</Title%s/Parent %s/Dest[%s /Fit]", textString(e.mark.title), up.at, pages[e.mark.page])
		if i > 0 {
			body += fmt.Sprintf("/Prev %s", up.inside[i-1].at)
		}
		if i < n-1 {
			body += fmt.Sprintf("/Next %s", up.inside[i+1].at)
		}
		f.put(e.at, body+f.putEntries(e, pages)+">>")
	}
	return fmt.Sprintf("/First %s/Last %s/Count %d", up.inside[0].at, up.inside[n-1].at, up.count())
}

// count is how many lines below an entry show.
func (e *entry) count() int {
	n := len(e.inside)
	for _, i := range e.inside {
		n += i.count()
	}
	return n
}
