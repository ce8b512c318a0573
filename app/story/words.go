package story

import (
	"strings"

	"chainatlas/model"
)

// fixed are the fixed words of a deck. They are Chinese until a page is finished; then all of it is said in the deck's language.
type fixed struct {
	source                                string
	up, down, here, none                  string
	chains, firms, scale, sites           string
	since, until                          string
	suits, roughly                        string
	titles                                map[model.SlideKind]string
	byChain, byStage, bySigning, bySupply string
}

func (w fixed) title(k model.SlideKind) string { return w.titles[k] }

// longDate is a day as it stands on slides.
const longDate = "2006年1月2日"

var chinese = fixed{
	source: "数据来源：招商台账",
	up:     "上游", down: "下游", here: "本地企业", none: "未说明",
	chains: "产业链条数", firms: "链上本地企业", scale: "其中规上企业", sites: "可供载体",
	since: "自", until: "至", suits: "适用：", roughly: "位置为大致位置",
	byChain: "各产业链本地企业数", byStage: "各阶段项目数", bySigning: "签约时间轴", bySupply: "链上供需",
	titles: map[model.SlideKind]string{model.SlideWelcome: "欢迎莅临", model.SlideText: "概况", model.SlideMap: "区位与载体", model.SlideChain: "产业链",
		model.SlideSite: "载体", model.SlideCompare: "载体比较", model.SlideFigures: "产业基础", model.SlidePolicy: "现行政策", model.SlideFlow: "服务流程", model.SlideContact: "期待与您合作"},
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
