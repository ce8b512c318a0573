package store

import (
	"errors"

	"chainatlas/model"
)

// Personal counts the values of the journal that stand under a person's key, as they were written.
type Personal struct {
	Read    int // can be read
	Erased  int // their key was erased
	Lost    int // their key is gone, and nobody erased it
	Damaged int // are not what was written
}

// Whole tells whether the database holds exactly what the journal says, whatever keys of persons are missing.
func (r Report) Whole() bool { return !r.database }

// unseal counts a value of a frame. Each value is looked at once, where it was new.
func (v *verifier) unseal(value []byte) {
	if !isSealed(value) {
		return
	}
	n := &v.report.Personal
	switch _, err := v.persons.unseal(value); {
	case err == nil:
		n.Read++
	case errors.Is(err, model.ErrErased):
		n.Erased++
	case errors.Is(err, errKeyLost):
		n.Lost++
	default:
		n.Damaged++
	}
}

// personal tells of what no database made anew would bring back.
func (v *verifier) personal() {
	if n := v.report.Personal.Lost; n > 0 {
		v.problem("%d 处个人信息缺少密钥，无法读取；请从备份恢复，或把原来的密钥文件放回工作区", n)
	}
	if n := v.report.Personal.Damaged; n > 0 {
		v.problem("%d 处个人信息与密钥不符，无法读取", n)
	}
}
