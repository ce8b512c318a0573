package app

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chainatlas/app/cli"
	"chainatlas/app/story"
	"chainatlas/app/task"
	"chainatlas/mapping"
	"chainatlas/model"
	"chainatlas/model/calk"
	"chainatlas/model/store"
)

// packageFile packs a deck of another workspace.
func packageFile(t *testing.T, faces *mapping.Typeface) string {
	t.Helper()
	s, err := store.Open(t.TempDir(), store.Options{User: "测试员"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d := &model.Deck{Base: model.Base{ID: model.NewID(), Name: "推介"}, Slides: model.Slides{{Kind: model.SlideWelcome, Title: "欢迎"}, {Kind: model.SlideMap}}}
	var b bytes.Buffer
	o := story.Options{Faces: faces, Audience: model.Visitors, Now: time.Now()}
	if _, err := story.Pack(context.Background(), &b, s, d, o, story.Packing{}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "推介.calk")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestAPackageThatArrivesIsShown(t *testing.T) {
	w := office(t)
	w.take([]string{packageFile(t, w.desk.Typeface)})
	task.Wait()
	if !w.curtain.shut || w.stage == nil {
		t.Fatal("no show began")
	}
	w.stage.Close()
	task.Wait()
	if w.curtain.shut || len(w.desk.Store.Rows(model.KindDeck)) > 0 {
		t.Error("the show left something behind")
	}
}

func TestADamagedPackageIsToldInPlainWords(t *testing.T) {
	w := office(t)
	file := packageFile(t, w.desk.Typeface)
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data[:len(data)-40], 0o600); err != nil {
		t.Fatal(err)
	}
	w.take([]string{file})
	task.Wait()
	if w.curtain.shut || !strings.Contains(w.read(), "数据包不完整") {
		t.Errorf("it reads\n%s", w.read())
	}
}

func TestWhatThePackageIsThatTheProgramWasStartedWith(t *testing.T) {
	dir := t.TempDir()
	var b bytes.Buffer
	if err := calk.NewWriter(&b, calk.Manifest{Kind: calk.BaseMap}).Close(); err != nil {
		t.Fatal(err)
	}
	ground, broken := filepath.Join(dir, "底图.calk"), filepath.Join(dir, "坏的.calk")
	for name, data := range map[string][]byte{ground: b.Bytes(), broken: []byte("PK")} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"show", "推介.calk"}, "推介.calk"},
		{[]string{broken}, broken},
		{[]string{ground}, ""},
		{[]string{"--workspace", dir}, ""},
		{nil, ""},
	} {
		o, rest, err := takeOptions(c.args)
		if err != nil {
			t.Fatal(err)
		}
		if _, handled := cli.Run(rest, nil, new(bytes.Buffer), new(bytes.Buffer), "0"); handled {
			t.Errorf("%v is handled without a window", c.args)
		}
		if got := forPackage(o, rest); got != c.want {
			t.Errorf("%v shows %q", c.args, got)
		}
	}
}
