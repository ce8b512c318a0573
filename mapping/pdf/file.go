package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
)

// file is the numbered objects of a PDF file.
type file struct{ objects []string }

// ref is how objects name each other.
type ref int

// String is the name in the file.
func (r ref) String() string { return fmt.Sprintf("%d 0 R", int(r)) }

func (f *file) reserve() ref {
	f.objects = append(f.objects, "")
	return ref(len(f.objects))
}

func (f *file) put(r ref, body string) { f.objects[r-1] = body }

func (f *file) add(body string) ref {
	r := f.reserve()
	f.put(r, body)
	return r
}

// stream adds data, packed; entries are what its dictionary says beside the length.
func (f *file) stream(entries string, data []byte) ref {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write(data) // a buffer takes all
	_ = z.Close()
	return f.raw(entries+"/Filter/FlateDecode", b.Bytes())
}

func (f *file) raw(entries string, data []byte) ref {
	return f.add(fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data))
}

// bytes is the file with its table of contents.
func (f *file) bytes(root, info ref) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(f.objects))
	for i, o := range f.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	id := sha256.Sum256(b.Bytes())
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %s/Info %s/ID[<%x><%[4]x>]>>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, root, info, id[:16], start)
	return b.Bytes()
}

// assemble writes pages, what they use and the outline.
func (d *Document) assemble() []byte {
	var f file
	root, tree, shared := f.reserve(), f.reserve(), f.reserve()
	var kids []ref
	for _, c := range d.pages {
		content := f.stream("", c.body.Bytes())
		kids = append(kids, f.add(fmt.Sprintf("<</Type/Page/Parent %s/MediaBox[0 0 %s %s]/Resources %s/Contents %s>>", tree,
			fine(c.sheet.Paper.W*pointsPerMM), fine(c.sheet.Paper.H*pointsPerMM), shared, content)))
	}
	f.put(tree, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(kids), joinRefs(kids)))
	f.put(shared, d.resources(&f))
	catalog := fmt.Sprintf("<</Type/Catalog/Pages %s/Lang(zh-CN)", tree)
	if d.info.Title != "" {
		catalog += "/ViewerPreferences<</DisplayDocTitle true>>"
	}
	if len(d.marks) > 0 {
		catalog += fmt.Sprintf("/Outlines %s/PageMode/UseOutlines", f.addOutline(d.marks, kids))
	}
	f.put(root, catalog+">>")
	return f.bytes(root, f.add(d.info.dictionary()))
}

func joinRefs(refs []ref) string {
	words := make([]string, len(refs))
	for i, r := range refs {
		words[i] = r.String()
	}
	return strings.Join(words, " ")
}

// resources are what all pages share: fonts, pictures, and a state for each opacity.
func (d *Document) resources(f *file) string {
	var b strings.Builder
	b.WriteString("<</Font<<")
	for i, name := range [2]string{"R", "B"} {
		if s := d.fonts[i]; s != nil {
			fmt.Fprintf(&b, "/%s %s", name, f.addFont(s, d.faces, i == 1))
		}
	}
	b.WriteString(">>/XObject<<")
	for i, p := range d.art.pictures {
		fmt.Fprintf(&b, "/I%d %s", i, f.addPicture(p))
	}
	b.WriteString(">>/ExtGState<<")
	for a := range 256 {
		v := decimal(float64(a)/255, 4)
		fmt.Fprintf(&b, "/A%d<</ca %s/CA %[2]s>>", a, v)
	}
	b.WriteString(">>>>")
	return b.String()
}

// dictionary is what the document says of itself.
func (i Info) dictionary() string {
	var b strings.Builder
	b.WriteString("<<")
	for _, e := range [...]struct{ key, text string }{
		{"Title", i.Title}, {"Author", i.Author}, {"Subject", i.Subject}, {"Creator", "招商链图"}, {"Producer", "招商链图"},
	} {
		if e.text != "" {
			b.WriteString("/" + e.key + textString(e.text))
		}
	}
	if !i.Created.IsZero() {
		b.WriteString("/CreationDate" + dateString(i.Created))
	}
	b.WriteString(">>")
	return b.String()
}

func textString(s string) string { return "<feff" + utf16Hex(s) + ">" }

func dateString(t time.Time) string {
	return "(D:" + t.Format("20060102150405") + strings.Replace(t.Format("-07:00"), ":", "'", 1) + "')"
}
