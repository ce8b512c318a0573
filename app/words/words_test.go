package words

import (
	"regexp"
	"strings"
	"testing"

	"chainatlas/model"
	"chainatlas/model/english"
)

// verbs are the places of values in a sentence.
var verbs = regexp.MustCompile(`%(?:\[[0-9]\])?[-+.0-9]*[sdgvfq]`)

// chinese are words that English quotes: what is typed into filters and ledgers is Chinese in every language.
var chinese = regexp.MustCompile(`\p{Han}+`)

// Every entry has English for its Chinese, and a place for each of its values.
func TestTheTables(t *testing.T) {
	for zh, en := range table() {
		if en == "" {
			t.Errorf("%q has no English", zh)
		}
		for _, quoted := range chinese.FindAllString(en, -1) {
			if !strings.Contains(zh, quoted) && !strings.Contains("上游中游下游配套经度纬度坐标系度带环节代码名称", quoted) {
				t.Errorf("%q is %q", zh, en)
			}
		}
		if want, got := len(verbs.FindAllString(zh, -1)), len(verbs.FindAllString(en, -1)); want != got {
			t.Errorf("%q has %d values, %q has %d", zh, want, en, got)
		}
	}
}

// What the fixed vocabularies of the records hold is known: stages, statuses, utilities, labels of sites, lanes and roles.
func TestVocabulariesAreKnown(t *testing.T) {
	say := English()
	known := func(text string) {
		t.Helper()
		if en, ok := say.Knows(text); !ok || english.HasHan(en) && text != "中文" {
			t.Errorf("%q is %q", text, en)
		}
	}
	for _, f := range model.FieldsOf(model.KindSite) {
		known(f.Label)
	}
	for _, k := range model.Kinds() {
		known(k.Label())
		for _, f := range model.FieldsOf(k) {
			for _, c := range f.Choices() {
				known(c.Name)
			}
		}
	}
	for _, lane := range model.Lanes {
		known(lane)
	}
	for _, what := range []string{model.Power, model.Water, model.Heat, model.Gas, model.Discharge, model.FloorLoad, model.Crane, model.Height} {
		known(model.UtilityName(what))
	}
}
