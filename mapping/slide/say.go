package slide

import "chainatlas/mapping"

// Say turns the words of a page into another language, before it is laid out. Pictures say their own.
func (p *Page) Say(say mapping.Say) {
	p.Title = say.Word(p.Title)
	for _, e := range p.Elements {
		switch e := e.(type) {
		case *Text:
			for i := range e.Paras {
				e.Paras[i].S = say.Word(e.Paras[i].S)
			}
		case *Table:
			for _, row := range e.Rows {
				for i := range row {
					row[i].S = say.Word(row[i].S)
				}
			}
		case *Picture:
			e.Name = say.Word(e.Name)
		}
	}
}
