#!/usr/bin/env bash
# Runs the tests that open the real window, and the tour through every screen, under a virtual display.
set -euo pipefail
bin=$1 tags=$2
go vet -tags "$tags" . ./app
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
xvfb-run -a -s "-screen 0 1600x1000x24" env CHAINATLAS_BIN="$PWD/$bin" go test -tags "$tags" -count=1 . ./app
