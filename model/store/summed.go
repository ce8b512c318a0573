package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
)

// A small file is JSON whose last entry is a CRC-32C over the bytes before that entry. Files of the first programs have none.
var sumStart = []byte(",\n  \"sum\": \"")

// withSum is v as such a file.
func withSum(v any) ([]byte, error) {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return nil, err
	}
	b = bytes.TrimSuffix(b, []byte("\n}"))
	return fmt.Appendf(b, "%s%s\"\n}\n", sumStart, sumOf(b)), nil
}

func sumOf(b []byte) string { return fmt.Sprintf("%08x", crc32.Checksum(b, castagnoli)) }

// readSummed decodes the file and tells whether it had a sum. A sum that is wrong is ErrDamaged.
func readSummed(b []byte, to any) (summed bool, err error) {
	if at := bytes.LastIndex(b, sumStart); at >= 0 {
		summed = true
		if sum, _, _ := bytes.Cut(b[at+len(sumStart):], []byte(`"`)); string(sum) != sumOf(b[:at]) {
			return summed, ErrDamaged
		}
	}
	if json.Unmarshal(b, to) != nil {
		return summed, ErrDamaged
	}
	return summed, nil
}
