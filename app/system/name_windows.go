package system

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// Name is the operating system with its number, as 10.0.19045; 11 begins with 10.0.22000.
func Name() string {
	v := windows.RtlGetVersion()
	return fmt.Sprintf("Windows %d.%d.%d", v.MajorVersion, v.MinorVersion, v.BuildNumber)
}
