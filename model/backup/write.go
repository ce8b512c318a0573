package backup

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/zstd"

	"chainatlas/model/store"
)

// writer puts a stretch of the journal into a file.
type writer struct {
	dir       string
	workspace []byte // workspace.json
	persons   []byte // keys of personal values, of both copies the best; nil when there are none
	stretch   store.Stretch
	files     []store.KeptFile // that the earlier backup lacks
	manifest  Manifest
	walker    *store.Walker
	meter     meter
	zip       *zip.Writer
}

// size is how many bytes are to be packed.
func (w *writer) size() int64 {
	n := int64(len(w.workspace) + len(w.stretch.Keys) + len(w.persons))
	for _, p := range w.stretch.Pieces {
		n += p.To - p.From
	}
	for _, f := range w.files {
		n += f.Size
	}
	return n
}

func (w *writer) write(f *os.File) error {
	w.zip = zip.NewWriter(f)
	err := w.part(Part{Name: workspaceName, Size: int64(len(w.workspace))}, bytes.NewReader(w.workspace))
	if err == nil && w.manifest.Encrypted {
		err = w.part(Part{Name: keysName, Size: int64(len(w.stretch.Keys))}, bytes.NewReader(w.stretch.Keys))
	}
	if err == nil && w.persons != nil {
		err = w.part(Part{Name: store.PersonFiles[0], Size: int64(len(w.persons))}, bytes.NewReader(w.persons))
	}
	for _, p := range w.stretch.Pieces {
		if err == nil {
			err = w.piece(p)
		}
	}
	for _, f := range w.files {
		if err == nil {
			err = w.file(f)
		}
	}
	if err == nil && w.walker.Mark() != w.stretch.Head {
		err = fmt.Errorf("journal ends at frame %d of %d: %w", w.walker.Mark().Frame, w.stretch.Head.Frame, store.ErrDamaged)
	}
	if err != nil {
		return err
	}
	w.manifest.Head, w.manifest.Counts = w.stretch.Head, w.walker.Counts()
	return w.finish(f)
}

func (w *writer) piece(p store.Piece) error {
	r, file, err := w.open(p)
	if err != nil {
		return err
	}
	defer file.Close()
	return w.part(Part{Name: p.Name, Offset: p.From, Size: p.To - p.From, Raw: w.manifest.Encrypted}, r)
}

// part packs one run of bytes; a damaged journal is seen here, before it takes the place of a good copy.
func (w *writer) part(p Part, r io.Reader) error {
	to, err := w.zip.CreateHeader(&zip.FileHeader{Name: p.entry(), Method: zip.Store, Modified: w.manifest.Time})
	if err != nil {
		return err
	}
	packed, err := p.packer(to)
	if err != nil {
		return err
	}
	sum, before := sha256.New(), w.meter.done
	err = p.read(io.TeeReader(w.meter.of(r), io.MultiWriter(packed, sum)), w.walker)
	if err = errors.Join(err, packed.Close()); err != nil {
		return fmt.Errorf("pack %s: %w", p.Name, err)
	}
	if n := w.meter.done - before; n != p.Size {
		return fmt.Errorf("pack %s: %d bytes of %d: %w", p.Name, n, p.Size, store.ErrDamaged)
	}
	p.SHA256 = hex.EncodeToString(sum.Sum(nil))
	w.manifest.Parts = append(w.manifest.Parts, p)
	reached("part")
	return nil
}

// packer packs the bytes of the part, unless they stay as they are.
func (p Part) packer(to io.Writer) (io.WriteCloser, error) {
	if p.Raw {
		return asIs{to}, nil
	}
	return zstd.NewWriter(to, zstd.WithEncoderConcurrency(1))
}

type asIs struct{ io.Writer }

// Close implements io.Closer.
func (asIs) Close() error { return nil }

// read reads the part to its end; the walker looks at what is journal.
func (p Part) read(r io.Reader, walker *store.Walker) error {
	if p.journal() {
		return walker.Walk(r, p.Size, p.Offset == 0)
	}
	_, err := io.Copy(io.Discard, r)
	return err
}

// sealSize is the length of the seal: the SHA-256 of all bytes before it, hexadecimal. It is the comment of the zip and so
// the end of the file. A zip checks the contents of its entries and little else; the seal leaves no byte out.
const sealSize = 2 * sha256.Size

// finish writes the manifest and seals the file.
func (w *writer) finish(f *os.File) error {
	b, err := json.MarshalIndent(w.manifest, "", "  ")
	if err != nil {
		return err
	}
	to, err := w.zip.CreateHeader(&zip.FileHeader{Name: manifestName, Method: zip.Deflate, Modified: w.manifest.Time})
	if err != nil {
		return err
	}
	_, err = to.Write(append(b, '\n'))
	if err = errors.Join(err, w.zip.SetComment(strings.Repeat("0", sealSize)), w.zip.Close()); err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	seal, err := sealOf(io.NewSectionReader(f, 0, info.Size()-sealSize))
	if err == nil {
		_, err = f.WriteAt([]byte(seal), info.Size()-sealSize)
	}
	return err
}

func sealOf(r io.Reader) (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
