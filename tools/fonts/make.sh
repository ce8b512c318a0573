#!/bin/sh
# Rebuilds assets/fonts from the published package; needs npm and fontTools.
# Arguments are handed to subset.py (--without-extension-a).
set -eu

package=@expo-google-fonts/noto-sans-sc@0.4.3
here=$(cd "$(dirname "$0")" && pwd)
target=$here/../../assets/fonts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$work" && npm pack --silent "$package" && tar xzf ./*.tgz)
cut() {
	"${PYTHON:-python3}" "$here/subset.py" "$work/package/$1/NotoSansSC_$1.ttf" "$target/NotoSansSC-$2.ttf" ${3:+"$3"}
}
mkdir -p "$target"
cut 400Regular Regular "${1:-}"
cut 700Bold Bold "${1:-}"
cp "$work/package/LICENSE_FONT" "$target/OFL.txt"
(cd "$target" && sha256sum ./*.ttf)
