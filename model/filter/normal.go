package filter

import "chainatlas/model"

// normal is model.NormalName with a short way for what it would not change: most values are nothing but Chinese
// characters, digits and capitals, and a filter asks a hundred thousand of them.
func normal(s string) string {
	for _, r := range s {
		if (r < '一' || r > 0x9FFF) && (r < '0' || r > '9') && (r < 'A' || r > 'Z') {
			return model.NormalName(s)
		}
	}
	return s
}
