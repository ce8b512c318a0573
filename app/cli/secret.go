package cli

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strings"

	"chainatlas/model/keys"
)

// secret is what opens an encrypted workspace: from the file that the call names, else from whoever sits at the terminal.
func (c *call) secret() (keys.Secret, error) {
	if c.PassphraseFile != "" {
		return c.Secret()
	}
	text, err := c.ask("口令（或恢复密钥）：")
	return secretOf(text), err
}

// Secret is what stands in the passphrase file; nothing when the call names none.
func (g Globals) Secret() (keys.Secret, error) {
	if g.PassphraseFile == "" {
		return keys.Secret{}, nil
	}
	text, err := readPassphrase(g.PassphraseFile)
	return secretOf(text), err
}

// secretOf tells a recovery key from a passphrase, which never looks like one.
func secretOf(text string) keys.Secret {
	if keys.CheckRecovery(text) == nil {
		return keys.Secret{Recovery: text}
	}
	return keys.Secret{Passphrase: text}
}

// readPassphrase reads a file of one line; the line's end, and what Windows puts before it, are no part of the passphrase.
func readPassphrase(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	b = bytes.TrimRight(bytes.TrimPrefix(b, []byte("\ufeff")), "\r\n")
	if len(b) == 0 {
		return "", failure("口令文件是空的：" + path)
	}
	if bytes.ContainsAny(b, "\r\n") {
		return "", failure("口令文件应只有一行：" + path)
	}
	return string(b), nil
}

// ask reads a line that is not shown; where nobody sits at a terminal the workspace stays locked.
func (c *call) ask(question string) (string, error) {
	in, ok := c.in.(*os.File)
	if !ok {
		return "", errAsk
	}
	show, err := hideTyping(in)
	if err != nil {
		return "", errAsk
	}
	defer show()
	fmt.Fprint(c.err, question)
	line, err := bufio.NewReader(in).ReadString('\n')
	fmt.Fprintln(c.err)
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", errAsk
	}
	return line, err
}

var errAsk = fmt.Errorf("nobody to ask: %w", keys.ErrLocked)

// newPassphrase is what a workspace is to open with, from a file or typed twice.
func (c *call) newPassphrase(file string) (string, error) {
	if file != "" {
		p, err := readPassphrase(file)
		if err == nil {
			err = keys.CheckPassphrase(p)
		}
		return p, err
	}
	first, err := c.ask("新口令（至少 8 个字符）：")
	if err == nil {
		err = keys.CheckPassphrase(first)
	}
	if err != nil {
		return "", err
	}
	again, err := c.ask("再输一次新口令：")
	if err == nil && first != again {
		err = failure("两次输入的口令不同，没有改动")
	}
	return first, err
}
