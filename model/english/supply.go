package english

import (
	"regexp"
	"strings"

	"chainatlas/model"
)

// Utility is a utility in English; the word itself where it is none.
func Utility(what string) string {
	if s, ok := map[string]string{
		model.Power: "Power", model.Water: "Water", model.Heat: "Steam and heat", model.Gas: "Natural gas", model.Discharge: "Wastewater discharge",
		model.FloorLoad: "Floor load", model.Crane: "Crane", model.Height: "Clear height", "other": "Other",
	}[what]; ok {
		return s
	}
	return what
}

// Supply is what is said of one utility: 8,000 kVA, 10 kV, double circuit, available. Tonnes of water are cubic metres. ok is
// false for words that are not understood.
func Supply(x model.Supply) (text string, ok bool) {
	if x.Value == nil && x.Voltage == "" && x.Circuits == 0 && x.Ready == "" {
		return "", false
	}
	var parts []string
	if x.Value != nil {
		unit := x.Unit
		if strings.HasPrefix(unit, "吨/日") && (x.What == model.Water || x.What == model.Discharge) {
			unit = "立方米/日"
		}
		amount, ok := measure(exact(*x.Value), exact(*x.Value), unit)
		if !ok {
			return "", false
		}
		parts = append(parts, qualifier(bare(x.Note))+amount)
	}
	if x.Voltage != "" {
		parts = append(parts, volts(x.Voltage))
	}
	switch x.Circuits {
	case 0:
	case 1:
		parts = append(parts, "single circuit")
	case 2:
		parts = append(parts, "double circuit")
	default:
		parts = append(parts, itoa(x.Circuits)+" circuits")
	}
	switch x.Ready {
	case model.Yes:
		parts = append(parts, "available")
	case model.No:
		parts = append(parts, "not yet available")
	}
	return strings.Join(parts, ", "), true
}

var kilovolts = regexp.MustCompile(`(?i)([0-9.]+)\s*(?:kV|千伏)`)

// volts puts the space between a number and kV.
func volts(s string) string { return kilovolts.ReplaceAllString(s, "$1 kV") }
