package present

import (
	"context"
	"fmt"
)

// slides draws everything that can be shown: the map, then the chains by name.
func slides(ctx context.Context, o Options) ([]slide, error) {
	v, err := look(ctx, o.Store)
	if err != nil {
		return nil, err
	}
	ground, err := v.mapSlide(o.Base, o.Typeface)
	if err != nil {
		return nil, err
	}
	out := []slide{ground}
	for _, c := range v.Chains {
		one, err := v.chainSlide(c, o.Typeface)
		if err != nil {
			return nil, fmt.Errorf("present %s: %w", c.Name, err)
		}
		out = append(out, one)
	}
	return out, ctx.Err()
}
