package cli

import (
	"strings"
	"testing"
)

func TestUndoOneEvent(t *testing.T) {
	o := filled(t)
	o.must("import", o.sample(), "--partial")
	var events []object
	o.json(Done, &events, "history", "示例丙公司法兰锻件项目")
	event, _ := events[0]["event"].(string)
	if !strings.HasPrefix(event, events[0]["batch"].(string)+"/") {
		t.Fatalf("%v", events[0])
	}
	var undone []object
	o.json(Done, &undone, "undo", event)
	if len(undone) != 1 || undone[0]["name"] != "示例丙公司法兰锻件项目" {
		t.Errorf("%v", undone)
	}
	if code, _, err := o.run("undo", event); code != Failed || !strings.Contains(err, "没有可以撤销") {
		t.Errorf("twice: exit %d, says %q", code, err)
	}
	for _, wrong := range []string{"没有的/0", "没有的", events[0]["batch"].(string) + "/999"} {
		if code, _, err := o.run("undo", wrong); code != Failed || !strings.Contains(err, "没有编号为") {
			t.Errorf("%s: exit %d, says %q", wrong, code, err)
		}
	}
}

func TestTheTrashSaysWhoAndWhen(t *testing.T) {
	o := filled(t)
	o.must("delete", "企业", "邦巨实业", "--reason", "重复")
	var trash, events []object
	o.json(Done, &trash, "trash")
	if len(trash) != 1 || trash[0]["by"] != "测试员" || trash[0]["at"] == "" || trash[0]["reason"] != "重复" {
		t.Errorf("%v", trash)
	}
	if _, out, _ := o.run("trash"); !strings.Contains(out, "测试员") {
		t.Errorf("prints %s", out)
	}
	o.json(Done, &events, "history", "邦巨实业")
	if len(events) != 2 || events[0]["action"] != "deleted" {
		t.Errorf("history of a deleted record: %v", events)
	}
	if code, _, err := o.run("history", "谁也不是"); code != Failed || !strings.Contains(err, "没有") {
		t.Errorf("exit %d, says %q", code, err)
	}
}
