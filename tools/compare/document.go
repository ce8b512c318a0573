package main

import (
	"encoding/json"
	"time"

	"chainatlas/model"
)

// document is a project as a program that keeps JSON would write it: short, without a step that we would not take ourselves.
type document struct {
	Name       string    `json:"name"`
	Fictional  bool      `json:"fictional,omitempty"`
	Source     string    `json:"source,omitempty"`
	AsOf       date      `json:"as_of,omitzero"`
	Created    stampJSON `json:"created"`
	Updated    stampJSON `json:"updated"`
	Type       string    `json:"type,omitempty"`
	Promotion  string    `json:"promotion,omitempty"`
	Stage      string    `json:"stage,omitempty"`
	List       string    `json:"list,omitempty"`
	Status     string    `json:"status,omitempty"`
	StatusWhy  string    `json:"status_reason,omitempty"`
	Chain      string    `json:"chain,omitempty"`
	Node       string    `json:"node,omitempty"`
	LinkType   string    `json:"link_type,omitempty"`
	Industrial string    `json:"industrial,omitempty"`
	HighTech   string    `json:"high_tech,omitempty"`
	Investor   string    `json:"investor,omitempty"`
	USCC       string    `json:"investor_uscc,omitempty"`
	From       string    `json:"investor_place,omitempty"`
	FirmKind   string    `json:"investor_kind,omitempty"`
	Content    string    `json:"content,omitempty"`
	Total      money     `json:"total_investment,omitzero"`
	Fixed      money     `json:"fixed_investment,omitzero"`
	Land       quantity  `json:"land_need,omitzero"`
	Street     string    `json:"street,omitempty"`
	Location   *place    `json:"location,omitempty"`
	Work       string    `json:"construction_kind,omitempty"`
	Method     string    `json:"method,omitempty"`
	FirstTalk  date      `json:"first_talk,omitzero"`
	Signed     date      `json:"sign_date,omitzero"`
	Agreement  string    `json:"agreement_type,omitempty"`
	Agreed     money     `json:"agreed_investment,omitzero"`
	Company    string    `json:"company,omitempty"`
	Registered string    `json:"is_registered,omitempty"`
	Started    date      `json:"start_date,omitzero"`
	Completion date      `json:"planned_completion,omitzero"`
	YearPlan   money     `json:"year_plan,omitzero"`
	YearDone   money     `json:"year_done,omitzero"`
	Progress   string    `json:"progress,omitempty"`
	Problems   string    `json:"problems,omitempty"`
	NextStep   string    `json:"next_step,omitempty"`
	Unit       string    `json:"unit,omitempty"`
	Leader     string    `json:"leader,omitempty"`
	Officer    string    `json:"officer,omitempty"`
	Phone      string    `json:"phone,omitempty"`
}

// The values convert from and to the model's without a copy of each part.
type (
	money struct {
		Text      string `json:"text,omitempty"`
		Known     bool   `json:"known,omitempty"`
		Min       int64  `json:"min,omitempty"`
		Max       int64  `json:"max,omitempty"`
		Currency  string `json:"currency,omitempty"`
		Unit      string `json:"unit,omitempty"`
		Qualifier string `json:"qualifier,omitempty"`
	}
	date struct {
		Text      string          `json:"text,omitempty"`
		From      model.Day       `json:"from,omitempty"`
		To        model.Day       `json:"to,omitempty"`
		Precision model.Precision `json:"precision,omitempty"`
	}
	quantity struct {
		Text  string  `json:"text,omitempty"`
		Known bool    `json:"known,omitempty"`
		Min   float64 `json:"min,omitempty"`
		Max   float64 `json:"max,omitempty"`
		Unit  string  `json:"unit,omitempty"`
	}
	stampJSON struct {
		By string `json:"by"`
		At int64  `json:"at"` // unix milliseconds
	}
	place struct {
		Point     [2]float64 `json:"point"`
		Precision string     `json:"precision"`
		CRS       string     `json:"crs"`
	}
)

func stampOf(s model.Stamp) stampJSON { return stampJSON{s.By, s.At.UnixMilli()} }

func (s stampJSON) stamp() model.Stamp { return model.Stamp{By: s.By, At: time.UnixMilli(s.At).UTC()} }

func documentOf(p *model.Project) ([]byte, error) {
	d := document{
		Name: p.Name, Fictional: p.Fictional, Source: p.Source, AsOf: date(p.AsOf), Created: stampOf(p.Created), Updated: stampOf(p.Updated),
		Type: p.ProjectType, Promotion: string(p.Promotion), Stage: string(p.Stage), List: string(p.List), Status: string(p.Status), StatusWhy: p.StatusWhy,
		Chain: p.Chain.Name, Node: p.Node.Name, LinkType: string(p.LinkType), Industrial: string(p.Industrial), HighTech: string(p.HighTech),
		Investor: p.Investor.Name, USCC: p.InvestorUSCC, From: p.InvestorPlace, FirmKind: p.InvestorKind,
		Content: p.Content, Total: money(p.TotalInvestment), Fixed: money(p.FixedInvestment), Land: quantity(p.LandNeed), Street: p.Street,
		Work: p.Construction, Method: p.Method, FirstTalk: date(p.FirstTalk), Signed: date(p.SignDate), Agreement: p.AgreementType, Agreed: money(p.AgreedInvestment),
		Company: p.Company.Name, Registered: string(p.IsRegistered), Started: date(p.StartDate), Completion: date(p.PlannedCompletion),
		YearPlan: money(p.YearPlan), YearDone: money(p.YearDone), Progress: p.Progress, Problems: p.Problems, NextStep: p.NextStep,
		Unit: p.Unit, Leader: p.Leader, Officer: p.Officer, Phone: p.Phone,
	}
	if l := p.Location; l.Point != nil {
		d.Location = &place{*l.Point, l.Precision, l.CRS}
	}
	return json.Marshal(d)
}

func projectOf(id model.ID, body []byte) (*model.Project, error) {
	var d document
	if err := json.Unmarshal(body, &d); err != nil {
		return nil, err
	}
	p := &model.Project{
		Base:        model.Base{ID: id, Name: d.Name, Fictional: d.Fictional, Source: d.Source, AsOf: model.Date(d.AsOf), Created: d.Created.stamp(), Updated: d.Updated.stamp()},
		ProjectType: d.Type, Promotion: model.YesNo(d.Promotion), Stage: model.Stage(d.Stage), List: model.List(d.List), Status: model.Status(d.Status), StatusWhy: d.StatusWhy,
		LinkType: model.LinkType(d.LinkType), Industrial: model.YesNo(d.Industrial), HighTech: model.YesNo(d.HighTech),
		InvestorUSCC: d.USCC, InvestorPlace: d.From, InvestorKind: d.FirmKind,
		Content: d.Content, TotalInvestment: model.Money(d.Total), FixedInvestment: model.Money(d.Fixed), LandNeed: model.Quantity(d.Land), Street: d.Street,
		Construction: d.Work, Method: d.Method, FirstTalk: model.Date(d.FirstTalk), SignDate: model.Date(d.Signed), AgreementType: d.Agreement, AgreedInvestment: model.Money(d.Agreed),
		IsRegistered: model.YesNo(d.Registered), StartDate: model.Date(d.Started), PlannedCompletion: model.Date(d.Completion),
		YearPlan: model.Money(d.YearPlan), YearDone: model.Money(d.YearDone), Progress: d.Progress, Problems: d.Problems, NextStep: d.NextStep,
		Unit: d.Unit, Leader: d.Leader, Officer: d.Officer, Phone: d.Phone,
	}
	p.Chain.Name, p.Node.Name, p.Investor.Name, p.Company.Name = d.Chain, d.Node, d.Investor, d.Company
	if l := d.Location; l != nil {
		p.Location = placeAt(l.Point)
	}
	return p, nil
}

// difference is the fields of two documents that are not equal, before and after.
func difference(before, after []byte) (from, to []byte, err error) {
	var a, b map[string]json.RawMessage
	if err := json.Unmarshal(before, &a); err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal(after, &b); err != nil {
		return nil, nil, err
	}
	for key, v := range a {
		if string(b[key]) == string(v) {
			delete(a, key)
			delete(b, key)
		}
	}
	if from, err = json.Marshal(a); err == nil {
		to, err = json.Marshal(b)
	}
	return from, to, err
}
