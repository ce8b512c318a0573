package geomap

import (
	"slices"
	"strconv"
	"strings"
)

// joined joins the parts that say something.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

func count(n int) string { return strconv.Itoa(n) }
