package search

// Span is a part of a text, in characters: from the first up to but not with the last.
type Span struct{ From, To int }

// Mark tells which parts of a text answer a query, each word's first place, for a list that shows why it found the text.
func (x *Index) Mark(text, query string) (out []Span) {
	x.mu.Lock() // spelling may teach it a reading
	defer x.mu.Unlock()
	folded, at := foldedWithPlaces(text)
	letters := x.sounds.spell(nil, folded)
	for _, t := range termsOf(query) {
		if from, n := x.sounds.place(letters, t); n > 0 {
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
func (v *sounds) place(letters []code, t term) (from, n int) {
	if len(t.codes) == 0 {
		return 0, 0
	}
	for from := range letters {
		for n := 1; from+n <= len(letters); n++ {
			if v.answers(letters[from:from+n], t) {
				return from, n
			}
		}
	}
	return 0, 0
}

func (v *sounds) answers(letters []code, t term) bool {
	if t.latin {
		return v.match(letters, t.codes)
	}
	if len(letters) != len(t.codes) {
		return false
	}
	for i, c := range letters {
		if v.letter[c] != t.codes[i] {
			return false
		}
	}
	return true
}
