package backup

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"

	"github.com/klauspost/compress/zstd"

	"chainatlas/model/keys"
	"chainatlas/model/store"
)

// file is a backup being read.
type file struct {
	Backup
	size int64
	from *os.File
	zip  *zip.Reader
}

// maxManifest is far above what any manifest needs.
const maxManifest = 64 << 20

// Read reads what a backup says of itself, and checks no more than that.
func Read(path string) (*Backup, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	return &f.Backup, f.from.Close()
}

// Check reads a backup from end to end: every checksum, the chain of frames, the counts, the seal. It returns ErrDamaged
// with what is damaged, or ErrNewer. An earlier backup that it goes on from is not looked at; Chain finds those.
func Check(ctx context.Context, path string, progress func(done, total int)) (*Backup, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.from.Close()
	m := &meter{ctx: ctx, total: f.bytes(), tell: progress}
	if err := f.check(m); err != nil {
		return nil, err
	}
	return &f.Backup, nil
}

func open(path string) (*file, error) {
	from, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open backup: %w", err)
	}
	f := &file{Backup: Backup{Path: path}, from: from}
	if err := f.begin(); err != nil {
		return nil, errors.Join(err, from.Close())
	}
	return f, nil
}

func (f *file) begin() error {
	info, err := f.from.Stat()
	if err != nil {
		return fmt.Errorf("open backup: %w", err)
	}
	f.size = info.Size()
	if f.zip, err = zip.NewReader(f.from, f.size); err != nil {
		return f.damage("文件不完整，或不是备份", err)
	}
	b, err := f.manifest()
	if err != nil {
		return f.damage("备份清单无法读取", err)
	}
	return f.read(b)
}

// read looks at the format before anything else: what a newer version wrote need not be readable.
func (f *file) read(manifest []byte) error {
	var is struct{ Format int }
	err := json.Unmarshal(manifest, &is)
	if err == nil && is.Format > formatVersion {
		return fmt.Errorf("%s: format %d, known %d: %w", f.Path, is.Format, formatVersion, ErrNewer)
	}
	if err == nil {
		err = json.Unmarshal(manifest, &f.Manifest)
	}
	if err != nil || is.Format < 1 {
		return f.damage("备份清单无法读取", err)
	}
	return nil
}

func (f *file) manifest() ([]byte, error) {
	r, err := f.zip.Open(manifestName)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, maxManifest))
}

func (f *file) damage(what string, err error) error { return &Damage{f.Path, what, err} }

func (f *file) check(m *meter) error {
	walker := f.walker()
	var opens bytes.Buffer // the keys
	for _, p := range f.Parts {
		to := io.Discard
		if p.Name == keysName {
			to = &opens
		}
		if err := f.unpack(p, walker, m, to); err != nil {
			return err
		}
	}
	_, err := keys.Parse(opens.Bytes())
	switch {
	case f.Encrypted && err != nil:
		return f.damage("密钥文件无法读取", err)
	case walker.Mark() != f.Head:
		return f.damage(fmt.Sprintf("应到第 %d 次操作，只有 %d 次", f.Head.Frame, walker.Mark().Frame), nil)
	case !maps.Equal(walker.Counts(), f.Counts):
		return f.damage("记录数与清单不符", nil)
	}
	return f.checkSeal(m.ctx)
}

// walker goes on from where the earlier backup ends.
func (f *file) walker() *store.Walker {
	if f.Since == nil {
		return store.NewWalker(store.Mark{}, nil)
	}
	return store.NewWalker(f.Since.Mark, f.Since.Counts)
}

// unpack writes the bytes of a part, and checks them.
func (f *file) unpack(p Part, walker *store.Walker, m *meter, to io.Writer) error {
	if !p.local() {
		return f.damage("清单中有不该有的文件 "+p.Name, nil)
	}
	r, err := f.zip.Open(p.entry())
	if err != nil {
		return f.damage("缺少 "+p.Name, err)
	}
	defer r.Close()
	packed, done, err := p.unpacker(r)
	if err != nil {
		return f.damage(p.Name+" 无法解压", err)
	}
	defer done()
	sum, before := sha256.New(), m.done
	err = p.read(io.TeeReader(m.of(io.LimitReader(packed, p.Size+1)), io.MultiWriter(sum, to)), walker)
	var disk *os.PathError
	switch {
	case m.ctx.Err() != nil:
		return m.ctx.Err()
	case errors.As(err, &disk):
		return fmt.Errorf("unpack %s: %w", p.Name, disk) // not the fault of the backup
	case err != nil:
		return f.damage(p.Name+" 的内容已损坏", err)
	case m.done-before != p.Size || hex.EncodeToString(sum.Sum(nil)) != p.SHA256:
		return f.damage(p.Name+" 与清单中的校验和不符", nil)
	}
	return nil
}

// unpacker gives the bytes of the part back; done ends it.
func (p Part) unpacker(r io.Reader) (plain io.Reader, done func(), err error) {
	if p.Raw {
		return r, func() {}, nil
	}
	packed, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, nil, err
	}
	return packed, packed.Close, nil
}

// checkSeal finds what the parts' own checksums do not cover.
func (f *file) checkSeal(ctx context.Context) error {
	end := make([]byte, sealSize)
	if _, err := f.from.ReadAt(end, max(0, f.size-sealSize)); err != nil {
		return f.damage("文件末尾的封印无法读取", err)
	}
	seal, err := sealOf(&meter{ctx: ctx, from: io.NewSectionReader(f.from, 0, f.size-sealSize)})
	if err != nil {
		return fmt.Errorf("read backup: %w", err)
	}
	if string(end) != seal {
		return f.damage("文件与封印不符，写成之后被改动过", nil)
	}
	return nil
}
