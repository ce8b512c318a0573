package demo

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"chainatlas/assets"
	"chainatlas/model"
)

type reportFile struct {
	Source, Date string
	Enterprises  []entity
	Projects     []entity
	Carriers     []entity
	Clusters     []entity
}

type entity struct {
	ID, Name, Kind, Chain, Node, Placement, Fact string
	Stage, List, Status, Phrase, Promotion       string
	PromotionReason                              string `json:"promotion_reason"`
	Projects                                     []string
	Lines                                        []int
}

// reader turns the report's entries into records. What the report does not state stays empty.
type reader struct {
	file   reportFile
	asOf   model.Date
	chains map[string]*model.Chain
	places map[string]model.Link // project → the carrier it stands in
}

// reportRecords returns carriers, clusters, enterprises and projects of the report.
func reportRecords(chains []*model.Chain) ([]model.Record, error) {
	r := reader{chains: map[string]*model.Chain{}, places: map[string]model.Link{}}
	if err := json.Unmarshal(assets.ReportEntities(), &r.file); err != nil {
		return nil, fmt.Errorf("read report: %w", err)
	}
	r.asOf, _ = model.ParseDate(r.file.Date, model.Hint{})
	for _, c := range chains {
		r.chains[c.Code] = c
	}
	var out []model.Record
	for _, e := range r.file.Carriers {
		out = append(out, r.carrier(e))
	}
	for _, e := range r.file.Clusters {
		out = append(out, r.cluster(e))
	}
	for _, e := range r.file.Enterprises {
		out = append(out, r.enterprise(e))
	}
	for _, e := range r.file.Projects {
		out = append(out, r.project(e))
	}
	return out, nil
}

func (r reader) base(k model.Kind, e entity, level model.Level) model.Base {
	return model.Base{ID: model.FixedID(k, e.ID), Name: e.Name, Level: level, Source: line(r.file.Source, e.Lines), AsOf: r.asOf}
}

// line says where in the report something stands.
func line(source string, lines []int) string {
	numbers := make([]string, len(lines))
	for i, n := range lines {
		numbers[i] = strconv.Itoa(n)
	}
	return source + "第" + strings.Join(numbers, "、") + "行"
}

func (r reader) carrier(e entity) model.Record {
	s := &model.Site{Base: r.base(model.KindSite, e, model.Public), SiteKind: e.Kind, Fact: e.Fact}
	for _, id := range e.Projects {
		r.places[id] = model.LinkTo(s)
	}
	return s
}

// cluster keeps an industrial cluster beside the carriers: it is an area with a name, not a firm.
func (r reader) cluster(e entity) model.Record {
	s := &model.Site{Base: r.base(model.KindSite, e, model.Public), SiteKind: "产业集群", Fact: e.Fact}
	if c := r.chains[e.Chain]; c != nil {
		s.Notes = "所属产业链：" + c.Name
	}
	return s
}

func (r reader) enterprise(e entity) model.Record {
	out := &model.Enterprise{Base: r.base(model.KindEnterprise, e, model.Public), FirmKind: e.Kind, Fact: e.Fact}
	if chain, node, ok := r.stand(e); ok {
		out.Roles = model.Roles{{Chain: chain, Node: node, Inferred: e.Placement == "推断"}}
	}
	return out
}

func (r reader) project(e entity) model.Record {
	p := &model.Project{Base: r.base(model.KindProject, e, ""), ProjectType: e.Kind, Stage: model.Stage(e.Stage), List: model.List(e.List),
		Status: model.Status(e.Status), RawPhrase: e.Phrase, Place: r.places[e.ID]}
	if e.Promotion != "未说明" {
		p.Promotion = model.YesNo(e.Promotion)
	}
	p.Chain, p.Node, _ = r.stand(e)
	p.Notes = lines("招商项目判定：", e.PromotionReason, "产业链环节：", e.Placement)
	return p
}

// stand is the place in a chain, when there is one.
func (r reader) stand(e entity) (model.Link, model.NodeRef, bool) {
	c := r.chains[e.Chain]
	if c == nil {
		return model.Link{}, model.NodeRef{}, false
	}
	n, _ := c.Node(e.Node)
	return model.LinkTo(c), n.Ref(), true
}
