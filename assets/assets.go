// Package assets carries the files that travel inside the program: fonts, the
// icon, the base map, the industrial chains, the manual and the words of the
// interface.
//
// It parses nothing and imports nothing of ours; whoever asks for a file reads
// it. Returned slices are shared and must not be changed.
package assets
