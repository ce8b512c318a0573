#!/usr/bin/env bash
# Fuzzes every target for a minute each.
set -euo pipefail
grep -rl --include='*_test.go' '^func Fuzz' . | while read -r file; do
	dir=$(dirname "$file")
	grep -o '^func Fuzz[A-Za-z0-9_]*' "$file" | sed 's/^func //' | while read -r target; do
		echo "$dir $target"
		CGO_ENABLED=0 go test -run '^$' -fuzz "^$target\$" -fuzztime 60s -fuzzminimizetime 50x "$dir"
	done
done
