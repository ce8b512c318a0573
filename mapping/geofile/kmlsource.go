package geofile

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// kmlSource opens the text of a KML or KMZ, as often as it is read.
type kmlSource struct {
	path     string
	progress func(done, total int64)
}

// stream is an opened text that tells how far it is, and ends with its context.
type stream struct {
	meter
	close []io.Closer
}

// openStream opens a file as a stream.
func openStream(ctx context.Context, path string, progress func(done, total int64)) (*stream, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &stream{meter{ctx: ctx, r: f, total: info.Size(), tell: progress}, []io.Closer{f}}, nil
}

// finish tells that all is read, though the last bytes may not have been asked for.
func (s *stream) finish() {
	if s.tell != nil {
		s.tell(s.total, s.total)
	}
}

func (s *stream) Close() error {
	var err error
	for _, c := range s.close {
		err = errors.Join(err, c.Close())
	}
	return err
}

// open returns the bytes of the KML.
func (s kmlSource) open(ctx context.Context) (*stream, error) {
	f, err := os.Open(s.path)
	if err != nil {
		return nil, err
	}
	head := make([]byte, 4)
	n, _ := io.ReadFull(f, head) // a shorter file is no archive
	if err := f.Close(); err != nil {
		return nil, err
	}
	if string(head[:n]) == "PK\x03\x04" {
		return s.unzip(ctx)
	}
	return openStream(ctx, s.path, s.progress)
}

// unzip turns to the KML in an archive: doc.kml, or else the one in the fewest folders.
func (s kmlSource) unzip(ctx context.Context) (*stream, error) {
	a, err := openArchive(s.path)
	if err != nil {
		return nil, err
	}
	entry, ok := mainKML(a.files)
	if !ok {
		return nil, errors.Join(fmt.Errorf("no .kml in the archive: %w", ErrNoLayer), a.z.Close())
	}
	in, err := entry.open()
	if err != nil {
		return nil, errors.Join(err, a.z.Close())
	}
	size := int64(entry.f.UncompressedSize64)
	return &stream{meter{ctx: ctx, r: in, total: size, tell: s.progress}, []io.Closer{in, a.z}}, nil
}

func mainKML(files []archived) (main archived, ok bool) {
	for _, f := range files {
		name := strings.ToLower(f.name)
		if name == "doc.kml" {
			return f, true
		}
		if path.Ext(name) == ".kml" && (!ok || strings.Count(name, "/") < strings.Count(main.name, "/")) {
			main, ok = f, true
		}
	}
	return main, ok
}

// sniffLen is how much of a text is looked at for its encoding, bytes.
const sniffLen = 1 << 20

var (
	xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*encoding\s*=\s*["']\s*([A-Za-z0-9._-]+)`)
	utf8BOM     = []byte("\xef\xbb\xbf")
)

// decodedXML returns an XML text in UTF-8 without the characters that XML forbids. The encoding is what the byte order
// mark or the declaration says; text that says UTF-8 and is not, is Chinese.
func decodedXML(in io.Reader) (io.Reader, error) {
	b := bufio.NewReaderSize(in, sniffLen)
	head, err := b.Peek(sniffLen)
	if err != nil && err != io.EOF {
		return nil, err
	}
	var e encoding.Encoding
	switch {
	case bytes.HasPrefix(head, utf8BOM):
		_, err = b.Discard(len(utf8BOM))
		return scrubbed{b}, err
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("<\x00")):
		e = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.HasPrefix(head, []byte("\x00<")):
		e = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	default:
		e = declaredEncoding(head)
	}
	if e == nil {
		return scrubbed{b}, nil
	}
	return scrubbed{e.NewDecoder().Reader(b)}, nil
}

// declaredEncoding is nil for UTF-8.
func declaredEncoding(head []byte) encoding.Encoding {
	var name string
	if m := xmlEncoding.FindSubmatch(head[:min(len(head), 256)]); m != nil {
		name = strings.ToLower(string(m[1]))
	}
	switch name {
	case "gbk", "gb2312", "gb18030", "gb_2312-80", "cp936", "x-gbk", "windows-936":
		return simplifiedchinese.GB18030
	case "big5", "cp950", "big5-hkscs":
		return traditionalchinese.Big5
	case "iso-8859-1", "windows-1252", "latin1":
		return charmap.Windows1252
	}
	if !utf8.Valid(wholeRunes(head)) {
		return simplifiedchinese.GB18030
	}
	return nil
}

// scrubbed makes blanks of control characters, which some programs leave in names and no XML reader takes.
type scrubbed struct{ in io.Reader }

func (s scrubbed) Read(p []byte) (int, error) {
	n, err := s.in.Read(p)
	for i, c := range p[:n] {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			p[i] = ' '
		}
	}
	return n, err
}

// budget ends a stream of which one piece is larger than memory should hold.
type budget struct {
	in   io.Reader
	left int
}

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, fmt.Errorf("one piece of more than %d MB: %w", kmlToken>>20, ErrTooLarge)
	}
	n, err := b.in.Read(p)
	b.left -= n
	return n, err
}
