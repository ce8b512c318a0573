package model

// Stage is how far a project has come in promotion, from a first lead to full production.
type Stage string

// The twelve stages in order (keys are fixed, names may be changed by a bureau).
const (
	StageLead       Stage = "lead"
	StageJudged     Stage = "judged"
	StageTalk       Stage = "talk"
	StageToSign     Stage = "tosign"
	StageSigned     Stage = "signed"
	StageRegistered Stage = "registered"
	StageFiled      Stage = "filed"
	StageStarted    Stage = "started"
	StageBuilding   Stage = "building"
	StageCompleted  Stage = "completed"
	StageOperating  Stage = "operating"
	StageFull       Stage = "full"
)

var stages = []Choice{
	{"lead", "线索", []string{"招商线索", "项目线索", "意向"}},
	{"judged", "研判", []string{"初审", "研判(初审)", "评估"}},
	{"talk", "在谈", []string{"洽谈", "洽谈中", "在谈项目", "对接洽谈", "正在洽谈", "推进洽谈"}},
	{"tosign", "拟签约", []string{"拟签", "待签约", "即将签约"}},
	{"signed", "签约", []string{"已签约", "签约项目", "已签", "正式签约"}},
	{"registered", "注册", []string{"已注册", "注册(落户)", "落户", "落地", "已落地"}},
	{"filed", "立项备案", []string{"立项备案/供地", "立项", "备案", "供地", "已备案", "已供地"}},
	{"started", "开工", []string{"已开工", "开工建设"}},
	{"building", "在建", []string{"建设中", "正在建设", "建设"}},
	{"completed", "竣工", []string{"已竣工", "完工", "建成"}},
	{"operating", "投产", []string{"已投产", "投产(运营)", "运营", "投产运营"}},
	{"full", "达产", []string{"已达产", "达产达效"}},
}

// Stages lists the stages in order.
func Stages() []Stage {
	out := make([]Stage, len(stages))
	for i, c := range stages {
		out[i] = Stage(c.Key)
	}
	return out
}

// Choices implements chooser.
func (Stage) Choices() []Choice { return stages }

// String is the stage's Chinese name, "" when none is stated.
func (s Stage) String() string { return nameOf(stages, string(s)) }

// Order counts the stages from 1 for 线索 to 12 for 达产; 0 when none is stated.
func (s Stage) Order() int {
	for i, c := range stages {
		if c.Key == string(s) {
			return i + 1
		}
	}
	return 0
}

// AtLeast tells whether the project has come as far as t; a project without a stage has not.
func (s Stage) AtLeast(t Stage) bool { return s.Order() >= t.Order() && s != "" }

// Next is the stage that follows, or "" after the last.
func (s Stage) Next() Stage {
	if i := s.Order(); i < len(stages) {
		return Stage(stages[i].Key)
	}
	return ""
}

// List is the government's list that a project stands on (四张清单); the second axis beside the stage.
type List string

// Choices implements chooser.
func (List) Choices() []Choice {
	return []Choice{
		{"谋划", "谋划", []string{"谋划清单", "plan"}},
		{"储备", "储备", []string{"储备清单", "reserve"}},
		{"开工", "开工", []string{"开工清单", "started"}},
		{"投产", "投产", []string{"投产清单", "operating"}},
	}
}

// Status says whether a project goes on; the third axis. Anything but 进行 needs a reason.
type Status string

// The statuses.
const (
	Ongoing Status = "进行"
	Paused  Status = "暂停"
	Delayed Status = "延期"
	Ended   Status = "终止"
)

// Choices implements chooser.
func (Status) Choices() []Choice {
	return []Choice{
		{"进行", "进行", []string{"ongoing", "正常", "推进"}},
		{"暂停", "暂停", []string{"paused", "停滞", "暂缓"}},
		{"延期", "延期", []string{"delayed", "滞后"}},
		{"终止", "终止", []string{"ended", "流失", "终止(流失)", "退出"}},
	}
}

// LinkType says what a project does for its chain.
type LinkType string

// Choices implements chooser.
func (LinkType) Choices() []Choice {
	return []Choice{
		{"强链", "强链", []string{"强", "strengthen"}},
		{"补链", "补链", []string{"补", "fill"}},
		{"延链", "延链", []string{"延", "extend"}},
		{"建链", "建链", []string{"建", "build"}},
		{"固链", "固链", []string{"固", "keep"}},
	}
}

// YesNo is an answer that may be missing: 是, 否 or not stated.
type YesNo string

// The answers.
const (
	Yes YesNo = "是"
	No  YesNo = "否"
)

// Choices implements chooser.
func (YesNo) Choices() []Choice {
	return []Choice{
		{"是", "是", []string{"yes", "y", "true", "1", "√", "✓", "已", "有", "已完成"}},
		{"否", "否", []string{"no", "n", "false", "0", "×", "✗", "x", "未", "没有", "不"}},
	}
}

// MarshalJSON gives true, false or null.
func (y YesNo) MarshalJSON() ([]byte, error) {
	switch y {
	case Yes:
		return []byte("true"), nil
	case No:
		return []byte("false"), nil
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (y *YesNo) UnmarshalJSON(b []byte) error {
	switch string(b) {
	case "true":
		*y = Yes
	case "false":
		*y = No
	case "null":
		*y = ""
	default:
		return ErrBadValue
	}
	return nil
}

// YesOrNo makes an answer from a known truth.
func YesOrNo(b bool) YesNo {
	if b {
		return Yes
	}
	return No
}
