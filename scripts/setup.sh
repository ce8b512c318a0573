#!/usr/bin/env bash
# Installs what building and testing need on Debian, and says plainly what it cannot install.
# With "windows" it is what building for Windows needs, with "softgl" its OpenGL without a card, with "wine" also what trying that
# needs, with "sign" what signing needs.
set -euo pipefail

need_go=1.26
if ! command -v go >/dev/null; then
	echo "Go $need_go or newer is needed and was not found: install it, then try again." >&2
	exit 1
fi
have=$(cd / && GOTOOLCHAIN=local go version | sed 's/^go version go//; s/[^0-9.].*//') # away from go.mod, which would fetch a newer Go
if [ "$(printf '%s\n%s\n' "$need_go" "$have" | sort -V | head -1)" != "$need_go" ]; then
	echo "Go $need_go or newer is needed; this is Go $have." >&2
	exit 1
fi

[ "$(uname -s)" = Linux ] && command -v dpkg-query >/dev/null || exit 0

wanted="gcc pkg-config libgl1-mesa-dev xorg-dev libwayland-dev libxkbcommon-dev xvfb xauth libgl1-mesa-dri openbox xdotool poppler-utils librsvg2-bin"
case "${1:-}" in
windows) wanted="gcc-mingw-w64-x86-64 g++-mingw-w64-x86-64 nsis zip" ;;
softgl) wanted="gcc g++ gcc-mingw-w64-x86-64 g++-mingw-w64-x86-64 meson ninja-build bison flex python3-mako dpkg-dev" ;;
wine) wanted="gcc-mingw-w64-x86-64 g++-mingw-w64-x86-64 nsis zip wine wine64 xvfb libgl1 libgl1-mesa-dri openbox xdotool xclip imagemagick osslsigncode openssl" ;;
sign) wanted="osslsigncode nsis zip" ;;
esac
missing=""
for p in $wanted; do
	dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $p"
done
[ -z "$missing" ] && exit 0

echo "Installing:$missing"
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of package names
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
