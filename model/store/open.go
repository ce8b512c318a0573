package store

import (
	"errors"
	"fmt"
	"path/filepath"
)

// open reads what is there before it writes anything; workspace.json is made last, when there is a journal for it.
func (s *Store) open() error {
	if err := errors.Join(writable(s.journalDir()), writable(s.databaseDir())); err != nil {
		return err
	}
	w, err := readWorkspace(s.disk, s.dir)
	if err == nil {
		err = s.unlock()
	}
	if err != nil {
		return err
	}
	torn, err := s.knowJournal()
	if err == nil && w.summed && s.journal.segment == 0 && torn == nil {
		err = s.journal.damage(1, 0, "the segment is missing")
	}
	if err != nil {
		return s.withDatabase(err)
	}
	// The journal's folder comes before the database: a folder with a database and no journal is nobody's beginning.
	if err := makeAll(s.journalDir()); err != nil {
		return fmt.Errorf("make journal: %w", readOnly(err))
	}
	if err := s.openDatabase(); err != nil {
		return err
	}
	if err := s.openJournal(torn); err != nil {
		return err
	}
	if err := errors.Join(s.keepKeys(), s.openPersons()); err != nil {
		return err
	}
	return s.takeName(w)
}

// readJournal reads the journal and makes sure that it did not get shorter since it was closed.
func (s *Store) readJournal() (torn *tail, err error) {
	if err := s.persons.read(); err != nil {
		return nil, err
	}
	s.journal, torn, err = scan(s.disk, s.journalDir(), nil)
	if err != nil {
		return nil, err
	}
	s.limitSegments()
	if err := readSeal(s.disk, s.dir).agrees(s.journal); err != nil {
		return torn, err
	}
	return torn, s.unseal()
}

func (s *Store) limitSegments() {
	if s.options.segment > 0 {
		s.journal.limit = s.options.segment
	}
}

// knowJournal is readJournal, but of a journal that nothing touched since it was closed only what the lists do not know.
func (s *Store) knowJournal() (torn *tail, err error) {
	if err := s.persons.read(); err != nil {
		return nil, err
	}
	s.lists = s.readLists()
	if seal := readSeal(s.disk, s.dir); s.lists != nil && s.lists.seq <= seal.Seq && seal.fitsJournal(s.journalDir()) {
		s.journal = s.lists.journal(s.disk, s.journalDir())
		s.limitSegments()
		if torn, err = s.journal.scan(nil); err == nil && seal.agrees(s.journal) == nil && s.unseal() == nil {
			return torn, nil
		}
	}
	torn, err = s.readJournal()
	if err == nil && s.lists != nil && !s.lists.partOf(s.journal) {
		s.lists = nil
	}
	return torn, err
}

// withDatabase adds to damage of the journal what the database still holds.
func (s *Store) withDatabase(err error) error {
	var d *Damage
	if errors.As(err, &d) && d.Database == 0 {
		if found := s.probe(probeLook); found.Damage == "" {
			d.Database = found.Seq
		}
	}
	return err
}

// openDatabase opens Badger at the head of the journal. Unless it was closed, a child tries it first.
func (s *Store) openDatabase() error {
	if found := s.suspicion(); found != "" {
		return s.renewDatabase(found)
	}
	err := s.openEngine()
	if err == nil {
		err = s.catchUp()
	}
	if errors.Is(err, errDatabase) {
		return s.renewDatabase(err.Error())
	}
	return err
}

// suspicion says why the database must be made anew, or "".
func (s *Store) suspicion() string {
	marks, err := marksOf(s.databaseDir())
	switch {
	case err != nil || s.journal.seq() == 0 && len(marks) == 0:
		return ""
	case len(marks) == 0 && readSeal(s.disk, s.dir).bare():
		return ""
	case len(marks) == 0:
		return "数据库文件不在"
	case readSeal(s.disk, s.dir).fits(s.databaseDir()):
		return ""
	}
	if err := guard(s.databaseDir()); err != nil {
		return err.Error()
	}
	return s.probe(probeCheck).Damage
}

func (s *Store) openJournal(torn *tail) error {
	if s.journal.segment == 0 { // the folder may be as new
		if err := errors.Join(s.disk.makeDir(s.journalDir()), s.disk.syncDir(s.dir)); err != nil {
			return err
		}
	}
	if err := s.journal.repair(torn); err != nil {
		return err
	}
	if torn != nil {
		s.repairs = append(s.repairs, Repair{Found: fmt.Sprintf("上次退出时有一次操作没有写完（%d 字节），未计入", len(torn.bytes)), Kept: s.journalDir()})
	}
	return s.journal.open()
}

// takeName takes the workspace's station, after workspace.json was written anew where that is needed.
func (s *Store) takeName(w workspace) error {
	if w.fault != "" {
		kept, err := setAside(filepath.Join(s.dir, workspaceFile), s.now())
		if err != nil {
			return err
		}
		if s.journal.seq() > 0 {
			s.repairs = append(s.repairs, Repair{Found: w.fault + "，已按操作日志重写", Kept: kept})
		}
		if w, err = s.renew(w); err != nil {
			return err
		}
	}
	s.clock.station = w.Station
	if s.options.Station != "" {
		s.clock.station = s.options.Station
	}
	return nil
}
