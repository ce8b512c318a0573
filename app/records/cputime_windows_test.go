package records

import "time"

var began = time.Now()

// cpuTime is the clock here.
func cpuTime() time.Duration { return time.Since(began) }
