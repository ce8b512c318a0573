package search

// Span is a part of a text, in characters: from the first up to but not with the last.
type Span struct{ From, To int }

// Mark tells which parts of a text answer a query, each word's first place, for a list that shows why it found the text.
func (x *Index) Mark(text, query string) (out []Span) {
	folded, at := foldedWithPlaces(text)
	x.marking.Lock()
	defer x.marking.Unlock()
	var letters []letter
	for _, c := range x.marked.spell(nil, folded) {
		if l := x.marked.letters[c]; l.spoken {
			letters = append(letters, l)
		}
	}
	for _, t := range termsOf(query) {
		if from, n := t.place(letters); n > 0 {
			out = append(out, Span{at[from], at[from+n-1] + 1})
		}
	}
	return out
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
