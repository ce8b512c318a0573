// Package ui has the widgets that every screen uses; it knows no records.
//
// Widgets tell, screens decide: a widget reports OnOpen(row) and the screen opens what stands in that row.
// Everything here runs on the UI thread.
package ui
