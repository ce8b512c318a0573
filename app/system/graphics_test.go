package system

import "testing"

func TestOldGraphicsAreNotEnough(t *testing.T) {
	for _, c := range []struct {
		version string
		want    bool
	}{
		{"1.1.0", false}, // GDI Generic: no driver, or a remote desktop
		{"1.4.0 - Build 7.14.10.4926", false},
		{"2.0.1", false},
		{"2.1", true},
		{"2.1 Mesa 22.3.6", true},
		{"3.1.0 - Build 9.17.10.4459", true},
		{"4.6.0 NVIDIA 552.22", true},
		{"10.0", true},
		{"", false},
		{"unknown", false},
	} {
		if got := enough(c.version); got != c.want {
			t.Errorf("%q is enough: %v", c.version, got)
		}
	}
}
