package model

import "fmt"

// Kind says what a record is. Its text is the key used on the command line and in files.
type Kind string

// The kinds that have records today. Others come with the screens that need them.
const (
	KindProject    Kind = "project"
	KindEnterprise Kind = "enterprise"
	KindSite       Kind = "site"
	KindChain      Kind = "chain"
	KindContact    Kind = "contact"
	KindVisit      Kind = "visit"
	KindTarget     Kind = "target"
	KindReported   Kind = "reported"
	KindTask       Kind = "task"
	KindPolicy     Kind = "policy"
	KindDeck       Kind = "deck"
	KindView       Kind = "view"
	KindLayer      Kind = "layer"
	KindOffice     Kind = "office"
)

// kindInfo is what the program knows of a kind beyond its fields.
type kindInfo struct {
	kind  Kind
	label string
	also  []string
	blank func() Record
	own   bool // of the program itself: no business record
}

var kinds = []kindInfo{
	{KindProject, "项目", []string{"projects", "招商项目"}, func() Record { return new(Project) }, false},
	{KindEnterprise, "企业", []string{"enterprises"}, func() Record { return new(Enterprise) }, false},
	{KindSite, "载体", []string{"sites", "地块", "厂房"}, func() Record { return new(Site) }, false},
	{KindChain, "产业链", []string{"chains", "链"}, func() Record { return new(Chain) }, false},
	{KindContact, "联系人", []string{"contacts"}, func() Record { return new(Contact) }, false},
	{KindVisit, "活动", []string{"visits", "外出", "来访"}, func() Record { return new(Visit) }, false},
	{KindTarget, "目标", []string{"targets"}, func() Record { return &Figure{FigureKind: KindTarget} }, false},
	{KindReported, "通报数", []string{"reporteds"}, func() Record { return &Figure{FigureKind: KindReported} }, false},
	{KindTask, "督办", []string{"tasks", "任务", "批示"}, func() Record { return new(Task) }, false},
	{KindPolicy, "政策", []string{"policies"}, func() Record { return new(Policy) }, false},
	{KindDeck, "演示", []string{"decks", "推介"}, func() Record { return new(Deck) }, false},
	{KindView, "视图", []string{"views", "保存的视图"}, func() Record { return new(View) }, true},
	{KindLayer, "图层", []string{"layers", "地图图层"}, func() Record { return new(Layer) }, true},
	{KindOffice, "本单位", []string{"统计口径"}, func() Record { return new(Office) }, true},
}

// Kinds lists the kinds of business records in the order of the screens: what is counted, searched, imported and exported.
func Kinds() (out []Kind) {
	for _, k := range kinds {
		if !k.own {
			out = append(out, k.kind)
		}
	}
	return out
}

// StoredKinds lists everything that the store keeps: the business records, then what the program keeps for itself, such as
// saved views and layers of the map, which have history, undo and backups like all others.
func StoredKinds() []Kind {
	out := make([]Kind, len(kinds))
	for i, k := range kinds {
		out[i] = k.kind
	}
	return out
}

// Business tells a kind of the bureau's records from what the program keeps for itself.
func (k Kind) Business() bool {
	i, ok := k.info()
	return ok && !i.own
}

// Choices implements chooser: the kinds that have lists.
func (Kind) Choices() (out []Choice) {
	for _, k := range kinds {
		if !k.own {
			out = append(out, Choice{string(k.kind), k.label, k.also})
		}
	}
	return out
}

// ParseKind finds a kind by key or Chinese name.
func ParseKind(s string) (Kind, error) {
	for _, k := range kinds {
		if s == string(k.kind) || s == k.label || contains(k.also, s) {
			return k.kind, nil
		}
	}
	return "", fmt.Errorf("%q: %w", s, ErrUnknownKind)
}

func (k Kind) info() (kindInfo, bool) {
	for _, i := range kinds {
		if i.kind == k {
			return i, true
		}
	}
	return kindInfo{}, false
}

// Label is the kind's Chinese name.
func (k Kind) Label() string {
	i, _ := k.info()
	return i.label
}

// New returns an empty record of the kind without an ID, or nil for a kind this version does not know.
func (k Kind) New() Record {
	i, ok := k.info()
	if !ok {
		return nil
	}
	return i.blank()
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
