package model

// Policy is something that the government promises to firms, with the words it stands in.
type Policy struct {
	Base
	English    string `key:"en" label:"英文名称" also:"英文名" in:"基本"`
	Number     string `key:"number" label:"文号" also:"发文字号" in:"基本"`
	Issuer     string `key:"issuer" label:"发文单位" also:"发布单位|制定单位" in:"基本"`
	IssuerEn   string `key:"issuer_en" label:"发文单位英文" in:"基本"`
	ValidFrom  Date   `key:"valid_from" label:"施行日期" also:"生效日期|起始日期" in:"基本"`
	ValidTo    Date   `key:"valid_to" label:"失效日期" also:"有效期至|截止日期" in:"基本"`
	Clause     string `key:"clause" label:"条款" in:"内容"`
	Text       string `key:"text" label:"政策内容" also:"内容|原文" in:"内容" opt:"long"`
	Conditions string `key:"conditions" label:"适用条件" also:"条件" in:"内容" opt:"long"`
	TextEn     string `key:"text_en" label:"政策内容英文" in:"内容" opt:"long"`
	CondsEn    string `key:"conditions_en" label:"适用条件英文" in:"内容" opt:"long"`
}

// Kind implements Record.
func (*Policy) Kind() Kind { return KindPolicy }

// InForce tells whether the policy certainly counts on a day: it says since when, and has not ended. A policy that does not
// say since when counts on no day: nobody should promise it before a visitor.
func (p *Policy) InForce(on Day) bool {
	return p.ValidFrom.Known() && p.ValidFrom.To <= on && (p.ValidTo.IsZero() || p.ValidTo.Known() && on <= p.ValidTo.To)
}
