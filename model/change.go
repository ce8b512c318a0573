package model

// Action says what happened to a record.
type Action string

// The actions.
const (
	Created  Action = "created"
	Edited   Action = "edited"
	Deleted  Action = "deleted"
	Restored Action = "restored"
	Viewed   Action = "viewed" // somebody looked at, or took out, what is 保密; the record stayed as it was
)

// Change tells a screen that a record is not what it was.
type Change struct {
	Kind   Kind
	ID     ID
	Action Action
	Fields []string // keys, for Edited; none when the record only calls another by its new name
}
