package report

import (
	"fmt"
	"slices"

	"chainatlas/model"
)

// Source hands out the live records of a kind with some of their fields; the store is one.
type Source interface {
	Parts(k model.Kind, fields []*model.Field, see func(model.Record) error) error
}

// counted are the kinds that figures are computed from.
var counted = []model.Kind{model.KindOffice, model.KindProject, model.KindVisit, model.KindReported, model.KindTarget}

// projectKeys are the fields of a project that figures and concerns look at, beside those that a stage asks for: long texts
// and addresses of a hundred thousand projects would only be read to be thrown away.
var projectKeys = []string{"name", "level", "fictional", "updated", "promotion", "stage", "list", "status", "status_reason", "chain", "node", "link_type",
	"industrial", "high_tech", "total_investment", "fixed_investment", "land_need", "street", "location", "channel", "lead_date", "first_talk", "expected_signing",
	"sign_date", "agreed_investment", "registered", "planned_start", "start_date", "planned_completion", "operation_date", "year_plan", "year_done",
	"domestic_funds", "foreign_funds", "unit"}

// Fields lists what Stats and Attention look at in a kind's records.
func Fields(k model.Kind) []*model.Field {
	if k != model.KindProject {
		return model.FieldsOf(k)
	}
	wanted := append(slices.Clone(projectKeys), model.GateKeys()...)
	return slices.DeleteFunc(slices.Clone(model.FieldsOf(k)), func(f *model.Field) bool { return !slices.Contains(wanted, f.Key) })
}

// Walk hands out all that figures and concerns are computed from, one record after the other.
func Walk(s Source, see func(model.Record)) error {
	for _, k := range counted {
		err := s.Parts(k, Fields(k), func(r model.Record) error {
			see(r)
			return nil
		})
		if err != nil {
			return fmt.Errorf("read records for figures: %w", err)
		}
	}
	return nil
}
