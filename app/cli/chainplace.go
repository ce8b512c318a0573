package cli

import (
	"fmt"
	"io"
	"time"

	"chainatlas/model"
	"chainatlas/model/placing"
	"chainatlas/model/store"
)

type chainPlaceCommand struct {
	Apply     bool   `help:"把明确的建议写入企业的产业链角色（一次操作，可撤销），并登记各链的名录日期"`
	Directory string `help:"名录日期，写入各产业链；默认为今天" placeholder:"DATE"`
}

// placeEntry is a proposal in JSON.
type placeEntry struct {
	linkedRecord
	Plain  bool            `json:"plain"`
	Places []proposedPlace `json:"places"`
}

type proposedPlace struct {
	Chain linkedRecord  `json:"chain"`
	Node  model.NodeRef `json:"node"`
	Score float64       `json:"score"`
	Why   string        `json:"why"`
}

type placeResult struct {
	Enterprises []placeEntry `json:"enterprises"`
	Plain       int          `json:"plain"`
	Open        int          `json:"open"` // several places are possible
	Unknown     int          `json:"unknown"`
	Applied     int          `json:"applied"`
}

// Run proposes a node for every enterprise that stands on none; --apply accepts what is plain.
func (x chainPlaceCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	chains, err := store.Every[*model.Chain](s, model.KindChain)
	if err != nil {
		return err
	}
	firms, err := store.Every[*model.Enterprise](s, model.KindEnterprise)
	if err != nil {
		return err
	}
	suggestions := placing.Suggest(firms, chains)
	out := placesOf(suggestions)
	if x.Apply {
		if out.Applied, err = x.apply(s, suggestions, chains); err != nil {
			return err
		}
	}
	return c.print(out, func(w io.Writer) {
		for _, e := range out.Enterprises {
			if len(e.Places) > 0 {
				p := e.Places[0]
				fmt.Fprintf(w, "%s\t%s·%s\t%.2f\t%s\n", e.Name, p.Chain.Name, p.Node, p.Score, p.Why)
			}
		}
		fmt.Fprintf(w, "建议明确 %d 家，需选择 %d 家，待归链 %d 家", out.Plain, out.Open, out.Unknown)
		if x.Apply {
			fmt.Fprintf(w, "；已写入 %d 家", out.Applied)
		}
		fmt.Fprintln(w)
	})
}

func (x chainPlaceCommand) apply(s *store.Store, suggestions []placing.Suggestion, chains []*model.Chain) (int, error) {
	text := x.Directory
	if text == "" {
		text = time.Now().Format(time.DateOnly)
	}
	day, problems := model.ParseDate(text, model.Hint{})
	if len(problems) > 0 || day.IsZero() {
		return 0, mistake("名录日期「" + text + "」无法识别，写成 2024-01-17")
	}
	choices := placing.Plain(suggestions)
	_, err := s.Update(fmt.Sprintf("名录归链 %d 家", len(choices)), func(tx *store.Tx) error { return placing.Accept(tx, choices, chains, day) })
	return len(choices), err
}

func placesOf(suggestions []placing.Suggestion) placeResult {
	out := placeResult{Enterprises: []placeEntry{}}
	for _, g := range suggestions {
		e := placeEntry{linkedRecord: linkedRecord{g.Firm.ID, g.Firm.Name}, Plain: g.Plain, Places: []proposedPlace{}}
		for _, p := range g.Places {
			e.Places = append(e.Places, proposedPlace{linkedRecord{p.Chain.ID, p.Chain.Name}, p.Node.Ref(), p.Score, p.Why})
		}
		switch {
		case g.Plain:
			out.Plain++
		case len(g.Places) > 0:
			out.Open++
		default:
			out.Unknown++
		}
		out.Enterprises = append(out.Enterprises, e)
	}
	return out
}
