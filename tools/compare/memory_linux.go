package main

import (
	"bytes"
	"os"
	"strconv"
)

// peakMemory is the most memory the process ever had, in bytes; 0 when it cannot be said.
func peakMemory() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range bytes.Lines(status) {
		if rest, ok := bytes.CutPrefix(line, []byte("VmHWM:")); ok {
			kb, _ := strconv.ParseFloat(string(bytes.Fields(rest)[0]), 64)
			return kb * 1024
		}
	}
	return 0
}
