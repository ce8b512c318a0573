// Command chainatlas is 招商链图: projects, enterprises, chains and sites of an investment-promotion bureau.
package main

import (
	"os"

	"chainatlas/app"
)

func main() { os.Exit(app.Main(os.Args)) }
