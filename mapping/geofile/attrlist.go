package geofile

import "strconv"

// attrList are the attributes of a feature while they are gathered from several places.
type attrList []Attr

// mostAttrs is more than any table has columns: a feature of more was made to keep the program busy.
const mostAttrs = 1000

// add appends an attribute that has a value. The same one twice is kept once; another value under a name that is taken
// gets a name of its own, since nothing that a file says is lost.
func (a *attrList) add(name string, value any) {
	if value == nil || value == "" {
		return
	}
	if name == "" {
		name = "属性"
	}
	unique := name
	for n := 2; ; n++ {
		v, taken := a.get(unique)
		if taken && v == value {
			return
		}
		if !taken {
			break
		}
		unique = name + "_" + strconv.Itoa(n)
	}
	*a = append(*a, Attr{unique, value})
}

func (a attrList) get(name string) (any, bool) {
	for _, x := range a {
		if x.Name == name {
			return x.Value, true
		}
	}
	return nil, false
}
