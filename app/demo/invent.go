package demo

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"
	"github.com/paulmach/orb/planar"

	"chainatlas/assets"
	"chainatlas/model"
)

// perFirm is how many projects an invented firm brings.
const perFirm = 3

// inventor makes up records from one stream of chance.
type inventor struct {
	chance  *rand.Rand
	today   model.Day
	seed    uint64
	chains  []*model.Chain // product chains only
	streets []string
	ring    orb.Ring
	sites   []*model.Site
	on      map[model.ID][]*model.Project // of a demo that is small enough to have leaders, by chain
}

func (o Options) sites() int { return 16 + o.Records/500 }

func (o Options) firms() int { return (o.Records + perFirm - 1) / perFirm }

// invent makes sites, firms and projects that do not exist.
func invent(chains []*model.Chain, o Options, put func(model.Record) error) error {
	v := &inventor{chance: rand.New(rand.NewPCG(o.Seed, 370117)), seed: o.Seed, today: o.day(), on: map[model.ID][]*model.Project{}}
	for _, c := range chains {
		if c.ChainKind == model.ProductChain {
			v.chains = append(v.chains, c)
		}
	}
	var err error
	if v.streets, err = streets(); err != nil {
		return err
	}
	if v.ring, err = district(); err != nil {
		return err
	}
	for i := range o.sites() {
		s := v.site(i)
		v.sites = append(v.sites, s)
		if err := put(s); err != nil {
			return err
		}
	}
	if err := v.ledger(o.Records, put); err != nil {
		return err
	}
	if err := v.directory(put); err != nil || !o.told() {
		return err
	}
	return v.leaders(put)
}

// told tells whether the demo has leaders and a past: a large one is there to be fast with.
func (o Options) told() bool { return !o.RealOnly && o.Records <= perBatch }

func (o Options) day() model.Day {
	if o.Today == 0 {
		return endOf2024
	}
	return o.Today
}

// ledger makes the projects with their investors, each firm before its projects.
func (v *inventor) ledger(n int, put func(model.Record) error) error {
	var firm *model.Enterprise
	for i, stage := range v.stages(n) {
		if i%perFirm == 0 {
			firm = v.firm(i / perFirm)
			if err := put(firm); err != nil {
				return err
			}
		}
		p := v.project(i, firm, stage)
		if n <= perBatch {
			v.on[p.Chain.ID] = append(v.on[p.Chain.ID], p)
		}
		if err := put(p); err != nil {
			return err
		}
	}
	return nil
}

// landed says how many of a hundred landed projects stand on each stage.
var landed = []struct {
	stage model.Stage
	share int
}{
	{model.StageRegistered, 15}, {model.StageFiled, 17}, {model.StageStarted, 19}, {model.StageBuilding, 23},
	{model.StageCompleted, 8}, {model.StageOperating, 12}, {model.StageFull, 6},
}

// stages gives three fifths of the projects the stage 在谈 and spreads the others, in an order that looks like a ledger.
func (v *inventor) stages(n int) []model.Stage {
	out := make([]model.Stage, n)
	talk := n * 144 / 240
	for i := range out {
		out[i] = model.StageTalk
		if i >= talk {
			out[i] = landedStage((i - talk) * 100 / (n - talk))
		}
	}
	v.chance.Shuffle(n, func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

func landedStage(percent int) model.Stage {
	for _, l := range landed {
		if percent -= l.share; percent < 0 {
			return l.stage
		}
	}
	return model.StageFull
}

// base is what every invented record has: it says that it is one.
func (v *inventor) base(k model.Kind, n int, name string) model.Base {
	return model.Base{ID: model.FixedID(k, fmt.Sprintf("demo/%d/%d", v.seed, n)), Name: name, Fictional: true, Source: Notice, Notes: Notice, AsOf: model.OnDay(v.today)}
}

func (v *inventor) firm(n int) *model.Enterprise {
	e := &model.Enterprise{Base: v.base(model.KindEnterprise, n, "示例"+stem(n)+"公司"), FirmKind: pick(v, firmKinds), Local: model.No, Place: pick(v, regions)}
	c := v.chain()
	node := settled(c, v.chance.IntN(len(c.Nodes)))
	e.Products = model.Words{product(node.Name)}
	e.Roles = model.Roles{{Chain: model.LinkTo(c), Node: node.Ref(), Role: model.RoleTarget, Inferred: true}}
	e.Staff = model.Measured(float64(10*(3+v.chance.IntN(120))), "人")
	return e
}

// chain picks a chain; the first and the fourth, steel and forgings, are what the district lives on.
func (v *inventor) chain() *model.Chain {
	if v.chance.IntN(3) == 0 {
		return v.chains[0]
	}
	return pick(v, v.chains)
}

// spot is a place somewhere in the district, for a record that has none.
func (v *inventor) spot() model.Location {
	b := v.ring.Bound()
	for {
		p := orb.Point{v.between(b.Min[0], b.Max[0]), v.between(b.Min[1], b.Max[1])}
		if planar.RingContains(v.ring, p) {
			return model.Location{Point: &p, Precision: model.PlaceStreet}
		}
	}
}

// between keeps five digits of a degree, about a metre.
func (v *inventor) between(a, b float64) float64 {
	f, _ := strconv.ParseFloat(strconv.FormatFloat(a+(b-a)*v.chance.Float64(), 'f', 5, 64), 64)
	return f
}

// endOf2024 is the day of the report: the dates below are written as of it and move along with today.
var endOf2024, _ = model.DayOf(2024, 12, 31)

// day counts from the first of a month.
func (v *inventor) day(year, month, after int) model.Date {
	d, _ := model.DayOf(year, month, 1)
	return model.OnDay(d + model.Day(after) + v.today - endOf2024)
}

// quarter is the one that lies so many after today's: 2025年一季度.
func (v *inventor) quarter(after int) model.Date {
	n := v.today.Year()*4 + (int(v.today.Time().Month())-1)/3 + after
	d, _ := model.ParseDate(fmt.Sprintf("%d年%s季度", n/4, []string{"一", "二", "三", "四"}[n%4]), model.Hint{})
	return d
}

func pick[T any](v *inventor, list []T) T { return list[v.chance.IntN(len(list))] }

func streets() ([]string, error) {
	var file struct{ Streets []struct{ Name string } }
	if err := readPack("streets.json", &file); err != nil {
		return nil, err
	}
	out := make([]string, len(file.Streets))
	for i, s := range file.Streets {
		out[i] = s.Name
	}
	return out, nil
}

// district is the outline of the district whose streets the pack holds: the first of its districts.
func district() (orb.Ring, error) {
	b, err := fs.ReadFile(assets.BaseMap(), "districts.geojson")
	if err != nil {
		return nil, fmt.Errorf("read districts: %w", err)
	}
	file, err := geojson.UnmarshalFeatureCollection(b)
	if err != nil {
		return nil, fmt.Errorf("read districts: %w", err)
	}
	for _, f := range file.Features {
		if p, ok := f.Geometry.(orb.Polygon); ok && f.Properties.MustString("name", "") == "钢城区" {
			return p[0], nil
		}
	}
	return nil, fmt.Errorf("read districts: 钢城区: %w", model.ErrNotFound)
}
