package present

import (
	"context"
	"fmt"

	"chainatlas/app/awake"
)

// Finding is something to know before visitors look.
type Finding struct {
	Good bool
	Text string
	Hint string // what to do; "" for nothing
}

// String is the finding in words.
func (f Finding) String() string {
	if f.Hint != "" {
		return f.Text + "。" + f.Hint
	}
	return f.Text
}

// Check lists what might surprise before visitors: screens, notifications, the base map, and how much they may see.
func Check(ctx context.Context, o Options) ([]Finding, error) {
	st, err := read(ctx, o, o.Language)
	if err != nil {
		return nil, err
	}
	return []Finding{screenFinding(o), darkFinding(), noticeFinding(), baseFinding(st), recordsFinding(st.known)}, nil
}

func screenFinding(o Options) Finding {
	second := o.screens.second
	if second == nil {
		second = TwoScreens
	}
	if second() {
		return Finding{true, "接有第二块屏幕：演示在第二块，备注和下一页在这一块", "反了按 S 对换"}
	}
	return Finding{false, "只有一块屏幕，或两块屏幕设为复制：备注不显示", "要看备注，请在系统里把投影设为「扩展」（Win+P）"}
}

func darkFinding() Finding {
	if awake.Able() {
		return Finding{true, "演示期间屏幕不会自动熄灭", ""}
	}
	return Finding{false, "屏幕可能自动熄灭", "请在系统里暂时关闭屏幕保护和休眠"}
}

func noticeFinding() Finding {
	return Finding{false, "本软件演示时不显示任何提示；其他软件的通知管不了", "请在系统里打开「勿扰」，退出微信等软件"}
}

func baseFinding(st story) Finding {
	if st.base != nil && st.base.ReviewNumber != "" {
		return Finding{true, "底图有审图号", ""}
	}
	return Finding{false, "底图没有审图号：来访者看到的是示意图，没有行政区界线", ""}
}

func recordsFinding(v visible) Finding {
	text := fmt.Sprintf("来访者能看到产业链%d条、载体%d处、项目%d个、企业%d家，其余%d条不显示",
		len(v.Chains), len(v.Sites), len(v.Projects), len(v.Firms), v.Hidden)
	if len(v.Chains)+len(v.Sites)+len(v.Projects) == 0 {
		return Finding{false, text, "要展示的记录，请把「公开级别」设为公开"}
	}
	return Finding{true, text, ""}
}
