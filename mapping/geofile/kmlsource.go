package geofile

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
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

// Limits of a KMZ. The text of drawings shrinks to a tenth; what shrinks to a two-hundredth was made to fill a disk.
const (
	kmzLargest  = 2 << 30  // bytes unpacked
	kmzHarmless = 16 << 20 // bytes unpacked, below which the ratio does not matter
	kmzRatio    = 200
)

// kmlSource opens the text of a KML or KMZ, as often as it is read.
type kmlSource struct {
	path     string
	progress func(done, total int64)
}

// open returns the bytes of the KML. They end when ctx does.
func (s kmlSource) open(ctx context.Context) (*counted, error) {
	in, f, err := openCounted(ctx, s.path, s.progress)
	if err != nil {
		return nil, err
	}
	head := make([]byte, 4)
	if _, err := f.ReadAt(head, 0); err == nil && string(head) == "PK\x03\x04" {
		if err := in.unzip(f, in.total); err != nil {
			return nil, errors.Join(err, in.Close())
		}
	}
	return in, nil
}

// openCounted opens a file as a stream.
func openCounted(ctx context.Context, path string, progress func(done, total int64)) (*counted, *os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return &counted{in: f, ctx: ctx, total: info.Size(), progress: progress, close: []io.Closer{f}}, f, nil
}

// counted is a stream that tells how far it is, and ends with its context.
type counted struct {
	in       io.Reader
	ctx      context.Context
	done     int64
	total    int64
	packed   int64 // bytes in the zip, 0 for a file that is none
	told     int64
	progress func(done, total int64)
	close    []io.Closer
}

// progressBytes is how many bytes are read between two words about it.
const progressBytes = 256 << 10

func (c *counted) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.in.Read(p)
	c.done += int64(n)
	if c.packed > 0 && (c.done > kmzLargest || c.done > kmzHarmless && c.done > kmzRatio*c.packed) {
		return n, fmt.Errorf("%d bytes out of %d in the archive: %w", c.done, c.packed, ErrTooLarge)
	}
	if c.progress != nil && c.done-c.told >= progressBytes {
		c.told = c.done
		c.progress(c.done, max(c.total, c.done))
	}
	var corrupt flate.CorruptInputError
	if errors.As(err, &corrupt) || errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) {
		err = errors.Join(ErrDamaged, err)
	}
	return n, err
}

// finish tells that all is read, though the last bytes may not have been asked for.
func (c *counted) finish() {
	if c.progress != nil {
		c.progress(c.total, c.total)
	}
}

func (c *counted) Close() error {
	var err error
	for _, x := range c.close {
		err = errors.Join(err, x.Close())
	}
	return err
}

// unzip turns to the KML in an archive: doc.kml, or else the first one.
func (c *counted) unzip(f *os.File, size int64) error {
	z, err := zip.NewReader(f, size)
	if err != nil {
		return errors.Join(ErrDamaged, err)
	}
	entry := mainKML(z.File)
	if entry == nil {
		return fmt.Errorf("no .kml in the archive: %w", ErrNoLayer)
	}
	in, err := entry.Open()
	if err != nil {
		return errors.Join(ErrDamaged, err)
	}
	c.in, c.total, c.packed = in, int64(entry.UncompressedSize64), max(int64(entry.CompressedSize64), 1)
	c.close = append([]io.Closer{in}, c.close...)
	return nil
}

func mainKML(files []*zip.File) *zip.File {
	var first *zip.File
	for _, f := range files {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		if name == "doc.kml" {
			return f
		}
		if path.Ext(name) == ".kml" && (first == nil || strings.Count(name, "/") < strings.Count(first.Name, "/")) {
			first = f
		}
	}
	return first
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
	if !validStart(head) {
		return simplifiedchinese.GB18030
	}
	return nil
}

// validStart tells whether bytes that may end within a character are UTF-8.
func validStart(b []byte) bool {
	for i := 1; i <= min(utf8.UTFMax-1, len(b)); i++ {
		if c := b[len(b)-i]; utf8.RuneStart(c) {
			if !utf8.FullRune(b[len(b)-i:]) {
				b = b[:len(b)-i]
			}
			break
		}
	}
	return utf8.Valid(b)
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
