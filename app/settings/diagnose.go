package settings

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"chainatlas/app/diagnosis"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
)

// diagnose writes what a maintainer needs into a zip, where the user wants it.
func (s *Screen) diagnose() {
	name := "招商链图诊断包-" + time.Now().Format("20060102") + ".zip"
	ui.SaveFile(s.desk.Window, name, func(f fyne.URIWriteCloser, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.writeDiagnosis(f)
	})
}

func (s *Screen) writeDiagnosis(f fyne.URIWriteCloser) {
	st, facts, dir := s.desk.Store, diagnosis.Facts{Version: s.desk.Version}, s.desk.Logs
	task.Long(s.desk.Window, "正在写诊断包", func(ctx context.Context, progress func(int, int)) (struct{}, error) {
		begin := time.Now()
		facts.Sealed = st.Encrypted()
		facts.Report, facts.Err = st.Verify(ctx, progress)
		facts.Took = time.Since(begin)
		return struct{}{}, errors.Join(diagnosis.Write(f, dir, facts), f.Close())
	}, func(_ struct{}, err error) {
		if s.desk.Fail(err); err == nil {
			s.desk.Notice(look.Good, "已写好诊断包，里面没有任何记录，可以交给维护人员")
		}
	})
}
