package model

import "unique"

// Word is an interned text: a hundred thousand projects share the few dozen names of chains and units.
type Word = unique.Handle[string]

// NewWord interns a text.
func NewWord(text string) Word { return unique.Make(text) }

var noWord = unique.Make("")

// Row is the slim form of a record that lists, filters, map boxes and counts read from memory.
// Amounts are minor units; lon and lat are WGS-84 degrees, valid when HasPoint.
type Row struct {
	ID         ID
	Kind       Kind
	Name       string
	Level      Word
	Fictional  bool
	HasPoint   bool
	Deleted    bool
	Promotion  YesNo
	Local      YesNo
	AboveScale YesNo
	Stage      Stage
	List       Word
	Status     Word
	LinkType   Word
	Type       Word // project type, firm kind, site kind
	Chain      ID
	ChainName  Word
	Node       Word // the code, else the name a ledger gave
	Street     Word
	Unit       Word
	Party      string // investor of a project, street of a site, place of an enterprise
	PartyID    ID     // the record that Party is the name of, if any
	Person     string // officer or contact
	Invest     int64  // lower bound, CNY minor units; 0 when unknown
	Area       float32
	Signed     Day
	Started    Day
	Operating  Day
	Updated    int64 // unix seconds
	Lon, Lat   float64
}

// RowOf makes the slim form of a record.
func RowOf(r Record) Row {
	h := r.Head()
	row := Row{ID: h.ID, Kind: r.Kind(), Name: h.Name, Level: unique.Make(string(h.Level.OrInternal())), Fictional: h.Fictional, Updated: h.Updated.At.Unix(),
		List: noWord, Status: noWord, LinkType: noWord, Type: noWord, ChainName: noWord, Node: noWord, Street: noWord, Unit: noWord}
	switch x := r.(type) {
	case *Project:
		row.fromProject(x)
	case *Enterprise:
		row.fromEnterprise(x)
	case *Site:
		row.Type, row.Street, row.Party, row.Person = unique.Make(x.SiteKind), unique.Make(x.Street), x.Street, x.Contact
		row.Area = float32(x.Area.Min)
		row.place(x.Location)
	}
	return row
}

func (row *Row) fromProject(x *Project) {
	row.Promotion, row.Stage = x.Promotion, x.Stage
	row.List, row.Status, row.LinkType, row.Type = unique.Make(string(x.List)), unique.Make(string(x.Status)), unique.Make(string(x.LinkType)), unique.Make(x.ProjectType)
	row.Chain, row.ChainName, row.Node = x.Chain.ID, unique.Make(x.Chain.Name), unique.Make(firstUnit(x.Node.Code, x.Node.Name))
	row.Street, row.Unit, row.Party, row.Person = unique.Make(x.Street), unique.Make(x.Unit), x.Investor.Name, x.Officer
	row.PartyID = x.Investor.ID
	if x.TotalInvestment.Currency == "CNY" {
		row.Invest = x.TotalInvestment.Min
	}
	row.Area = float32(x.LandNeed.Min)
	row.Signed, row.Started, row.Operating = x.SignDate.From, x.StartDate.From, x.OperationDate.From
	row.place(x.Location)
}

func (row *Row) fromEnterprise(x *Enterprise) {
	row.Local, row.AboveScale = x.Local, x.AboveScale
	row.Type, row.Street, row.Party, row.Person = unique.Make(x.FirmKind), unique.Make(x.Street), x.Place, x.Contact
	if len(x.Roles) > 0 {
		row.Chain, row.ChainName, row.Node = x.Roles[0].Chain.ID, unique.Make(x.Roles[0].Chain.Name), unique.Make(x.Roles[0].Node.Code)
	}
	row.place(x.Location)
}

// rowKeys are the fields that RowOf reads, beside those of Base.
var rowKeys = map[Kind][]string{
	KindProject: {"promotion", "stage", "list", "status", "link_type", "type", "chain", "node", "street", "unit", "investor", "officer",
		"total_investment", "land_need", "sign_date", "start_date", "operation_date", "location"},
	KindEnterprise: {"local", "above_scale", "firm_kind", "street", "place", "contact", "roles", "location"},
	KindSite:       {"site_kind", "street", "contact", "area", "location"},
}

// RowKeys lists the fields that RowOf reads: a record that holds nothing else has the same slim form.
func RowKeys(k Kind) []string {
	return append([]string{"name", "level", "fictional", "updated"}, rowKeys[k]...)
}

// CallLinks gives the row the names that the records it points to have now, as CallLinks does for a record.
func (row *Row) CallLinks(name func(ID) string) {
	row.ChainName = unique.Make(Link{row.Chain, row.ChainName.Value()}.Called(name).Name)
	row.Party = Link{row.PartyID, row.Party}.Called(name).Name
}

func (row *Row) place(l Location) {
	if l.Point != nil {
		row.HasPoint, row.Lon, row.Lat = true, l.Point[0], l.Point[1]
	}
}
