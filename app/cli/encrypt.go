package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"chainatlas/model"
	"chainatlas/model/backup"
	"chainatlas/model/keys"
	"chainatlas/model/store"
)

type encryptCommand struct {
	WipeOld bool `help:"加密并核对无误后，删除移到旁边的明文工作区和不加密的自动备份"`
}

type encryptResult struct {
	Workspace   string             `json:"workspace"`
	Aside       string             `json:"aside"` // "" when it was deleted
	Frames      int                `json:"frames"`
	Records     map[model.Kind]int `json:"records"`
	RecoveryKey string             `json:"recovery_key,omitempty"`
	Backup      string             `json:"backup,omitempty"` // the first encrypted one, with --wipe-old
	Deleted     int                `json:"deleted_backups"`
	Readable    []string           `json:"readable_backups"` // that open without a passphrase
}

// Run encrypts the workspace. The passphrase is the one of --passphrase-file, or typed twice.
func (x encryptCommand) Run(c *call) error {
	dir, err := c.folder()
	if err != nil {
		return err
	}
	p, err := c.newPassphrase(c.PassphraseFile)
	if errors.Is(err, keys.ErrLocked) {
		return mistake("请用 --passphrase-file 给出口令文件")
	}
	if err != nil {
		return err
	}
	k, master, err := keys.New(p, time.Now())
	if err != nil {
		return err
	}
	recovery := k.SetRecovery(master, time.Now())
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	r, err := store.Encrypt(ctx, dir, k, master, c.resealing())
	if err != nil {
		return reopened(dir, err)
	}
	out := resealed(dir, r)
	out.RecoveryKey = recovery
	if x.WipeOld {
		err = c.wipe(ctx, &out)
	} else {
		out.look(dir)
	}
	return errors.Join(c.print(out, out.write), err)
}

func (c *call) resealing() store.ResealOptions {
	return store.ResealOptions{User: c.user(), Unlock: c.secret}
}

// reopened says in the user's words why a workspace that must be there is not.
func reopened(dir string, err error) error {
	if errors.Is(err, store.ErrNoWorkspace) {
		return failure("没有这个工作区：" + dir + "。先用 chainatlas demo 或 chainatlas import 建立")
	}
	return err
}

func resealed(dir string, r *store.Resealed) encryptResult {
	counts := r.Records
	if counts == nil {
		counts = map[model.Kind]int{}
	}
	return encryptResult{Workspace: dir, Aside: r.Aside, Frames: r.Frames, Records: counts, Readable: []string{}}
}

// wipe deletes what can still be read: first there is an encrypted backup, then the others go.
func (c *call) wipe(ctx context.Context, out *encryptResult) error {
	rolled, err := backup.Rolling{Program: c.version}.Replace(ctx, store.Folder(out.Workspace))
	if rolled.Made != nil {
		out.Backup, out.Deleted = rolled.Made.Path, rolled.Deleted
	}
	out.look(out.Workspace)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(out.Aside); err != nil {
		return err
	}
	out.Aside = ""
	return nil
}

// look lists the backups in the usual folder that open without a passphrase.
func (r *encryptResult) look(dir string) { r.name(backup.Readable(dir, backup.FolderOf(dir))) }

func (r *encryptResult) name(readable []*backup.Backup) {
	for _, b := range readable {
		r.Readable = append(r.Readable, b.Path)
	}
}

func (r encryptResult) write(w io.Writer) {
	fmt.Fprintf(w, "已加密\t%s\n已逐条核对 %d 次操作\n", r.Workspace, r.Frames)
	writeCounts(w, r.Records)
	writeRecovery(w, r.RecoveryKey)
	if r.Aside != "" {
		fmt.Fprintf(w, "原来的工作区没有加密，移到\t%s\n核对后请删除这个文件夹\n", r.Aside)
	}
	if r.Backup != "" {
		fmt.Fprintf(w, "新的加密备份\t%s\n已删除不加密的自动备份 %d 份和原来的工作区\n", r.Backup, r.Deleted)
	}
	for _, path := range r.Readable {
		fmt.Fprintf(w, "这份备份没有加密，仍可直接读取\t%s\n", path)
	}
}

func writeRecovery(w io.Writer, key string) {
	fmt.Fprintf(w, "恢复密钥\t%s\n请打印或抄下，与电脑分开保管。只显示这一次；忘记口令时只有它能打开工作区\n", key)
}

type decryptCommand struct{}

// Run makes a plain workspace of an encrypted one.
func (decryptCommand) Run(c *call) error {
	dir, err := c.folder()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	r, err := store.Decrypt(ctx, dir, c.resealing())
	if err != nil {
		return reopened(dir, err)
	}
	out := resealed(dir, r)
	return c.print(out, func(w io.Writer) {
		fmt.Fprintf(w, "已取消加密\t%s\n已逐条核对 %d 次操作\n", dir, r.Frames)
		writeCounts(w, r.Records)
		fmt.Fprintf(w, "原来的加密工作区移到\t%s\n", r.Aside)
	})
}

type passphraseCommand struct {
	NewPassphraseFile string `help:"新口令的文件；不写时在终端输入两次" placeholder:"F"`
	Remember          *bool  `negatable:"" help:"只改这一项：当前 Windows 账户在本机打开时不再询问口令"`
}

// Run changes the passphrase. Only the keys are written; the workspace stays as it is.
func (x passphraseCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	if !s.Encrypted() {
		return store.ErrNotEncrypted
	}
	if x.Remember != nil {
		if err := s.Remember(*x.Remember); err != nil {
			return err
		}
		return c.opensBy(s, "已更改本机打开的方式")
	}
	p, err := c.newPassphrase(x.NewPassphraseFile)
	if errors.Is(err, keys.ErrLocked) {
		return mistake("请用 --new-passphrase-file 给出新口令的文件")
	}
	if err == nil {
		err = s.SetPassphrase(p)
	}
	if err != nil {
		return err
	}
	return c.opensBy(s, "口令已更换。以前的备份仍用当时的口令打开")
}

type keysResult struct {
	Workspace   string `json:"workspace"`
	Passphrase  bool   `json:"passphrase"`
	Recovery    bool   `json:"recovery"`
	Device      bool   `json:"device"` // this account on this computer
	RecoveryKey string `json:"recovery_key,omitempty"`
}

func (c *call) opensBy(s *store.Store, text string) error {
	out := keysOf(s)
	return c.print(out, func(w io.Writer) { fmt.Fprintln(w, text) })
}

func keysOf(s *store.Store) keysResult {
	k := s.Keys()
	return keysResult{Workspace: s.Dir(), Passphrase: k.Has(keys.ByPassphrase), Recovery: k.Has(keys.ByRecovery), Device: k.Has(keys.ByDevice)}
}

type recoveryKeyCommand struct{}

// Run makes a new recovery key and shows it once.
func (recoveryKeyCommand) Run(c *call) error {
	s, err := c.store()
	if err != nil {
		return err
	}
	key := keys.NewRecoveryKey()
	if err := s.SetRecoveryKey(key); err != nil {
		return err
	}
	out := keysOf(s)
	out.RecoveryKey = key
	return c.print(out, func(w io.Writer) {
		writeRecovery(w, key)
		fmt.Fprintln(w, "以前的恢复密钥不再有效；以前的备份仍用当时的恢复密钥打开")
	})
}
