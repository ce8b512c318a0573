package model

import "encoding/json"

// Link points to another record, with the name it had beside it. Without an ID it is only a name that somebody wrote.
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
