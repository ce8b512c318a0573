// Package thematic turns records into drawings: a chain into its chain map, sites and projects into layers of the map.
//
// Everything goes through model.Redact for the audience that is named, so what visitors must not know never reaches a
// canvas, not even as a title. Points are projected to Web Mercator once; drawings are immutable and may be painted
// from several goroutines at a time.
package thematic
