package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/fxamacker/cbor/v2"
)

// One value has one encoding, so that equal values are equal bytes and a hash over them means something.
var (
	encoding, _ = cbor.EncOptions{Sort: cbor.SortBytewiseLexical, Time: cbor.TimeRFC3339NanoUTC, TimeTag: cbor.EncTagNone}.EncMode()
	decoding, _ = cbor.DecOptions{MaxNestedLevels: 32, MaxArrayElements: 1 << 20, MaxMapPairs: 1 << 20}.DecMode()
)

// State is a record as the store keeps it: field key → encoded value. Fields that state nothing are absent.
type State map[string]cbor.RawMessage

// Encode turns a record into its state, unknown fields of newer versions included.
func Encode(r Record) (State, error) {
	s := make(State)
	for key, raw := range r.Head().Extra {
		s[key] = raw
	}
	for _, f := range FieldsOf(r.Kind()) {
		if f.Empty(r) {
			continue
		}
		b, err := encoding.Marshal(f.Value(r))
		if err != nil {
			return nil, fmt.Errorf("encode %s: %w", f.Key, err)
		}
		s[f.Key] = b
	}
	return s, nil
}

// Decode turns a state into a record. Fields that this version does not know are kept in Extra.
func Decode(k Kind, id ID, s State) (Record, error) {
	r := k.New()
	if r == nil {
		return nil, fmt.Errorf("%q: %w", k, ErrUnknownKind)
	}
	r.Head().ID = id
	known := 0
	for _, f := range FieldsOf(k) {
		raw, ok := s[f.Key]
		if !ok {
			continue
		}
		known++
		if err := decoding.Unmarshal(raw, f.at(r).Addr().Interface()); err != nil {
			return nil, fmt.Errorf("decode %s of %s: %w", f.Key, id, err)
		}
	}
	if known < len(s) {
		r.Head().Extra = unknown(k, s)
	}
	return r, nil
}

func unknown(k Kind, s State) map[string]cbor.RawMessage {
	extra := make(map[string]cbor.RawMessage)
	for key, raw := range s {
		if !isKey(k, key) {
			extra[key] = raw
		}
	}
	return extra
}

func isKey(k Kind, key string) bool {
	for _, f := range FieldsOf(k) {
		if f.Key == key {
			return true
		}
	}
	return false
}

// Name reads the record's name alone, without decoding the rest; "" when it has none.
func (s State) Name() string {
	var name string
	if decoding.Unmarshal(s["name"], &name) != nil {
		return ""
	}
	return name
}

// Text reads one encoded value as a person would see it; "" when it is absent or of a newer version.
func (f *Field) TextOf(raw cbor.RawMessage) string {
	if IsErased(raw) {
		return ErasedText
	}
	r := f.Kind.New()
	if len(raw) == 0 || decoding.Unmarshal(raw, f.at(r).Addr().Interface()) != nil {
		return ""
	}
	return f.Text(r)
}

// ValueOf reads one encoded value on its own; an absent one is the value that states nothing.
func (f *Field) ValueOf(raw cbor.RawMessage) (any, error) {
	v := reflect.New(f.typ)
	if len(raw) > 0 {
		if err := decoding.Unmarshal(raw, v.Interface()); err != nil {
			return nil, fmt.Errorf("decode %s: %w", f.Key, err)
		}
	}
	return v.Elem().Interface(), nil
}

// Restore puts one encoded value into a record; an absent one clears the field. It returns ErrErased, and leaves the record
// as it is, for a value that was erased.
func (f *Field) Restore(r Record, raw cbor.RawMessage) error {
	if IsErased(raw) {
		return fmt.Errorf("restore %s: %w", f.Key, ErrErased)
	}
	f.Clear(r)
	if len(raw) == 0 {
		return nil
	}
	return decoding.Unmarshal(raw, f.at(r).Addr().Interface())
}

// Clone makes an independent copy of a record.
func Clone(r Record) Record {
	s, err := Encode(r)
	if err != nil {
		panic(err) // our own types always encode
	}
	c, err := Decode(r.Kind(), r.Head().ID, s)
	if err != nil {
		panic(err)
	}
	return c
}

// JSON writes a record as everyone outside sees it: id, kind, then every stated field in order, or only the fields named.
func JSON(r Record, only ...*Field) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"id":%q,"kind":%q`, r.Head().ID.String(), r.Kind())
	fields := only
	if fields == nil {
		fields = FieldsOf(r.Kind())
	}
	for _, f := range fields {
		if f.Empty(r) {
			continue
		}
		v, err := marshalPlain(f.Value(r))
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", f.Key, err)
		}
		fmt.Fprintf(&b, ",%q:%s", f.Key, v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// marshalPlain is json.Marshal without the escapes that browsers want (< > &), which nobody here reads.
func marshalPlain(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// FromJSON reads a record as JSON wrote it; unknown keys are an error, because a slip of the pen must not vanish.
func FromJSON(b []byte) (Record, error) {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		return nil, err
	}
	var kind Kind
	var id ID
	if json.Unmarshal(raw["kind"], &kind) != nil || kind.New() == nil {
		return nil, fmt.Errorf("%s: %w", raw["kind"], ErrUnknownKind)
	}
	if raw["id"] != nil {
		if err := json.Unmarshal(raw["id"], &id); err != nil {
			return nil, err
		}
	}
	r := kind.New()
	r.Head().ID = id
	delete(raw, "kind")
	delete(raw, "id")
	for key, v := range raw {
		f, err := FieldOf(kind, key)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(v, f.at(r).Addr().Interface()); err != nil {
			return nil, fmt.Errorf("read %s: %w", key, err)
		}
	}
	return r, nil
}

// Same tells whether two records state the same, whatever their stamps.
func Same(a, b Record) bool {
	for _, f := range FieldsOf(a.Kind()) {
		if f.Key == "created" || f.Key == "updated" {
			continue
		}
		if !reflect.DeepEqual(f.Value(a), f.Value(b)) {
			return false
		}
	}
	return true
}
