// Package leader is the page that the head of a chain looks at: the map large, how many projects stand where, the year's
// targets, what to decide, what was ordered. Nothing is edited here but 批示.
package leader

import (
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chainatlas/app/chainbook"
	"chainatlas/app/desk"
	"chainatlas/app/geomap/picture"
	"chainatlas/app/look"
	"chainatlas/app/task"
	"chainatlas/app/ui"
	"chainatlas/app/words"
	"chainatlas/mapping"
	"chainatlas/mapping/pdf"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/report"
)

// Screen shows one chain.
type Screen struct {
	desk   *desk.Desk
	page   *ui.Page
	pic    *picture.Picture
	side   *fyne.Container
	scroll *container.Scroll

	of        model.ID
	now       *sheet            // nil before the first reading
	lit       report.NodeStatus // the status that stands out on the map; "" for none
	allGaps   bool              // every gap is listed
	open      string            // key of the decision or task that is unfolded; "" for none
	loads     task.Latest[*sheet]
	kept      *chainbook.Kept // while the screen is shown
	following desk.Following
}

// sheet is a board with its drawn chain.
type sheet struct {
	report.Board
	chart *thematic.ChainPicture
}

var _ desk.Opener = (*Screen)(nil)

// New makes the screen; nothing is read before Show.
func New(d *desk.Desk) *Screen { return &Screen{desk: d} }

// Title names the screen.
func (s *Screen) Title() string { return "链长视图" }

// Content is made on first use.
func (s *Screen) Content() fyne.CanvasObject {
	if s.page != nil {
		return s.page
	}
	s.pic = picture.New(s.desk.Typeface)
	s.pic.OnTap = s.tapped
	s.side = ui.Stack(look.Gap)
	s.scroll = container.NewVScroll(ui.NewPanel(s.side, look.Gap, look.Gap))
	split := container.NewHSplit(s.pic.Drawing, s.scroll)
	split.SetOffset(0.6)
	s.page = ui.NewPage(s.Title(), split)
	s.showActions()
	return s.page
}

// showActions puts the buttons of the page in order; nobody gives orders where chains are only looked at.
func (s *Screen) showActions() {
	actions := []ui.Action{{Text: "返回产业链", Do: s.back}, {Text: "链情 PDF…", Do: s.export}, {Text: "打印链情", Do: s.printBrief}}
	if !s.desk.ChainsLocked() {
		actions = append(actions, ui.Action{Text: "记批示…", Primary: true, Do: func() { s.askTask(subject{}) }})
	}
	s.page.SetActions(actions...)
}

// Chain is the chain that is shown: what F5 presents from here.
func (s *Screen) Chain() model.ID { return s.of }

// Show reads and follows changes.
func (s *Screen) Show() {
	s.Content()
	s.showActions()
	s.kept = chainbook.Keep(s.desk.Store)
	s.following.CalmlyWhen(s.desk, func(c []model.Change) bool {
		return slices.ContainsFunc(c, func(c model.Change) bool { return slices.Contains(boardKinds, c.Kind) })
	}, s.read)
	s.read()
}

// boardKinds are the kinds of records that a board is made of.
var boardKinds = []model.Kind{model.KindChain, model.KindEnterprise, model.KindProject, model.KindSite, model.KindTarget, model.KindTask}

// Leave stops what Show began.
func (s *Screen) Leave() {
	s.following.Stop()
	if s.kept != nil {
		s.kept.Close()
		s.kept = nil
	}
	s.loads.Stop()
	s.pic.Stop()
}

// OpenRecord shows a chain.
func (s *Screen) OpenRecord(id model.ID) {
	s.Content()
	if s.of != id {
		s.of, s.now, s.open, s.lit, s.allGaps = id, nil, "", "", false
	}
	s.read()
}

// Tour shows the first chain.
func (s *Screen) Tour() {
	if rows := s.desk.Store.Rows(model.KindChain); len(rows) > 0 {
		s.OpenRecord(rows[0].ID)
	}
}

func (s *Screen) back() {
	of := s.of
	s.desk.Go("chains")
	if !of.IsZero() {
		s.desk.Open(of)
	}
}

func (s *Screen) read() {
	if s.of.IsZero() {
		return
	}
	st, all, of, faces := s.desk.Store, s.desk.Store.All, s.of, s.desk.Typeface
	if s.kept != nil {
		all = s.kept.All
	}
	s.loads.Run(func(context.Context, func(int, int)) (*sheet, error) {
		in, err := chainbook.ReadFrom(st, all, of, model.Desk, model.DayAt(time.Now()))
		if err != nil {
			return nil, err
		}
		states := report.StateOf(in.Chain, in.Firms, in.Projects).Nodes
		chart, err := thematic.ChainMap(in.Chain, thematic.StatesOf(states, model.Desk), thematic.ChainOptions{Faces: faces, Aspect: 1.1, Bare: true, Say: words.Chain(in.Chain)})
		if err != nil {
			return nil, err
		}
		return &sheet{report.BoardOf(in), chart.Aged(in.Day)}, nil
	}, func(got *sheet, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.take(got)
	})
}

func (s *Screen) take(got *sheet) {
	first := s.now == nil
	s.now = got
	s.page.SetTitle(got.Chain.Name, s.Title()+"　"+headWords(got.Chain))
	s.page.SetStatus(report.AsOfWords(got.AsOf, got.Day)+fictionalWords(got.Fictional), report.LightRule+"　"+report.StaleRule)
	if first {
		s.pic.Show(s.scene(""))
		s.scroll.ScrollToTop()
	} else {
		s.pic.Update(s.scene(""))
	}
	s.fill()
}

// scene is the picture with one node shown among its neighbours.
func (s *Screen) scene(node string) picture.Scene {
	chart := s.now.chart.Select(node).Only(s.only())
	return picture.Scene{Map: &mapping.Map{Layers: []mapping.Layer{chart}}, Home: chart.Bound(), YDown: true}
}

// tapped shows a node among its neighbours.
func (s *Screen) tapped(px mapping.Pt, v mapping.Viewport) {
	if s.now == nil {
		return
	}
	g, _ := s.pic.Hit(px, v)
	if g.Kind != "node" {
		g.ID = ""
	}
	s.pic.Update(s.scene(g.ID))
}

// printBrief prints the 链情, which is what stands on the board.
func (s *Screen) printBrief() {
	if s.now == nil {
		return
	}
	d, of, name := s.desk, s.of, s.now.Chain.Name+"产业链链情"
	task.Long(d.Window, "正在生成链情", func(context.Context, func(int, int)) ([]byte, error) {
		return chainbook.Brief(d.Store, of, d.Typeface, pdf.A3, time.Now())
	}, func(b []byte, err error) {
		if err != nil {
			d.Fail(err)
			return
		}
		d.Print(name, b)
	})
}

// export writes the 链情.
func (s *Screen) export() {
	if s.now == nil {
		return
	}
	name := model.Attachment{Name: s.now.Chain.Name + "产业链链情.pdf"}.FileName()
	ui.SaveFile(s.desk.Window, name, func(f fyne.URIWriteCloser, err error) {
		if err == nil {
			var b []byte
			if b, err = chainbook.Brief(s.desk.Store, s.of, s.desk.Typeface, pdf.A3, time.Now()); err == nil {
				_, err = f.Write(b)
			}
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			s.desk.Fail(err)
			return
		}
		s.desk.Written(look.Good, "链情已写入："+f.URI().Name(), f.URI().Path())
	})
}
