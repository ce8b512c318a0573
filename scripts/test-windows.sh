#!/usr/bin/env bash
# Tries under wine what `make windows` made. Leaves pictures of the window in build/wine/. A step that fails ends the run.
#
#   test-windows.sh               all steps
#   test-windows.sh STEP …        some of them, of: system commands window typing screens flip soft installer signing
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh wine

version=$(sed -n 's/^var Version = "\(.*\)"$/\1/p' app/app.go)
setup="$PWD/dist/ChainAtlas-$version-setup.exe"
[ -f "$setup" ] && [ -f build/windows/ChainAtlas.exe ] || { echo "make windows comes first" >&2; exit 1; }

for part in scripts/wine/*.sh; do
	# shellcheck source=/dev/null
	. "$part"
done
steps=("$@")
[ $# -gt 0 ] || steps=(system commands window typing screens flip soft installer signing)
prepare
for s in "${steps[@]}"; do "$s"; done
step "all passed: ${steps[*]}"
