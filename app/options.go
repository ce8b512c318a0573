package app

import (
	"errors"
	"fmt"
	"strings"
)

// options are what the window is started with, beside what it shares with the commands.
type options struct {
	demo   bool   // fill an empty workspace with the demonstration
	events bool   // print a line for everything that a user would see happen
	tour   string // folder for one picture of each screen; "" for an ordinary start
}

// errUsage is returned for a window's option that lacks its value.
var errUsage = errors.New("needs a folder")

// takeOptions takes --demo, --events and --tour DIR, which mean the window, out of the arguments.
func takeOptions(args []string) (o options, rest []string, err error) {
	for i := 0; i < len(args); i++ {
		name, value, given := strings.Cut(args[i], "=")
		switch {
		case args[i] == "--demo":
			o.demo = true
		case args[i] == "--events":
			o.events = true
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
	return o, rest, nil
}
