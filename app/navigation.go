package app

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"chainatlas/app/chains"
	"chainatlas/app/dashboard"
	"chainatlas/app/decks"
	"chainatlas/app/desk"
	"chainatlas/app/enterprises"
	"chainatlas/app/geomap"
	"chainatlas/app/history"
	"chainatlas/app/importer"
	"chainatlas/app/leader"
	"chainatlas/app/look"
	"chainatlas/app/matching"
	"chainatlas/app/placing"
	"chainatlas/app/projects"
	"chainatlas/app/records"
	"chainatlas/app/settings"
	"chainatlas/app/sites"
	"chainatlas/app/ui"
	"chainatlas/model"
)

// place is one entry of the rail and its screen.
type place struct {
	key    string
	kind   model.Kind // whose records the screen shows; "" for none
	icon   fyne.Resource
	foot   bool
	under  string // the entry of the rail that a screen without one of its own belongs to; "" for its own
	screen desk.Screen
}

// matchPlace is reached from a record and has no entry in the rail.
const matchPlace = "match"

// boardPlace fills the window, without the rail, for the head of a chain.
const boardPlace = "board"

// taskList is the screen of 督办, which is reached from a chain's board.
var taskList = records.Config{Kind: model.KindTask, Unit: "件", Hint: "查找，或写条件：办理状态=办理中 办理时限<2024-07-01",
	Columns: []records.Column{{Key: "name", Width: 260}, {Key: "status", Width: 80}, {Key: "due", Width: 110}, {Key: "to", Width: 140}, {Key: "officer", Width: 100},
		{Key: "from", Width: 100}, {Key: "given", Width: 110}, {Key: "chain", Width: 140}, {Key: "project", Width: 200}, {Key: "done", Width: 110}}}

// firstPlace is where a day begins.
const firstPlace = "overview"

// allPlaces makes the screens; each builds its widgets when it is first shown.
func (w *window) allPlaces() []place {
	d := w.desk
	overview := dashboard.New(d)
	overview.OnCounted = w.counted
	return []place{
		{key: firstPlace, icon: theme.HomeIcon(), screen: overview},
		{key: "projects", kind: model.KindProject, icon: theme.ListIcon(), screen: projects.New(d)},
		{key: "enterprises", kind: model.KindEnterprise, icon: theme.AccountIcon(), screen: enterprises.New(d)},
		{key: "chains", kind: model.KindChain, icon: theme.StorageIcon(), screen: chains.New(d)},
		{key: "sites", kind: model.KindSite, icon: theme.GridIcon(), screen: sites.New(d)},
		{key: "map", icon: theme.VisibilityIcon(), screen: geomap.New(d)},
		{key: "decks", kind: model.KindDeck, icon: theme.MediaPlayIcon(), screen: decks.New(d)},
		{key: boardPlace, under: "chains", screen: leader.New(d)},
		{key: "placing", under: "chains", screen: placing.New(d)},
		{key: "tasks", kind: model.KindTask, under: "chains", screen: records.New(d, taskList)},
		{key: matchPlace, under: "projects", screen: matching.New(d)},
		{key: "import", icon: theme.UploadIcon(), screen: importer.New(d)},
		{key: "history", icon: theme.HistoryIcon(), screen: history.New(d)},
		{key: "settings", icon: theme.SettingsIcon(), foot: true, screen: settings.New(d)},
	}
}

func railEntries(places []place) []ui.RailEntry {
	var out []ui.RailEntry
	for _, p := range places {
		if p.under != "" {
			continue
		}
		out = append(out, ui.RailEntry{Key: p.key, Text: p.screen.Title(), Icon: p.icon, Foot: p.foot})
	}
	return out
}

// connect fills in how screens reach each other.
func (w *window) connect() {
	d := w.desk
	d.OnEvent = w.tell
	d.OnFail = w.log.Failed
	d.Go = w.goTo
	d.Open = w.openRecord
	d.List = w.list
	d.History = w.showHistory
	d.Import = w.importFile
	d.Match = w.showMatches
	d.Compare = func(ids []model.ID) { sites.Compare(d, ids) }
	d.Board = w.showBoard
	d.ShowOnMap = w.showOnMap
	d.Present = w.startShow
	d.ShowPackage = w.showPackage
	d.MapView = w.mapView
	d.Restore, d.Encrypt, d.Decrypt = w.restore, w.encrypt, w.decrypt
	d.Say = func(text string) { d.Notice(look.Plain, text) }
	d.Notice = func(tone look.Tone, text string, actions ...ui.Action) {
		if w.curtain.hold(tone, text, actions) {
			return
		}
		w.tell("notice", text)
		w.notice.Say(tone, text, actions...)
	}
}

// mapView is what the screen of the map shows.
func (w *window) mapView() (view [4]float64, layers model.Words, ok bool) {
	if p, found := w.place("map"); found {
		if m, is := p.screen.(*geomap.Screen); is {
			return m.View()
		}
	}
	return view, nil, false
}

// goTo leaves the screen shown and shows another; an unknown key changes nothing.
func (w *window) goTo(key string) {
	p, ok := w.place(key)
	if !ok || key == w.nowKey {
		return
	}
	w.leave()
	w.now, w.nowKey = p.screen, key
	w.middle.Objects = []fyne.CanvasObject{p.screen.Content()}
	w.middle.Refresh()
	w.rail.Select(cmp.Or(p.under, key))
	w.onlyBoard(key)
	p.screen.Show()
	w.tell("screen", key)
	if key != firstPlace {
		w.counted() // whoever leaves it waits for no figures
	}
}

func (w *window) leave() {
	if w.now != nil {
		w.now.Leave()
	}
	w.now, w.nowKey = nil, ""
}

func (w *window) place(key string) (place, bool) {
	for _, p := range w.places {
		if p.key == key {
			return p, true
		}
	}
	return place{}, false
}

// openRecord shows a record in the screen of its kind.
func (w *window) openRecord(id model.ID) {
	r, err := w.desk.Store.Get(id)
	if err != nil {
		w.desk.Fail(err)
		return
	}
	for _, p := range w.places {
		if o, ok := p.screen.(desk.Opener); ok && p.kind == r.Kind() {
			w.goTo(p.key)
			o.OpenRecord(id)
			return
		}
	}
	w.showHistory(id) // a kind without a screen of its own still shows what is known
}

// list shows the records behind a figure in the screen of their kind.
func (w *window) list(kind model.Kind, title string, ids []model.ID) {
	for _, p := range w.places {
		if l, ok := p.screen.(desk.Lister); ok && p.kind == kind {
			w.goTo(p.key)
			l.List(title, ids)
			return
		}
	}
}

func (w *window) showHistory(id model.ID) {
	w.goTo("history")
	if o, ok := w.now.(desk.Opener); ok {
		o.OpenRecord(id)
	}
}

func (w *window) showMatches(id model.ID) {
	w.goTo(matchPlace)
	if o, ok := w.now.(desk.Opener); ok {
		o.OpenRecord(id)
	}
}

// showBoard fills the window with the board of a chain.
func (w *window) showBoard(chain model.ID) {
	w.goTo(boardPlace)
	if o, ok := w.now.(desk.Opener); ok {
		o.OpenRecord(chain)
	}
}

// onlyBoard takes the rail away for the board, and the frame of the window, and brings them back after it.
func (w *window) onlyBoard(key string) {
	full := key == boardPlace
	if full == !w.rail.Visible() {
		return
	}
	if full {
		w.rail.Hide()
	} else {
		w.rail.Show()
	}
	w.win.SetFullScreen(full)
}

// toggleBoard goes from a chain to its board and back.
func (w *window) toggleBoard() {
	c, ok := w.now.(interface{ Chain() model.ID })
	switch {
	case w.nowKey == boardPlace:
		w.leaveBoard()
	case ok && !c.Chain().IsZero():
		w.showBoard(c.Chain())
	}
}

// leaveBoard goes back to the chain.
func (w *window) leaveBoard() {
	if c, ok := w.now.(interface{ Chain() model.ID }); ok && !c.Chain().IsZero() {
		w.openRecord(c.Chain())
		return
	}
	w.goTo("chains")
}

func (w *window) showOnMap(title string, ids []model.ID) {
	w.goTo("map")
	if m, ok := w.now.(*geomap.Screen); ok {
		m.ShowOnly(title, ids)
	}
}

func (w *window) importFile(path string) {
	w.goTo("import")
	if i, ok := w.now.(*importer.Screen); ok {
		i.Open(path)
	}
}

// dropped gives files to the screen where it takes them, else looks through the ledger that was dropped, whatever screen
// is shown.
func (w *window) dropped(at fyne.Position, files []fyne.URI) {
	var paths []string
	for _, f := range files {
		paths = append(paths, f.Path())
	}
	if len(paths) == 0 {
		return
	}
	if t, ok := w.now.(desk.Taker); ok && t.TakeFiles(at, paths) {
		return
	}
	w.take(paths)
}
