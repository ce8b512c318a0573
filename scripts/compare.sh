#!/usr/bin/env bash
# Builds the comparison with SQLite, a module of its own, and runs it with the arguments given.
set -euo pipefail
mkdir -p build
(
	cd tools/compare
	# The product's versions may have risen since; the comparison takes them over.
	export CGO_ENABLED=0 GOFLAGS=-mod=mod
	go vet .
	go test .
	go build -ldflags "-X main.revision=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)" -o ../../build/ .
)
exec build/compare "$@"
