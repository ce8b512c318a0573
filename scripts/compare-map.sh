#!/usr/bin/env bash
# Draws the same maps with Mapnik, and puts the same points together with supercluster, in one run; no part of passing.
# Needs Debian's python3-mapnik, python3-numpy and nodejs with npm; the arguments go to the comparison with Mapnik.
set -euo pipefail
/usr/bin/python3 tools/comparemap/compare.py "$@" || failed=1
mkdir -p build/compare-clusters
npm install --silent --no-fund --no-audit --prefix build/compare-clusters supercluster@9.1.0
node tools/comparemap/clusters.mjs build/compare-clusters || failed=1
exit "${failed:-0}"
