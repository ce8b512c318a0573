package settings

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainatlas/app/task"
	"chainatlas/assets"
	"chainatlas/mapping/thematic"
)

// packFolder is a copy of the built-in pack under another name.
func packFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	m, err := thematic.ReadManifest(assets.BaseMap())
	if err == nil {
		err = os.CopyFS(dir, assets.BaseMap())
	}
	if err != nil {
		t.Fatal(err)
	}
	m.Name, m.ReviewNumber = "局里的底图", "测试（0000）0号"
	data, err := json.Marshal(m)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, thematic.ManifestFile), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestBaseMapsInTheSettings(t *testing.T) {
	s, said := screen(t)
	g := s.ground
	if g.fields.Value(fieldMap) != "内置底图" || g.fields.Value(fieldReview) != thematic.InternalMap || !g.remove.Disabled() {
		t.Errorf("shows %q, %q", g.fields.Value(fieldMap), g.fields.Value(fieldReview))
	}
	g.install(packFolder(t))
	task.Wait()
	if g.fields.Value(fieldMap) != "局里的底图" || g.fields.Value(fieldReview) != "测试（0000）0号" || g.remove.Disabled() || !strings.Contains(*said, "已安装并启用") {
		t.Errorf("shows %q, %q, says %q", g.fields.Value(fieldMap), g.fields.Value(fieldReview), *said)
	}
	g.chosen(fieldMap, "内置底图")
	task.Wait()
	if b, err := s.desk.Base.Base(); err != nil || b.Name != "内置底图" || !strings.Contains(*said, "已启用") {
		t.Errorf("draws %v, %v, says %q", b, err, *said)
	}
	g.install(filepath.Join(t.TempDir(), "没有.zip"))
	task.Wait()
	if !strings.Contains(*said, "不存在") || g.fields.Value(fieldMap) != "内置底图" {
		t.Errorf("after a file that is not there says %q", *said)
	}
	g.chosen(fieldMap, "局里的底图")
	task.Wait()
	g.confirmRemove()
	tap(t, s, "移除")
	task.Wait()
	if g.fields.Value(fieldMap) != "内置底图" || len(g.all) != 1 {
		t.Errorf("after removing shows %q of %d", g.fields.Value(fieldMap), len(g.all))
	}
}
