// Command console is ChainAtlas.com: a prompt runs it when somebody types chainatlas. The program beside it is one with a
// window, for which a prompt does not wait; this one waits, and ends with its exit code.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
)

const program = "ChainAtlas.exe"

func main() { os.Exit(run()) }

func run() int {
	self, err := os.Executable()
	if err != nil {
		fmt.Fprintln(os.Stderr, "找不到程序所在的文件夹：", err)
		return 1
	}
	cmd := exec.Command(filepath.Join(filepath.Dir(self), program), os.Args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	signal.Ignore(os.Interrupt) // Ctrl+C is for the program, which ends in its own way
	err = cmd.Run()
	var ended *exec.ExitError
	switch {
	case errors.As(err, &ended):
		return ended.ExitCode()
	case err != nil:
		fmt.Fprintln(os.Stderr, "不能启动", program, "：", err)
		return 1
	}
	return 0
}
