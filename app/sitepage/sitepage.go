// Package sitepage prints sites from the workspace: the profile of one, or several compared.
package sitepage

import (
	"bytes"
	"image/jpeg"
	"time"

	"chainatlas/app/photo"
	"chainatlas/app/words"
	"chainatlas/mapping"
	"chainatlas/mapping/pdf"
	"chainatlas/mapping/profile"
	"chainatlas/mapping/thematic"
	"chainatlas/model"
	"chainatlas/model/store"
)

// Options say who reads the pages.
type Options struct {
	Faces    *mapping.Typeface
	Base     *thematic.Base // of the little maps; nil for none
	Audience model.Audience
	Contact  string
	Language model.Language
	Now      time.Time
}

// Printed is a finished document.
type Printed struct {
	PDF     []byte
	Missing []string      // photos that cannot be shown
	Rows    []profile.Row // of a comparison
}

// Profile prints one site. It takes long with large photos, and belongs beside the UI thread.
func Profile(s *store.Store, site *model.Site, o Options) (*Printed, error) {
	out := &Printed{}
	po, err := o.profile(s)
	if err != nil {
		return nil, err
	}
	po.Photos = func(list model.Attachments) []profile.Photo { return out.photos(s, list) }
	doc, err := profile.Site(site, po)
	if err != nil {
		return nil, err
	}
	return out, out.take(doc)
}

// Compare prints sites side by side.
func Compare(s *store.Store, sites []*model.Site, o Options) (*Printed, error) {
	po, err := o.profile(s)
	if err != nil {
		return nil, err
	}
	doc, rows, err := profile.Compare(sites, po)
	if err != nil {
		return nil, err
	}
	out := &Printed{Rows: rows}
	return out, out.take(doc)
}

func (p *Printed) take(doc *pdf.Document) error {
	var b bytes.Buffer
	_, err := doc.WriteTo(&b)
	p.PDF = b.Bytes()
	return err
}

func (o Options) profile(s *store.Store) (profile.Options, error) {
	all, err := s.All(model.KindSite)
	if err != nil {
		return profile.Options{}, err
	}
	out := profile.Options{Faces: o.Faces, Base: o.Base, Audience: o.Audience, Seen: s.Seen(o.Audience), Contact: o.Contact, Date: o.Now}
	for _, r := range all {
		if site, ok := r.(*model.Site); ok {
			out.Around = append(out.Around, site)
		}
	}
	if o.Language == model.English {
		out.Say, err = words.Seen(s, o.Audience)
	}
	return out, err
}

const (
	mostPhotos   = 3
	photoSide    = 1400 // pixels; on paper some 300 in an inch
	photoQuality = 85
)

// photos reads the pictures for a page, upright and no larger than print needs: nothing that the camera wrote beside
// them comes along.
func (p *Printed) photos(s *store.Store, list model.Attachments) []profile.Photo {
	var out []profile.Photo
	for _, a := range list {
		if !a.IsPicture() || len(out) == mostPhotos {
			continue
		}
		one, err := OnePhoto(s, a)
		if err != nil {
			p.Missing = append(p.Missing, a.Name)
			continue
		}
		out = append(out, one)
	}
	return out
}

// OnePhoto reads a picture upright and no larger than print needs, without what the camera wrote beside it.
func OnePhoto(s *store.Store, a model.Attachment) (profile.Photo, error) {
	f, err := s.OpenFile(a)
	if err != nil {
		return profile.Photo{}, err
	}
	img, err := photo.Fit(f, photoSide, photoSide)
	if err != nil {
		return profile.Photo{}, err
	}
	if a.Type != model.JPEG {
		return profile.Photo{Image: img, Caption: a.Note}, nil
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: photoQuality}); err != nil {
		return profile.Photo{}, err
	}
	return profile.Photo{Image: mapping.Photo{Image: img, JPEG: b.Bytes()}, Caption: a.Note}, nil
}
