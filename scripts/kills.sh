#!/usr/bin/env bash
# Kills a writing process 300 times, or as often as said, and checks that nothing acknowledged was lost.
set -euo pipefail
cd "$(dirname "$0")/.."
CHAINATLAS_KILLS=${1:-300} CGO_ENABLED=0 go test -run '^TestKillLoop$' -count 1 -timeout 60m -v ./model/store
