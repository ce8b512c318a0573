// Package sheet reads and writes the ledgers that bureaus pass around as Excel and CSV files.
//
// Reading ends in a Plan: what each row would do, and every doubt about it. Nothing is written here; the caller puts
// Plan.Records into the store as one action.
package sheet
