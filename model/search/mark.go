package search

// Span is a part of a text, in characters: from the first up to but not with the last.
type Span struct{ From, To int }

// Mark tells which parts of a text answer a query, each word's first place, for a list that shows why it found the text.
func (x *Index) Mark(text, query string) (out []Span) {
	folded, at := foldedWithPlaces(text)
	x.marking.Lock()
	defer x.marking.Unlock()
	letters := x.marked.said(folded)
	for _, t := range termsOf(query) {
		if from, n := t.place(letters); n > 0 {
			out = append(out, Span{at[from], at[from+n-1] + 1})
		}
	}
	return out
}

// said are the letters of a folded text that are spoken.
func (a *alphabet) said(folded string) (out []letter) {
	for _, c := range a.spell(nil, folded) {
		if l := a.letters[c]; l.spoken {
			out = append(out, l)
		}
	}
	return out
}

// Matcher tells which texts answer a query as one types, for lists that no index holds: names on a map. A text answers by what
// is written in it or by how it is read, initials included. It is for one goroutine.
type Matcher struct {
	terms []term
	heard *alphabet
}

// NewMatcher makes the matcher of a query; the empty query answers to nothing.
func NewMatcher(query string) *Matcher { return &Matcher{termsOf(query), newAlphabet()} }

// Matches tells whether a text holds every word of the query.
func (m *Matcher) Matches(text string) bool {
	letters := m.heard.said(fold(text))
	for _, t := range m.terms {
		if _, n := t.place(letters); n == 0 {
			return false
		}
	}
	return len(m.terms) > 0
}

// foldedWithPlaces folds a text and says which character each spoken letter was.
func foldedWithPlaces(text string) (folded string, at []int) {
	for i, r := range []rune(text) {
		f := fold(string(r))
		for _, letter := range f {
			if spoken(letter) {
				at = append(at, i)
			}
		}
		folded += f
	}
	return folded, at
}

// place finds the first letters that answer a word, and how many; 0 when none do.
func (t term) place(letters []letter) (from, n int) {
	if len(t.spoken) == 0 {
		return 0, 0
	}
	p := pattern{want: t.spoken, said: t.latin}
	for from := range letters {
		state, done := begun, false
		for n := 0; from+n < len(letters) && state != 0; n++ {
			if state, done = p.step(&letters[from+n], state); done {
				return from, n + 1
			}
		}
	}
	return 0, 0
}
