package model

import (
	"encoding/json"
	"reflect"
	"slices"
	"sync"

	"github.com/fxamacker/cbor/v2"
)

// Link points to another record, with the name it had beside it. Without an ID it is only a name that somebody wrote.
// The ID says which record is meant; the name is only how it was called when the link was written.
type Link struct {
	ID   ID     `cbor:"1,keyasint,omitzero"`
	Name string `cbor:"2,keyasint,omitempty"`
}

// LinkTo makes a link to a record.
func LinkTo(r Record) Link { return Link{r.Head().ID, r.Head().Name} }

// IsZero tells whether the link names nothing.
func (l Link) IsZero() bool { return l == Link{} }

// String is the name.
func (l Link) String() string { return l.Name }

// MarshalJSON gives {"id","name"}; a name without a record has no id.
func (l Link) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		ID   string `json:"id,omitempty"`
		Name string `json:"name,omitempty"`
	}{l.ID.String(), l.Name})
}

// UnmarshalJSON reads what MarshalJSON wrote, or a bare name.
func (l *Link) UnmarshalJSON(b []byte) error {
	var name string
	if json.Unmarshal(b, &name) == nil {
		*l = Link{Name: name}
		return nil
	}
	var j struct {
		ID   ID     `json:"id"`
		Name string `json:"name"`
	}
	err := json.Unmarshal(b, &j)
	*l = Link{j.ID, j.Name}
	return err
}

// Called is the link with the name that its record has now. Without an ID, or when name answers "" because the record
// is gone, it keeps the name it was written with.
func (l Link) Called(name func(ID) string) Link {
	if l.ID.IsZero() {
		return l
	}
	if now := name(l.ID); now != "" {
		l.Name = now
	}
	return l
}

var linkFields = sync.OnceValue(func() map[Kind][]*Field {
	out := make(map[Kind][]*Field)
	for k, fields := range registry() {
		for _, f := range fields {
			switch reflect.Zero(f.typ).Interface().(type) {
			case Link, Roles:
				out[k] = append(out[k], f)
			}
		}
	}
	return out
})

// LinkFieldsOf lists the fields of a kind that point to other records. The slice is shared: do not change it.
func LinkFieldsOf(k Kind) []*Field { return linkFields()[k] }

// EachLink calls see for every link of a record, the chains of its roles too. It may change the link.
func EachLink(r Record, see func(*Field, *Link)) {
	for _, f := range LinkFieldsOf(r.Kind()) {
		switch v := f.at(r).Addr().Interface().(type) {
		case *Link:
			see(f, v)
		case *Roles:
			for i := range *v {
				see(f, &(*v)[i].Chain)
			}
		}
	}
}

// CallLinks gives every link of a record the name that its record has now.
func CallLinks(r Record, name func(ID) string) {
	EachLink(r, func(_ *Field, l *Link) { *l = l.Called(name) })
}

// Called is a value of the field with the present names of what it points to. The value that is given stays as it is.
func Called(value any, name func(ID) string) any {
	switch v := value.(type) {
	case Link:
		return v.Called(name)
	case Roles:
		v = slices.Clone(v)
		for i := range v {
			v[i].Chain = v[i].Chain.Called(name)
		}
		return v
	}
	return value
}

// Targets lists the records that a value points to.
func Targets(value any) (out []ID) {
	switch v := value.(type) {
	case Link:
		return []ID{v.ID}
	case Roles:
		for _, role := range v {
			out = append(out, role.Chain.ID)
		}
	}
	return out
}

// SameTargets tells whether two encoded values of the field differ at most in how they call the records they point to.
func (f *Field) SameTargets(a, b cbor.RawMessage) bool {
	x, y := f.Kind.New(), f.Kind.New()
	if f.Restore(x, a) != nil || f.Restore(y, b) != nil {
		return false
	}
	for _, r := range []Record{x, y} {
		EachLink(r, func(_ *Field, l *Link) {
			if !l.ID.IsZero() {
				l.Name = ""
			}
		})
	}
	return reflect.DeepEqual(f.Value(x), f.Value(y))
}

// Unlinked warns of the name of a chain or an enterprise that is no record: the text is kept, and nothing finds the record by it.
func (f *Field) Unlinked(r Record) []Problem {
	l, ok := f.Value(r).(Link)
	if !ok || l.IsZero() || !l.ID.IsZero() || f.To != KindChain && f.To != KindEnterprise {
		return nil
	}
	return []Problem{warn("link.unknown", "没有名为「"+l.Name+"」的"+f.To.Label()+"，只记下了文字", "核对名称，或先新增这条"+f.To.Label())}
}

// NodeRef points to a node of a chain by its code, such as JPG-M2.
type NodeRef struct {
	Code string `cbor:"1,keyasint,omitempty" json:"id,omitempty"`
	Name string `cbor:"2,keyasint,omitempty" json:"name,omitempty"`
}

// IsZero tells whether no node is named.
func (n NodeRef) IsZero() bool { return n == NodeRef{} }

// String is the node's name, else its code.
func (n NodeRef) String() string {
	if n.Name == "" {
		return n.Code
	}
	return n.Name
}
