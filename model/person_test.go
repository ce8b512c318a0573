package model

import "testing"

func TestPersonInPersonalTexts(t *testing.T) {
	p := Person{Name: "王芳", Numbers: []string{"138-0000-0001"}, Mails: []string{"wf@lg.cn"}}
	for _, c := range []struct {
		what, text string
		in         bool
		without    string
	}{
		{"the name alone", "王芳", true, ""},
		{"a blank that fills a short name", "王 芳", true, ""},
		{"with a title", "王芳主任", true, ""},
		{"with a title in brackets", "王芳（副科长）", true, ""},
		{"a longer name is another person", "王芳华", false, "王芳华"},
		{"a name that ends so is another person", "小王芳", false, "小王芳"},
		{"one of several", "李强、王芳，赵敏", true, "李强、赵敏"},
		{"one of several with blanks", "王芳 李强", true, "李强"},
		{"name and number", "王芳 13800000001", true, ""},
		{"name and a number of unknown owner go together", "王芳 13911112222、李强13900000000", true, "李强13900000000"},
		{"the number alone, in another form", "１３８ 0000", false, "１３８ 0000"},
		{"the number alone", "电话13800000001", true, ""},
		{"a number that holds it is another number", "113800000001", false, "113800000001"},
		{"the address", "WF@lg.cn", true, ""},
		{"somebody else", "李强", false, "李强"},
		{"nothing", "", false, ""},
	} {
		if got := p.IsIn(c.text); got != c.in {
			t.Errorf("%s: IsIn(%q) = %v", c.what, c.text, got)
		}
		if got := p.Without(c.text); got != c.without {
			t.Errorf("%s: Without(%q) = %q, want %q", c.what, c.text, got, c.without)
		}
	}
	for text, want := range map[string]bool{"已与王芳华沟通": true, "拨打138-0000-0001": true, "与李强面谈": false} {
		if p.IsMentioned(text) != want {
			t.Errorf("IsMentioned(%q) = %v", text, !want)
		}
	}
	if got := PeopleIn("李强（副科长）、王芳 13800000001，李强"); len(got) != 2 || got[0] != "李强" || got[1] != "王芳" {
		t.Errorf("people %q", got)
	}
	if (Person{}).IsIn("") || (Person{}).IsMentioned("王芳") {
		t.Error("nobody is found nowhere")
	}
}
