package present

import (
	"context"

	"chainatlas/app/words"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/english"
)

// wording is how a show speaks to its visitors.
type wording struct {
	language    model.Language
	say         mapping.Say // nil is Chinese
	hint, again string      // in the line for questions
}

var inChinese = wording{model.Chinese, nil, "找载体：30亩 双10kV 天然气", "没有看懂，换个说法：30亩 双10kV 天然气"}

// wordsOf is how a show speaks in a language, with the names that visible records have in it.
func wordsOf(l model.Language, v visible) wording {
	if l != model.English {
		return inChinese
	}
	names := map[string]string{}
	english.Names(names, v.Firms...)
	english.Names(names, v.Projects...)
	english.Names(names, v.Sites...)
	english.Names(names, v.Chains...) // last: a product may be called like a node
	return wording{model.English, words.English().With(names).Say, "Find a site: 2 ha, double 10 kV, natural gas", "Not understood. Try: 2 ha, double 10 kV, natural gas"}
}

// mark tells the presenter that visitors read English.
func (w wording) mark() string {
	if w.language == model.English {
		return "　英文"
	}
	return ""
}

// otherLanguage is the one that L turns to.
func otherLanguage(l model.Language) model.Language {
	if l == model.English {
		return model.Chinese
	}
	return model.English
}

// prepareOther reads the show in the other language, beside the one that is shown.
func (s *stage) prepareOther() {
	o, l := s.o, otherLanguage(s.story.words.language)
	s.turns.Run(func(ctx context.Context, _ func(int, int)) (story, error) { return read(ctx, o, l) }, func(other story, err error) {
		if err != nil || s.closed || len(other.slides) != len(s.story.slides) {
			return // L says that there is none
		}
		s.other = other
		s.drawn.others = other.slides
		s.drawn.next()
	})
}

// switchLanguage is L: the slide, the questions and the presenter's screen are in the other language at once.
func (s *stage) switchLanguage() {
	if s.other.slides == nil {
		s.hint.say(map[model.Language]string{model.Chinese: "英文还没有备好，请稍候再按 L", model.English: "Chinese is not ready yet. Press L again in a moment."}[s.story.words.language])
		return
	}
	s.story, s.other = s.other, s.story
	s.drawn.exchange()
	if s.answer != nil {
		one := s.answerSlide(s.found)
		s.answer = &one
		s.aside.show(s.question, s.found, s.story.words)
	}
	s.present()
	s.stir()
}
