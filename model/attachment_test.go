package model

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

var (
	photo  = Attachment{Hash: strings.Repeat("ab", 32), Name: "现状.jpg", Size: 1200, Type: JPEG, Note: "南侧"}
	report = Attachment{Hash: strings.Repeat("cd", 32), Name: "可研报告.pdf", Size: 3400, Type: PDF}
)

func TestAttachmentsAreKeptAndWritten(t *testing.T) {
	s := &Site{Base: Base{ID: NewID(), Name: "地块"}, Photos: Attachments{photo}, Attachments: Attachments{report}}
	state, err := Encode(s)
	if err != nil {
		t.Fatal(err)
	}
	back, err := Decode(KindSite, s.ID, state)
	if err != nil || !Same(s, back) {
		t.Fatalf("%+v %v", back, err)
	}
	b, err := JSON(s)
	if err != nil || !strings.Contains(string(b), `"photos":[{"hash":"`+photo.Hash+`","name":"现状.jpg","size":1200,"type":"image/jpeg","note":"南侧"}]`) {
		t.Fatalf("%s %v", b, err)
	}
	if back, err = FromJSON(b); err != nil || !Same(s, back) {
		t.Errorf("from JSON %+v %v", back, err)
	}
	f, err := FieldOf(KindSite, "附件")
	if err != nil || f.Text(s) != "可研报告.pdf" || f.TextOf(state["attachments"]) != "可研报告.pdf" {
		t.Errorf("text %q %v", f.Text(s), err)
	}
	if problems := f.SetText(s, "别的.pdf", Hint{}, nil); !blocked(problems) || len(s.Attachments) != 1 {
		t.Errorf("typed over: %v", problems)
	}
}

func TestAttachmentsLists(t *testing.T) {
	all := Attachments{photo}.With(report)
	same := photo
	same.Name, same.Note = "别名.jpg", ""
	if got := all.With(same); got.String() != "现状.jpg、可研报告.pdf" || got[0].Note != "南侧" {
		t.Errorf("the same file again: %v", got)
	}
	if got := all.Noted(report.Hash, "终稿"); got[1].Note != "终稿" || all[1].Note != "" {
		t.Errorf("noted %v, before %v", got, all)
	}
	if got := all.Without(photo.Hash); len(got) != 1 || got[0] != report || len(all) != 2 || got.Has(photo.Hash) {
		t.Errorf("without %v, before %v", got, all)
	}
	for what, want := range map[string]struct {
		hash string
		err  error
	}{"现状.jpg": {photo.Hash, nil}, "2": {report.Hash, nil}, "CDCDCDCD": {report.Hash, nil}, "3": {"", ErrNotFound}, "abab": {"", ErrNotFound}, "0": {"", ErrNotFound}} {
		if got, err := all.Find(what); got.Hash != want.hash || !errors.Is(err, want.err) {
			t.Errorf("%q: %v %v", what, got, err)
		}
	}
	twins := Attachments{photo, {Hash: report.Hash, Name: photo.Name}}
	if _, err := twins.Find("现状.jpg"); !errors.Is(err, ErrAmbiguous) {
		t.Errorf("two of a name: %v", err)
	}
}

func TestWhereAFileBelongs(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		file Attachment
		want string
	}{
		{KindSite, photo, "photos"}, {KindSite, report, "attachments"}, {KindProject, photo, "attachments"},
		{KindEnterprise, report, "attachments"}, {KindVisit, photo, "attachments"}, {KindChain, report, ""},
	} {
		got := ""
		if f := FieldForFile(c.kind, c.file); f != nil {
			got = f.Key
		}
		if got != c.want {
			t.Errorf("%s of a %s: %q, want %q", c.file.Type, c.kind, got, c.want)
		}
	}
}

func TestMediaType(t *testing.T) {
	for head, want := range map[string]string{
		"\x89PNG\r\n\x1a\nIHDR": PNG, "\xff\xd8\xff\xe0": JPEG, "GIF89a": GIF, "%PDF-1.7": PDF, "": OtherFile, "MZ": OtherFile, "<svg": OtherFile,
	} {
		if got := MediaType([]byte(head)); got != want {
			t.Errorf("%q: %s, want %s", head, got, want)
		}
	}
}

func TestFileNames(t *testing.T) {
	for name, want := range map[string]string{
		"现状 照片.jpg": "现状 照片.jpg", `..\..\a/b.txt`: "_.._a_b.txt", "CON.txt": "_CON.txt", "nul": "_nul", "": "_", "..": "_", "a.": "a",
		"签约\u202egpj.exe": "签约_gpj.exe",
	} {
		if got := (Attachment{Name: name}).FileName(); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		name := (Attachment{Name: rapid.String().Draw(t, "name")}).FileName()
		if name == "" || len(name) > maxFileName+1 || !utf8.ValidString(name) || !filepath.IsLocal(name) || filepath.Base(name) != name || strings.ContainsAny(name, `<>:"/\|?*`) {
			t.Fatalf("%q", name)
		}
	})
}

func TestVisitorsSeeFilesOnlyWhenMadePublicByName(t *testing.T) {
	s := &Site{Base: Base{ID: NewID(), Name: "地块", Level: Public}, Photos: Attachments{photo}, Attachments: Attachments{report}}
	seen, ok := Redact(s, Visitors, nobody)
	if !ok || len(FilesOf(seen)) != 0 {
		t.Errorf("shown: %v", FilesOf(seen))
	}
	s.Levels = Levels{"photos": Public}
	if seen, ok = Redact(s, Visitors, nobody); !ok || FilesOf(seen).String() != "现状.jpg" {
		t.Errorf("photos made public: %v", FilesOf(seen))
	}
	s.Level, s.CodeName = Internal, "甲地块"
	if seen, ok = Redact(s, Visitors, nobody); !ok || len(FilesOf(seen)) != 0 {
		t.Errorf("an internal site shows %v", FilesOf(seen))
	}
	s.Levels = Levels{"photos": Secret}
	if seen, ok = Redact(s, Staff, nobody); !ok || FilesOf(seen).String() != "可研报告.pdf" {
		t.Errorf("staff see %v", FilesOf(seen))
	}
}
