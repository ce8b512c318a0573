package model

// Office is what a bureau has settled for its workspace, so that everybody who opens it counts alike: one record, under
// OfficeID. It is the program's own record: no audience but the desk sees it.
type Office struct {
	Base
	Landed Stage `key:"landed_from" label:"落地口径" in:"统计口径" opt:"keep"` // the first stage that reports call 落地; "" is 注册
}

// Kind implements Record.
func (*Office) Kind() Kind { return KindOffice }

// OfficeID is where the one Office is stored.
func OfficeID() ID { return FixedID(KindOffice, "office") }

// NewOffice is an office that has settled nothing yet.
func NewOffice() *Office { return &Office{Base: Base{ID: OfficeID(), Name: "本单位"}} }

// LandedFrom is the first stage that counts as 落地: 注册 unless the bureau settled on another.
func (o *Office) LandedFrom() Stage {
	if o == nil || o.Landed == "" {
		return StageRegistered
	}
	return o.Landed
}

// LandedChoices are the stages that a bureau may call 落地.
func LandedChoices() []Stage { return []Stage{StageRegistered, StageFiled, StageStarted} }
