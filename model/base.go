package model

import (
	"encoding/json"
	"time"

	"github.com/fxamacker/cbor/v2"
)

// Record is any noun that the store keeps.
type Record interface {
	Head() *Base
	Kind() Kind
}

// Base is what every record has. The tags are explained in field.go.
type Base struct {
	ID        ID
	Name      string `key:"name" label:"名称" in:"基本"`
	Level     Level  `key:"level" label:"公开级别" also:"级别|密级" in:"管理"`
	Levels    Levels `key:"levels" label:"字段级别" in:"管理" opt:"keep"`
	CodeName  string `key:"code_name" label:"对外代号" also:"代号" in:"管理"`
	Fictional bool   `key:"fictional" label:"虚构" also:"演示数据" in:"管理" opt:"keep"`
	Source    string `key:"source" label:"来源" also:"数据来源" in:"管理" opt:"long,confidential"`
	AsOf      Date   `key:"as_of" label:"截至日期" also:"更新日期|截至|更新时间|数据截至|填报日期" in:"管理"`
	Notes     string `key:"notes" label:"备注" in:"管理" opt:"long,confidential"`
	Created   Stamp  `key:"created" label:"创建" in:"管理" opt:"keep,confidential"`
	Updated   Stamp  `key:"updated" label:"更新" also:"修改" in:"管理" opt:"keep,confidential"`

	// Extra holds fields that a newer version of the program wrote; they survive a round trip untouched.
	Extra map[string]cbor.RawMessage
}

// Head implements Record for every struct that embeds Base.
func (b *Base) Head() *Base { return b }

// Stamp says who did something, and when.
type Stamp struct {
	By string    `cbor:"1,keyasint,omitempty"`
	At time.Time `cbor:"2,keyasint,omitzero"`
}

// IsZero tells whether nothing was done yet.
func (s Stamp) IsZero() bool { return s.By == "" && s.At.IsZero() }

// String is "2024-01-17 09:30 李某".
func (s Stamp) String() string {
	if s.IsZero() {
		return ""
	}
	return s.At.Local().Format("2006-01-02 15:04") + " " + s.By
}

type stampJSON struct {
	By string    `json:"by,omitempty"`
	At time.Time `json:"at,omitzero"`
}

// MarshalJSON gives {"by","at"}, the time in RFC 3339.
func (s Stamp) MarshalJSON() ([]byte, error) { return json.Marshal(stampJSON(s)) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *Stamp) UnmarshalJSON(b []byte) error { return json.Unmarshal(b, (*stampJSON)(s)) }
