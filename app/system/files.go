package system

import "errors"

// ErrNoPrinting is returned where the system prints no files of a kind by itself: no program that prints them, or no printer.
var ErrNoPrinting = errors.New("the system does not print this file")
