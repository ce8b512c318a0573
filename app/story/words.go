package story

import (
	"strings"

	"chainatlas/model"
)

// words are the fixed words of a deck in its language.
type words struct {
	date, source                          string
	up, down, here, none                  string
	chains, firms, scale, sites           string
	since, until                          string
	suits, roughly                        string
	titles                                map[model.SlideKind]string
	byChain, byStage, bySigning, bySupply string
}

func (w words) title(k model.SlideKind) string { return w.titles[k] }

var chinese = words{
	date: "2006年1月2日", source: "数据来源：招商台账",
	up: "上游", down: "下游", here: "本地企业", none: "未说明",
	chains: "产业链", firms: "链上本地企业", scale: "其中规上企业", sites: "可供载体",
	since: "自", until: "至", suits: "适用：", roughly: "位置为大致位置",
	byChain: "各产业链本地企业数", byStage: "各阶段项目数", bySigning: "签约时间轴", bySupply: "链上供需",
	titles: map[model.SlideKind]string{model.SlideWelcome: "欢迎莅临", model.SlideText: "概况", model.SlideMap: "区位与载体", model.SlideChain: "产业链",
		model.SlideSite: "载体", model.SlideCompare: "载体比较", model.SlideFigures: "产业基础", model.SlidePolicy: "现行政策", model.SlideFlow: "服务流程", model.SlideContact: "期待与您合作"},
}

var english = words{
	date: "2 January 2006", source: "Source: public records of the bureau",
	up: "Upstream", down: "Downstream", here: "Local firms", none: "not stated",
	chains: "Industrial chains", firms: "Local firms on chains", scale: "Above designated size", sites: "Sites on offer",
	since: "from ", until: " to ", suits: "For: ", roughly: "approximate location",
	byChain: "Local firms by chain", byStage: "Projects by stage", bySigning: "Signings", bySupply: "Supplies along the chain",
	titles: map[model.SlideKind]string{model.SlideWelcome: "Welcome", model.SlideText: "Overview", model.SlideMap: "Location and sites", model.SlideChain: "Industrial chain",
		model.SlideSite: "Site", model.SlideCompare: "Sites compared", model.SlideFigures: "Industrial base", model.SlidePolicy: "Policies in force", model.SlideFlow: "How we serve you", model.SlideContact: "We look forward to working with you"},
}

func wordsOf(l model.Language) words {
	if l == model.English {
		return english
	}
	return chinese
}

// lines are the lines of a text that say something.
func lines(text string) (out []string) {
	for _, s := range strings.Split(text, "\n") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}
