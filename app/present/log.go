package present

import (
	"fmt"
	"strings"
	"time"
)

// Log is what happened in a show: for the record of the visit, if somebody wants one.
type Log struct {
	Began, Ended time.Time
	Shown        []Shown  // in the order in which they were first shown
	Asked        []string // questions as they were typed, each once
}

// Shown is a slide and for how long it stood.
type Shown struct {
	Title string
	For   time.Duration
}

// stood adds the time that a slide stood to what it stood before.
func (l *Log) stood(title string, d time.Duration) {
	if d < time.Second {
		return // leafed past
	}
	for i := range l.Shown {
		if l.Shown[i].Title == title {
			l.Shown[i].For += d
			return
		}
	}
	l.Shown = append(l.Shown, Shown{title, d})
}

func (l *Log) asked(text string) {
	for _, old := range l.Asked {
		if old == text {
			return
		}
	}
	l.Asked = append(l.Asked, text)
}

// Length is how long the show lasted.
func (l Log) Length() time.Duration { return l.Ended.Sub(l.Began) }

// String tells what was shown and asked, in lines.
func (l Log) String() string {
	var out []string
	if len(l.Shown) > 0 {
		parts := make([]string, len(l.Shown))
		for i, s := range l.Shown {
			parts[i] = s.Title + "（" + spoken(s.For) + "）"
		}
		out = append(out, "演示："+strings.Join(parts, "、"))
	}
	if len(l.Asked) > 0 {
		out = append(out, "现场提问："+strings.Join(l.Asked, "；"))
	}
	return strings.Join(out, "\n")
}

// spoken is a time in words: 1分20秒.
func spoken(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	if s < 60 {
		return fmt.Sprintf("%d秒", s)
	}
	if s%60 == 0 {
		return fmt.Sprintf("%d分", s/60)
	}
	return fmt.Sprintf("%d分%d秒", s/60, s%60)
}
