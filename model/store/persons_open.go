package store

import (
	"fmt"
	"strings"

	"chainatlas/model"
)

// openPersons puts the table of keys right, finishes an erasure that was interrupted between its frame and its keys, and
// says what cannot be read because keys are lost. A workspace opens without its keys: everything else is there.
func (s *Store) openPersons() error {
	if s.persons.mended != "" {
		s.repairs = append(s.repairs, Repair{Found: s.persons.mended})
	}
	if err := s.persons.mend(); err != nil {
		return err
	}
	if err := s.finishErasures(); err != nil {
		return err
	}
	if n := s.persons.missing(); n > 0 {
		s.repairs = append(s.repairs, Repair{Found: fmt.Sprintf("个人信息的密钥缺少 %d 个（%s），对应的姓名、电话暂时显示为空，其余内容完整；请从备份恢复，或把原来的密钥文件放回工作区", n, strings.Join(PersonFiles[:], "、"))})
	}
	return nil
}

// finishErasures destroys the keys that the journal says to be erased. All of them each time: somebody may have put an old
// table back.
func (s *Store) finishErasures() error {
	for i, b := range s.batches {
		if !b.Erasure {
			continue
		}
		f, err := s.journal.read(uint64(i + 1))
		if err == nil {
			err = s.persons.destroy(f.erased())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// impersonal is a label or a reason without the names of the contacts that the action is about: it stands in the journal
// in the clear, and is to say nothing that could not be erased.
func (tx *Tx) impersonal(text string) string {
	for _, id := range tx.order {
		d := tx.drafts[id]
		if d.kind != model.KindContact || text == "" {
			continue
		}
		for _, cell := range [][]byte{d.before.cell("name").Value, d.after["name"]} {
			text = impersonal(text, model.State{"name": tx.store.persons.open(cell)}.Name())
		}
	}
	return text
}

// calledIn is nameIn for a label, which is to say nothing that could not be erased.
func (s *Store) calledIn(e *event) string {
	if e.Kind == model.KindContact {
		return e.Kind.Label()
	}
	return s.nameIn(e)
}
