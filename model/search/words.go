package search

import (
	"strings"
	"sync"
)

// words fix the readings of characters that have several: places, and words of the trade.
const words = `
重庆 chong qing|银行 yin hang|商行 shang hang|分行 fen hang|支行 zhi hang|行业 hang ye|央行 yang hang|行政 xing zheng|银行业 yin hang ye
单县 shan xian|长清 chang qing|莱芜 lai wu|济南 ji nan|章丘 zhang qiu|历城 li cheng|历下 li xia|平阴 ping yin|商河 shang he|济阳 ji yang
东阿 dong e|莘县 shen xian|茌平 chi ping|牟平 mu ping|乐陵 lao ling|乐清 yue qing|鄄城 juan cheng|郓城 yun cheng|曲阜 qu fu|即墨 ji mo
厦门 xia men|大厦 da sha|六安 lu an|蚌埠 beng bu|台州 tai zhou|长春 chang chun|长沙 chang sha|长治 chang zhi|长江 chang jiang|长城 chang cheng
长三角 chang san jiao|长兴 chang xing|长葛 chang ge|成都 cheng du|首都 shou du|钢都 gang du|朝阳 chao yang|石家庄 shi jia zhuang|沈阳 shen yang
增长 zeng zhang|董事长 dong shi zhang|链长 lian zhang|区长 qu zhang|局长 ju zhang|市长 shi zhang|主任 zhu ren
重工 zhong gong|重型 zhong xing|重点 zhong dian|重汽 zhong qi|起重 qi zhong|重机 zhong ji|重大 zhong da|重卡 zhong ka
轧钢 zha gang|热轧 re zha|冷轧 leng zha|轧制 zha zhi|轧辊 zha gun|会计 kuai ji|车间 che jian|汽车 qi che|调度 diao du|调研 diao yan
传动 chuan dong|传感 chuan gan|便利 bian li|种业 zhong ye|种植 zhong zhi|育种 yu zhong|畜牧 xu mu|降解 jiang jie|仓储 cang chu|无纺 wu fang
艾山 ai shan|里辛 li xin|汶源 wen yuan|颜庄 yan zhuang|辛庄 xin zhuang|棋山 qi shan|钢城 gang cheng|泰安 tai an|产业 chan ye|项目 xiang mu|公司 gong si
`

// wordTable finds words by their first character, the longest first.
var wordTable = sync.OnceValue(func() map[rune][]fixedWord {
	out := make(map[rune][]fixedWord)
	for _, part := range strings.FieldsFunc(words, func(r rune) bool { return r == '|' || r == '\n' }) {
		fields := strings.Fields(part)
		w := fixedWord{[]rune(fields[0]), fields[1:]}
		list := append(out[w.chars[0]], w)
		for i := len(list) - 1; i > 0 && len(list[i].chars) > len(list[i-1].chars); i-- {
			list[i], list[i-1] = list[i-1], list[i]
		}
		out[w.chars[0]] = list
	}
	return out
})

type fixedWord struct {
	chars     []rune
	syllables []string
}

// wordAt returns the syllables of the word that the text begins with, nil for none.
func wordAt(text []rune) []string {
	for _, w := range wordTable()[text[0]] {
		if len(text) >= len(w.chars) && string(text[:len(w.chars)]) == string(w.chars) {
			return w.syllables
		}
	}
	return nil
}
