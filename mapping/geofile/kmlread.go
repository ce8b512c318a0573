package geofile

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// Limits of a KML.
const (
	kmlToken   = 32 << 20 // bytes of one tag or text: a million positions
	kmlDeepest = 100      // elements in elements
)

// Names of the columns that every KML may have.
const (
	kmlName        = "名称"
	kmlDescription = "说明"
	kmlAddress     = "地址"
	kmlTime        = "时间"
	kmlFolder      = "文件夹"
)

// kmlParser goes through a KML. Elements are known by their local names, since namespaces are often missing or wrong.
type kmlParser struct {
	dec     *xml.Decoder
	budget  *budget
	depth   int
	root    xml.StartElement
	folders []string
	title   string                     // of the document
	schemas map[string]map[string]bool // by id, the fields that are numbers
	count   int
	links   int
	each    func(Feature) error
}

// token returns the next token. Only an element gives room for more, so that texts in pieces are bounded too.
func (p *kmlParser) token() (xml.Token, error) {
	t, err := p.dec.Token()
	switch t.(type) {
	case xml.StartElement, xml.EndElement:
		p.budget.left = kmlToken
	}
	return t, err
}

// checkRoot tells a KML from another XML, and from what is none.
func (p *kmlParser) checkRoot() error {
	for {
		t, err := p.token()
		if err == io.EOF {
			return fmt.Errorf("no element: %w", ErrDamaged)
		}
		if err != nil {
			return err
		}
		if e, ok := t.(xml.StartElement); ok {
			switch e.Name.Local {
			case "kml", "Document", "Folder", "Placemark":
				p.root = e
				return nil
			}
			return fmt.Errorf("element %q: %w", e.Name.Local, ErrFormat)
		}
	}
}

// read hands on every feature. A file that holds only links is an error, lest it pass for an empty one.
func (p *kmlParser) read() error {
	if err := p.checkRoot(); err != nil {
		return err
	}
	p.schemas = map[string]map[string]bool{}
	if err := p.element(p.root); err != nil {
		return err
	}
	if p.count == 0 && p.links > 0 {
		return ErrLinksOnly
	}
	return nil
}

// element reads what may stand in a document.
func (p *kmlParser) element(e xml.StartElement) error {
	switch e.Name.Local {
	case "kml":
		return p.children(p.element)
	case "Document", "Folder":
		return p.folder(e)
	case "Placemark":
		return p.placemark()
	case "Schema":
		return p.schema(e)
	case "NetworkLink":
		p.links++
	}
	return p.skip()
}

// children hands every element within the present one to each, which reads it to its end.
func (p *kmlParser) children(each func(xml.StartElement) error) error {
	if p.depth++; p.depth > kmlDeepest {
		return fmt.Errorf("more than %d elements in each other: %w", kmlDeepest, ErrTooLarge)
	}
	for {
		t, err := p.token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := each(t); err != nil {
				return err
			}
		case xml.EndElement:
			p.depth--
			return nil
		}
	}
}

func (p *kmlParser) skip() error {
	_, err := p.text(0)
	return err
}

// text reads the words of the present element, tags left out, up to a number of bytes; what is beyond 0 is dropped.
func (p *kmlParser) text(limit int) (string, error) {
	var out strings.Builder
	for depth := p.depth; ; {
		t, err := p.token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > kmlDeepest {
				return "", fmt.Errorf("more than %d elements in each other: %w", kmlDeepest, ErrTooLarge)
			}
		case xml.EndElement:
			if depth--; depth < p.depth {
				return out.String(), nil
			}
		case xml.CharData:
			if limit == 0 {
				continue
			}
			if out.Len()+len(t) > limit {
				return "", fmt.Errorf("text of more than %d MB: %w", limit>>20, ErrTooLarge)
			}
			out.Write(t)
		}
	}
}

// words reads a short text.
func (p *kmlParser) words() (string, error) {
	s, err := p.text(kmlToken)
	return strings.TrimSpace(s), err
}

func (p *kmlParser) folder(e xml.StartElement) error {
	at := len(p.folders)
	p.folders = append(p.folders, "")
	err := p.children(func(c xml.StartElement) (err error) {
		if c.Name.Local != "name" {
			return p.element(c)
		}
		name, err := p.words()
		if e.Name.Local == "Folder" {
			p.folders[at] = name
		} else if p.title == "" {
			p.title = name
		}
		return err
	})
	p.folders = p.folders[:at]
	return err
}

// path is where the present feature lies. A folder that is called as the document tells nothing.
func (p *kmlParser) path() string {
	var names []string
	for _, f := range p.folders {
		if f != "" && f != p.title {
			names = append(names, f)
		}
	}
	return strings.Join(names, "/")
}

func (p *kmlParser) schema(e xml.StartElement) error {
	numbers := map[string]bool{}
	p.schemas[attribute(e, "id")] = numbers
	return p.children(func(c xml.StartElement) error {
		switch strings.ToLower(attribute(c, "type")) {
		case "int", "uint", "short", "ushort", "float", "double":
			numbers[attribute(c, "name")] = true
		}
		return p.skip()
	})
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// placemark is a feature while it is read.
type placemark struct {
	name, description, address, time string
	extended                         attrList
	members                          orb.Collection
}

func (p *kmlParser) placemark() error {
	p.count++
	var m placemark
	if err := p.children(func(e xml.StartElement) error { return p.part(&m, e) }); err != nil {
		if err = kmlError(err); errors.Is(err, ErrDamaged) || errors.Is(err, ErrTooLarge) || errors.Is(err, ErrCoordinate) {
			err = &FeatureError{Number: p.count, Err: err}
		}
		return err
	}
	f := Feature{Number: p.count, Geometry: together(m.members)}
	rows, text := htmlRows(m.description)
	var all attrList
	all.add(kmlName, m.name)
	for _, a := range m.extended {
		all.add(a.Name, a.Value)
	}
	for _, r := range rows {
		all.add(r.Name, r.Value)
	}
	all.add(kmlDescription, text)
	all.add(kmlAddress, m.address)
	all.add(kmlTime, m.time)
	all.add(kmlFolder, p.path())
	f.Attrs = all
	return p.each(f)
}

// part reads an element of a placemark.
func (p *kmlParser) part(m *placemark, e xml.StartElement) (err error) {
	switch e.Name.Local {
	case "name":
		m.name, err = p.words()
	case "description":
		m.description, err = p.words()
	case "address":
		m.address, err = p.words()
	case "TimeStamp", "TimeSpan":
		return p.children(func(xml.StartElement) error {
			s, err := p.words()
			m.time = strings.Trim(m.time+"–"+s, "–")
			return err
		})
	case "ExtendedData":
		return p.children(func(c xml.StartElement) error { return p.data(m, c) })
	default:
		var g orb.Geometry
		g, err = p.geometry(e)
		m.members = append(m.members, parts(g)...)
	}
	return err
}

// data reads an attribute: Data with a value, SchemaData with typed ones, or an element of another namespace.
func (p *kmlParser) data(m *placemark, e xml.StartElement) error {
	switch e.Name.Local {
	case "Data":
		return p.children(func(c xml.StartElement) error {
			if c.Name.Local != "value" {
				return p.skip()
			}
			return p.value(m, attribute(e, "name"), false)
		})
	case "SchemaData":
		numbers := p.schemas[strings.TrimPrefix(attribute(e, "schemaUrl"), "#")]
		return p.children(func(c xml.StartElement) error {
			name := attribute(c, "name")
			return p.value(m, name, numbers[name])
		})
	}
	return p.value(m, e.Name.Local, false)
}

// value reads the value of an attribute.
func (p *kmlParser) value(m *placemark, name string, number bool) error {
	s, err := p.words()
	if err != nil {
		return err
	}
	if len(m.extended) > mostAttrs {
		return fmt.Errorf("more than %d attributes: %w", mostAttrs, ErrTooLarge)
	}
	if v, bad := strconv.ParseFloat(s, 64); number && bad == nil && finite(orb.Point{v}) {
		m.extended.add(name, v)
	} else {
		m.extended.add(name, s)
	}
	return nil
}
