package industry

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"chainatlas/model"
	"chainatlas/model/sheet"
)

// ErrNotTable is returned for a file without columns for codes and names, and ErrIncomplete for one that lacks what every
// table of its edition has: it was cut off, or is of another edition.
var (
	ErrNotTable   = errors.New("no table of industries")
	ErrIncomplete = errors.New("table of industries is incomplete")
)

// RowError is a row that no table of industries can have.
type RowError struct {
	Row  int    // as Excel counts
	What string // in Chinese
}

// Error implements error.
func (e *RowError) Error() string {
	return fmt.Sprintf("table of industries, row %d: %s", e.Row, e.What)
}

// leastClasses is what any edition has more of; a file with fewer was cut off.
const leastClasses = 900

// shelf is where tables are installed, and the one in use.
var shelf struct {
	sync.Mutex
	folder string
	now    *Table
}

// Keep says where installed tables are kept; the folder need not be there. Until then there is only the built-in table.
func Keep(folder string) {
	shelf.Lock()
	defer shelf.Unlock()
	shelf.folder, shelf.now = folder, nil
}

// Now is the table in use: the installed one of the edition that the program works with, else the built-in one.
func Now() *Table {
	shelf.Lock()
	defer shelf.Unlock()
	if shelf.now == nil {
		shelf.now = builtin()
		if t, err := load(shelf.folder, model.EditionGBT4754); err == nil {
			shelf.now = t
		}
	}
	return shelf.now
}

// Problem is why the installed table is not used; nil when it is, or there is none.
func Problem() error {
	shelf.Lock()
	defer shelf.Unlock()
	if _, err := load(shelf.folder, model.EditionGBT4754); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// stored is a table as it is kept.
type stored struct {
	Edition string  `json:"edition"`
	From    string  `json:"from"` // the name of the file that it came from
	Entries []Entry `json:"entries"`
}

var noWord = regexp.MustCompile(`[^a-z0-9]+`)

func fileOf(folder, edition string) string {
	return filepath.Join(folder, strings.Trim(noWord.ReplaceAllString(strings.ToLower(edition), "-"), "-")+".json")
}

func load(folder, edition string) (*Table, error) {
	if folder == "" {
		return nil, fs.ErrNotExist
	}
	b, err := os.ReadFile(fileOf(folder, edition))
	if err != nil {
		return nil, err
	}
	var in stored
	if json.Unmarshal(b, &in) != nil || in.Edition != edition {
		return nil, fmt.Errorf("installed table %s: %w", edition, ErrIncomplete)
	}
	if err := check(in.Edition, in.Entries); err != nil {
		return nil, err
	}
	return newTable(in.Edition, true, in.Entries), nil
}

// Installed lists the installed tables.
func Installed() ([]*Table, error) {
	shelf.Lock()
	folder := shelf.folder
	shelf.Unlock()
	names, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || folder == "" {
		return nil, err
	}
	var out []*Table
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return out, err
		}
		var in stored
		if json.Unmarshal(b, &in) == nil && len(in.Entries) > 0 {
			out = append(out, newTable(in.Edition, true, in.Entries))
		}
	}
	return out, nil
}

// Install reads a table (.csv or .xlsx with columns 代码 or code and 名称 or name; level helps where zeros were lost) and keeps it
// as the one of its edition, "" for the edition that the program works with. A file with anything wrong changes nothing:
// RowError, ErrNotTable, ErrIncomplete, or what sheet.Open returns.
func Install(path, edition string) (*Table, error) {
	edition = cmp.Or(edition, model.EditionGBT4754)
	entries, err := read(path)
	if err != nil {
		return nil, fmt.Errorf("install %s: %w", filepath.Base(path), err)
	}
	entries = withGroups(entries)
	if err := check(edition, entries); err != nil {
		return nil, fmt.Errorf("install %s: %w", filepath.Base(path), err)
	}
	shelf.Lock()
	defer shelf.Unlock()
	if shelf.folder == "" {
		return nil, fmt.Errorf("install %s: no folder for tables: %w", filepath.Base(path), fs.ErrNotExist)
	}
	t := newTable(edition, true, entries)
	if err := keep(fileOf(shelf.folder, edition), stored{edition, filepath.Base(path), t.Entries}); err != nil {
		return nil, fmt.Errorf("install %s: %w", filepath.Base(path), err)
	}
	shelf.now = nil
	return t, nil
}

// keep writes a table whole or not at all.
func keep(path string, t stored) error {
	b, err := json.Marshal(t)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // nothing is left once it was renamed
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

var codeForm = regexp.MustCompile(`^([A-T]|[0-9]{2,4})$`)

// read takes the rows of a file over.
func read(path string) ([]Entry, error) {
	tables, err := sheet.Open(path)
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		for head := range min(6, len(t.Rows)) {
			code, name, level := -1, -1, -1
			for j, c := range t.Rows[head] {
				switch strings.ToLower(model.Tidy(c.Text)) {
				case "代码", "code", "行业代码":
					code = j
				case "名称", "name", "行业名称", "类别名称":
					name = j
				case "level", "层级", "级别":
					level = j
				}
			}
			if code >= 0 && name >= 0 {
				return rows(t, head, code, name, level)
			}
		}
	}
	return nil, ErrNotTable
}

func rows(t sheet.Table, head, code, name, level int) ([]Entry, error) {
	var out []Entry
	first := map[string]int{}
	for i := head + 1; i < len(t.Rows); i++ {
		e := Entry{Code: strings.ToUpper(model.HalfWidth(model.Tidy(t.At(i, code).Text))), Name: model.Tidy(t.At(i, name).Text)}
		if e.Code == "" && e.Name == "" {
			continue
		}
		if n := len(model.Tidy(t.At(i, level).Text)); n == 1 { // Excel loses the zero of 0111 where a code is a number
			for want := int(t.At(i, level).Text[0] - '0'); want > 1 && want <= 4 && len(e.Code) < want; {
				e.Code = "0" + e.Code
			}
		}
		switch {
		case !codeForm.MatchString(e.Code):
			return nil, &RowError{i + 1, "的代码「" + e.Code + "」不是行业代码"}
		case e.Name == "":
			return nil, &RowError{i + 1, "没有名称"}
		case first[e.Code] > 0:
			return nil, &RowError{i + 1, fmt.Sprintf("的代码「%s」与第 %d 行相同", e.Code, first[e.Code])}
		}
		first[e.Code] = i + 1
		out = append(out, e)
	}
	return out, nil
}

// withGroups adds the groups (three digits) that a table leaves out where they have one class of the same name: 0190 is the
// only class of 019. A group of several classes is called after the first.
func withGroups(entries []Entry) []Entry {
	has, classes := map[string]bool{}, map[string][]Entry{}
	for _, e := range entries {
		has[e.Code] = true
		if len(e.Code) == 4 {
			classes[e.Code[:3]] = append(classes[e.Code[:3]], e)
		}
	}
	for group, list := range classes {
		if has[group] {
			continue
		}
		name := list[0].Name
		if len(list) > 1 {
			name += "等"
		}
		entries = append(entries, Entry{Code: group, Name: name})
	}
	return entries
}

// check refuses a table that was cut off, or of the wrong edition: what the program carries must be in it under the same name.
func check(edition string, entries []Entry) error {
	names := make(map[string]string, len(entries))
	classes := 0
	for _, e := range entries {
		if names[e.Code] = e.Name; len(e.Code) == 4 {
			classes++
		}
	}
	if classes < leastClasses {
		return fmt.Errorf("%d classes: %w", classes, ErrIncomplete)
	}
	if edition != model.EditionGBT4754 {
		return nil
	}
	i := slices.IndexFunc(builtin().Entries, func(e Entry) bool {
		return len(e.Code) == 4 && model.NormalName(names[e.Code]) != model.NormalName(e.Name)
	})
	if i >= 0 {
		return fmt.Errorf("class %s is %q: %w", builtin().Entries[i].Code, names[builtin().Entries[i].Code], ErrIncomplete)
	}
	return nil
}
