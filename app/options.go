package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// options are what the window is started with, beside what it shares with the commands.
type options struct {
	demo     bool     // fill an empty workspace with the demonstration
	events   bool     // print a line for everything that a user would see happen
	tour     string   // folder for one picture of each screen; "" for an ordinary start
	language string   // zh or en; "" for what the settings say
	files    []string // to be opened in the window: a double click in the folder, or files dropped on the program
}

// errUsage is returned for a window's option that lacks its value.
var errUsage = errors.New("needs a folder")

// takeOptions takes --demo, --events, --language=en and --tour DIR, which mean the window, out of the arguments.
func takeOptions(args []string) (o options, rest []string, err error) {
	for i := 0; i < len(args); i++ {
		name, value, given := strings.Cut(args[i], "=")
		switch {
		case args[i] == "--demo":
			o.demo = true
		case args[i] == "--events":
			o.events = true
		case name == "--language" && given:
			o.language = value
		case name != "--tour":
			rest = append(rest, args[i])
		case given && value != "":
			o.tour = value
		case !given && i+1 < len(args):
			i++
			o.tour = args[i]
		default:
			return o, rest, fmt.Errorf("--tour: %w", errUsage)
		}
	}
	o.files, rest = takeFiles(rest)
	return o, rest, nil
}

// valued are the options whose next argument is no file to open.
var valued = []string{"--workspace", "--passphrase-file", "--user"}

// takeFiles takes out the files, absolute, when the first argument that is no option is one. The name of a command has no suffix.
func takeFiles(args []string) (files, rest []string) {
	for i := 0; i < len(args); i++ {
		switch {
		case slices.Contains(valued, args[i]):
			i++
		case strings.HasPrefix(args[i], "-"):
		case !isFile(args[i]):
			return nil, args
		default:
			for _, name := range args[i:] {
				if path, err := filepath.Abs(name); err == nil {
					files = append(files, path)
				}
			}
			return files, args[:i]
		}
	}
	return nil, args
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular() && filepath.Ext(name) != ""
}
