package model

// Task is a decision of a leader (批示) or an order to somebody (督办), followed until it is done. It may be about a chain, a
// node of it, a project.
type Task struct {
	Base
	Content string     `key:"content" label:"批示内容" also:"内容|督办内容|交办事项|督办事项" in:"交办" opt:"long,confidential"`
	From    string     `key:"from" label:"批示人" also:"交办人|批示领导|交办领导" in:"交办" opt:"confidential"`
	Given   Date       `key:"given" label:"批示日期" also:"交办日期|交办时间" in:"交办" opt:"confidential"`
	To      string     `key:"to" label:"承办单位" also:"责任单位|交办单位" in:"交办" opt:"confidential"`
	Officer string     `key:"officer" label:"责任人" also:"承办人" in:"交办" opt:"confidential,personal"`
	Due     Date       `key:"due" label:"办理时限" also:"完成时限|时限" in:"交办" opt:"confidential"`
	Status  TaskStatus `key:"status" label:"办理状态" also:"状态" in:"办理" opt:"confidential"`
	Result  string     `key:"result" label:"办理情况" also:"办理结果|落实情况" in:"办理" opt:"long,confidential"`
	Done    Date       `key:"done" label:"办结日期" also:"办结时间" in:"办理" opt:"confidential"`
	Project Link       `key:"project" label:"所涉项目" also:"项目" in:"对象" to:"project" opt:"confidential"`
	Chain   Link       `key:"chain" label:"所属产业链" also:"链|产业链" in:"对象" to:"chain" opt:"confidential"`
	Node    NodeRef    `key:"node" label:"产业链环节" also:"环节" in:"对象" opt:"confidential"`
}

// Kind implements Record.
func (*Task) Kind() Kind { return KindTask }

// TaskStatus says how far a task has come; "" is not stated, and open.
type TaskStatus string

// The statuses.
const (
	TaskOpen TaskStatus = "办理中"
	TaskDone TaskStatus = "已办结"
	TaskVoid TaskStatus = "不再办理"
)

// Choices implements chooser.
func (TaskStatus) Choices() []Choice {
	return []Choice{
		{"办理中", "办理中", []string{"open", "在办", "未办结"}}, {"已办结", "已办结", []string{"done", "办结", "完成", "销号"}},
		{"不再办理", "不再办理", []string{"void", "撤销", "取消"}},
	}
}

// Open tells whether somebody still has to do something.
func (t *Task) Open() bool { return t.Status != TaskDone && t.Status != TaskVoid }

// Overdue is how many days an open task is late on a day, 0 when it is not.
func (t *Task) Overdue(today Day) int {
	if !t.Open() || !t.Due.Known() || t.Due.To >= today {
		return 0
	}
	return int(today - t.Due.To)
}
