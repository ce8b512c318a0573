#!/usr/bin/env bash
# Opens the window on the demo workspace. Without a display it clicks through every screen on a virtual one.
set -euo pipefail
bin=$1
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
	exec "$bin" --workspace build/demo --demo
fi
echo "No display here: visiting every screen on a virtual one; the pictures go to out/."
mkdir -p out
xvfb-run -a -s "-screen 0 1600x1000x24" "$bin" --workspace build/demo --demo --tour out
ls out
