package model

// Level says who may see a record or a field.
type Level string

// The levels. The zero value counts as Internal: nothing is public that nobody made public.
const (
	Public   Level = "公开"
	Internal Level = "内部"
	Secret   Level = "保密"
)

// Choices implements chooser.
func (Level) Choices() []Choice {
	return []Choice{
		{string(Public), "公开", []string{"public"}},
		{string(Internal), "内部", []string{"internal"}},
		{string(Secret), "保密", []string{"secret", "秘密", "机密"}},
	}
}

// OrInternal returns the level, or Internal when none was set.
func (l Level) OrInternal() Level {
	if l == "" {
		return Internal
	}
	return l
}
