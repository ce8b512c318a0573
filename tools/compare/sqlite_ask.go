package main

import (
	"database/sql"
	"fmt"
	"strings"
	"unicode/utf8"

	"chainatlas/model"
)

// valuesOf are a record's columns, in order; what is not stated is NULL.
func valuesOf(n int64, p *model.Project) []any {
	v := []any{n, p.ID[:], p.Name, nullZero(p.Stage.Order()), null(string(p.List)), null(string(p.Status)), null(string(p.LinkType)), null(p.ProjectType),
		null(p.Chain.Name), null(p.Node.Name), null(p.Street), null(p.Unit), null(p.Investor.Name), null(p.Company.Name), null(p.Officer), null(p.Leader)}
	v = append(v, pair(p.TotalInvestment.Known, p.TotalInvestment.Min, p.TotalInvestment.Max)...)
	v = append(v, pair(p.LandNeed.Known, p.LandNeed.Min, p.LandNeed.Max)...)
	v = append(v, pair(p.SignDate.Known(), p.SignDate.From.String(), p.SignDate.To.String())...)
	v = append(v, pair(p.StartDate.Known(), p.StartDate.From.String(), "")[0])
	if at := p.Location.Point; at != nil {
		v = append(v, at[0], at[1])
	} else {
		v = append(v, nil, nil)
	}
	return append(v, p.Updated.At.UnixMilli())
}

func pair[T any](known bool, min, max T) []any {
	if !known {
		return []any{nil, nil}
	}
	return []any{min, max}
}

func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func nullZero(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// wordsOf is what a search looks at.
func wordsOf(n int64, p *model.Project) []any {
	return []any{n, p.Name, null(p.Investor.Name), null(p.Company.Name), null(p.Officer), null(p.Leader)}
}

// listRow is what our slim row holds of a project.
type listRow struct {
	id                                                                        model.ID
	name                                                                      string
	stage                                                                     int
	list, status, linkType, kind, chain, node, street, unit, investor, person string
	invest, updated                                                           int64
	area, lon, lat                                                            float64
	signed, started                                                           string
}

func (x *sqlite) rows() (int, error) {
	found, err := x.db.Query(`SELECT id, name, coalesce(stage, 0), coalesce(list, ''), coalesce(status, ''), coalesce(link_type, ''), coalesce(type, ''),
		coalesce(chain, ''), coalesce(node, ''), coalesce(street, ''), coalesce(unit, ''), coalesce(investor, ''), coalesce(officer, ''), coalesce(invest_min, 0), updated,
		coalesce(land_min, 0), coalesce(lon, 0), coalesce(lat, 0), coalesce(signed_from, ''), coalesce(started, '') FROM record ORDER BY n`)
	if err != nil {
		return 0, err
	}
	defer found.Close()
	var out []listRow
	for found.Next() {
		var r listRow
		var id sql.RawBytes
		if err := found.Scan(&id, &r.name, &r.stage, &r.list, &r.status, &r.linkType, &r.kind, &r.chain, &r.node, &r.street, &r.unit, &r.investor, &r.person,
			&r.invest, &r.updated, &r.area, &r.lon, &r.lat, &r.signed, &r.started); err != nil {
			return 0, err
		}
		copy(r.id[:], id)
		out = append(out, r)
	}
	return len(out), found.Err()
}

func (x *sqlite) list(q question) (func() []model.ID, error) {
	ids, err := x.ids(q.sql("id"))
	return func() []model.ID { return ids }, err
}

// page is the least that a list needs to show itself: how many answer, and the first fifty.
func (x *sqlite) page(q question) error {
	var count int
	if err := x.db.QueryRow(q.count()).Scan(&count); err != nil {
		return err
	}
	_, err := x.ids(q.sql("id") + " LIMIT 50")
	return err
}

func (x *sqlite) ids(text string, args ...any) ([]model.ID, error) {
	found, err := x.db.Query(text, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", text, err)
	}
	defer found.Close()
	var out []model.ID
	var raw sql.RawBytes
	for found.Next() {
		if err := found.Scan(&raw); err != nil {
			return nil, err
		}
		out = append(out, model.ID(raw))
	}
	return out, found.Err()
}

// searchReady does nothing: the index is in the file.
func (x *sqlite) searchReady() error { return nil }

// leastTrigram is how many characters the index answers; what is shorter is looked for in every record.
const leastTrigram = 3

// holds asks each searched column for the text.
const holds = "(name LIKE ?1 OR investor LIKE ?1 OR company LIKE ?1 OR officer LIKE ?1 OR leader LIKE ?1)"

func (x *sqlite) first(text string) ([]model.ID, error) {
	if utf8.RuneCountInString(text) < leastTrigram {
		return x.ids("SELECT id FROM record WHERE "+holds+" ORDER BY name LIKE ?2 DESC, name LIKE ?1 DESC, updated DESC LIMIT ?3", "%"+text+"%", text+"%", shown)
	}
	return x.ids("SELECT r.id FROM words JOIN record r ON r.n = words.rowid WHERE words MATCH ? ORDER BY rank LIMIT ?", phrase(text), shown)
}

// some are any twenty, without an order: the least that SQLite can be asked.
func (x *sqlite) some(text string) error {
	var err error
	if utf8.RuneCountInString(text) < leastTrigram {
		_, err = x.ids("SELECT id FROM record WHERE "+holds+" LIMIT ?2", "%"+text+"%", shown)
	} else {
		_, err = x.ids("SELECT r.id FROM words JOIN record r ON r.n = words.rowid WHERE words MATCH ? LIMIT ?", phrase(text), shown)
	}
	return err
}

func (x *sqlite) all(text string) ([]model.ID, error) {
	if utf8.RuneCountInString(text) < leastTrigram {
		return x.ids("SELECT id FROM record WHERE "+holds, "%"+text+"%")
	}
	return x.ids("SELECT r.id FROM words JOIN record r ON r.n = words.rowid WHERE words MATCH ?", phrase(text))
}

// phrase is a text that is to be found as it is.
func phrase(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }
