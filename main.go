// Command chainatlas is 招商链图: projects, enterprises, chains and sites of an investment-promotion bureau.
package main

import (
	"os"
	"runtime/debug"

	"chainatlas/app"
)

// Office computers have little memory and time to spare: the collector runs when half as much again is used, not as much.
const collectAt = 50

func main() {
	debug.SetGCPercent(collectAt)
	os.Exit(app.Main(os.Args))
}
