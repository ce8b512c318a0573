package model

import (
	"bytes"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Attachment is a file that belongs to a record: a photo of a site, a signed agreement. The record holds what is said of
// it; the store keeps its bytes under their hash, once for all records that have the same file.
type Attachment struct {
	Hash string `cbor:"1,keyasint" json:"hash"`                     // SHA-256 of the bytes, hexadecimal
	Name string `cbor:"2,keyasint" json:"name"`                     // what the file was called
	Size int64  `cbor:"3,keyasint" json:"size"`                     // bytes
	Type string `cbor:"4,keyasint" json:"type"`                     // media type, told from the bytes
	Note string `cbor:"5,keyasint,omitempty" json:"note,omitempty"` // caption
}

// Attachments are the files of a record, in the order they were added.
type Attachments []Attachment

// IsZero tells whether there is none.
func (a Attachments) IsZero() bool { return len(a) == 0 }

// String lists the names: 现状.jpg、可研报告.pdf.
func (a Attachments) String() string {
	names := make([]string, len(a))
	for i, x := range a {
		names[i] = x.Name
	}
	return strings.Join(names, "、")
}

// With returns the list with a file added at its end. A file that is there already, whatever it is called, takes the new
// caption if there is one; the list is the same when nothing is new.
func (a Attachments) With(x Attachment) Attachments {
	out := slices.Clone(a)
	for i, old := range out {
		if old.Hash == x.Hash {
			if x.Note != "" {
				out[i].Note = x.Note
			}
			return out
		}
	}
	return append(out, x)
}

// Without returns the list without a file.
func (a Attachments) Without(hash string) Attachments {
	return slices.DeleteFunc(slices.Clone(a), func(x Attachment) bool { return x.Hash == hash })
}

// Noted returns the list with another caption on a file.
func (a Attachments) Noted(hash, note string) Attachments {
	out := slices.Clone(a)
	for i := range out {
		if out[i].Hash == hash {
			out[i].Note = note
		}
	}
	return out
}

// Has tells whether a file is in the list.
func (a Attachments) Has(hash string) bool {
	return slices.ContainsFunc(a, func(x Attachment) bool { return x.Hash == hash })
}

// hashDigits is how much of a hash is enough to mean a file.
const hashDigits = 8

// Find returns the file that a person means: by its name, its number from 1, or the first digits of its hash. It returns
// ErrNotFound or ErrAmbiguous.
func (a Attachments) Find(what string) (Attachment, error) {
	var found []Attachment
	for _, x := range a {
		if x.Name == what || len(what) >= hashDigits && strings.HasPrefix(x.Hash, strings.ToLower(what)) {
			found = append(found, x)
		}
	}
	if n, err := strconv.Atoi(what); len(found) == 0 && err == nil && n >= 1 && n <= len(a) {
		found = a[n-1 : n]
	}
	switch len(found) {
	case 0:
		return Attachment{}, ErrNotFound
	case 1:
		return found[0], nil
	}
	return Attachment{}, ErrAmbiguous
}

// The media types that the program knows; the bytes of any other file are OtherFile.
const (
	PNG       = "image/png"
	JPEG      = "image/jpeg"
	GIF       = "image/gif"
	PDF       = "application/pdf"
	OtherFile = "application/octet-stream"
)

// MediaTypeBytes is how many of the first bytes MediaType needs.
const MediaTypeBytes = 8

// MediaType tells what a file is from its first bytes: its name may say anything.
func MediaType(head []byte) string {
	for _, known := range []struct{ begins, is string }{
		{"\x89PNG\r\n\x1a\n", PNG}, {"\xff\xd8\xff", JPEG}, {"GIF87a", GIF}, {"GIF89a", GIF}, {"%PDF-", PDF},
	} {
		if bytes.HasPrefix(head, []byte(known.begins)) {
			return known.is
		}
	}
	return OtherFile
}

// IsPicture tells whether the program can show the file itself.
func (a Attachment) IsPicture() bool { return a.Type == PNG || a.Type == JPEG || a.Type == GIF }

// maxFileName is how many bytes every system takes as a name, with room for what a program adds.
const maxFileName = 200

// FileName is the name under which the file can be written on any system: another computer's names may hold what Windows
// does not take, and a name is never a path.
func (a Attachment) FileName() string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || unicode.IsControl(r) || r == utf8.RuneError || unicode.Is(unicode.Bidi_Control, r) {
			return '_'
		}
		return r
	}, a.Name)
	ext := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	if len(ext) > maxFileName/4 {
		stem, ext = name, ""
	}
	stem, ext = strings.Trim(cutBytes(stem, maxFileName-len(ext)), " ."), strings.TrimRight(ext, " .")
	if first, _, _ := strings.Cut(stem, "."); stem == "" || deviceNames[strings.ToUpper(strings.TrimSpace(first))] {
		stem = "_" + stem
	}
	return stem + ext
}

// deviceNames mean a device on Windows, whatever follows them.
var deviceNames = map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true,
	"COM1": true, "COM2": true, "COM3": true, "COM4": true, "COM5": true, "COM6": true, "COM7": true, "COM8": true, "COM9": true,
	"LPT1": true, "LPT2": true, "LPT3": true, "LPT4": true, "LPT5": true, "LPT6": true, "LPT7": true, "LPT8": true, "LPT9": true}

// cutBytes cuts a text to a length in bytes, between two characters.
func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

var attachmentFields = sync.OnceValue(func() map[Kind][]*Field {
	out := make(map[Kind][]*Field)
	for k, fields := range registry() {
		for _, f := range fields {
			if f.HoldsFiles() {
				out[k] = append(out[k], f)
			}
		}
	}
	return out
})

// HoldsFiles tells whether the field's value is Attachments.
func (f *Field) HoldsFiles() bool {
	return f.typ == reflect.TypeFor[Attachments]()
}

// AttachmentFieldsOf lists the fields of a kind that hold files; none for a kind that has no files. The slice is shared:
// do not change it.
func AttachmentFieldsOf(k Kind) []*Field { return attachmentFields()[k] }

// FieldForFile is where a file of a kind's record belongs: pictures of a site are its photos. It is nil for a kind that
// has no files.
func FieldForFile(k Kind, x Attachment) *Field {
	fields := AttachmentFieldsOf(k)
	for _, f := range fields {
		if f.Key == photosKey && x.IsPicture() {
			return f
		}
	}
	for _, f := range fields {
		if f.Key != photosKey {
			return f
		}
	}
	return nil
}

const photosKey = "photos"

// Attach adds a file to a record, where it belongs. A file that the record has already takes the new caption, if there is
// one. It answers false for a kind that has no files.
func Attach(r Record, x Attachment) bool {
	f := FieldForFile(r.Kind(), x)
	if f == nil {
		return false
	}
	f.SetValue(r, f.Value(r).(Attachments).With(x))
	return true
}

// Detach takes a file from a record.
func Detach(r Record, hash string) {
	eachFiles(r, func(a Attachments) Attachments { return a.Without(hash) })
}

// Caption puts another caption on a file of a record; "" takes it away.
func Caption(r Record, hash, note string) {
	eachFiles(r, func(a Attachments) Attachments { return a.Noted(hash, note) })
}

func eachFiles(r Record, change func(Attachments) Attachments) {
	for _, f := range AttachmentFieldsOf(r.Kind()) {
		f.SetValue(r, change(f.Value(r).(Attachments)))
	}
}

// FilesOf are all files of a record.
func FilesOf(r Record) (out Attachments) {
	for _, f := range AttachmentFieldsOf(r.Kind()) {
		out = append(out, f.Value(r).(Attachments)...)
	}
	return out
}
