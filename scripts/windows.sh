#!/usr/bin/env bash
# Builds the Windows program on Debian (build), then its installer, its portable folder and their checksums (pack).
# What is built needs no network and depends on the sources alone: the same sources give the same bytes in any folder.
set -euo pipefail
cd "$(dirname "$0")/.."

from=build/windows out=dist
version=$(sed -n 's/^var Version = "\(.*\)"$/\1/p' app/app.go)
[ -n "$version" ] || { echo "app/app.go says no version" >&2; exit 1; }
mesa=$(cat "$from/softgl/version" 2>/dev/null || true) # that scripts/softgl.sh built; empty without it
soft=()
[ -z "$mesa" ] || soft=(softgl/opengl32.dll softgl/libgallium_wgl.dll softgl/LICENSE.txt)
export TZ=UTC SOURCE_DATE_EPOCH=1704067200 # a day that no build depends on

build() {
	scripts/setup.sh windows
	mkdir -p "$from"
	(
		export CGO_ENABLED=0
		go tool -modfile=tools/release.mod go-winres make --arch amd64 --in packaging/windows/winres.json --out rsrc --file-version "$version.0" --product-version "$version"
		GOOS=windows GOARCH=amd64 go build -trimpath -buildvcs=false -ldflags "-s -w -buildid=" -o "$from/ChainAtlas.com" ./tools/console
	)
	GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc CXX=x86_64-w64-mingw32-g++ \
		go build -trimpath -buildvcs=false -tags migrated_fynedo,no_emoji -ldflags "-H=windowsgui -s -w -buildid=" -o "$from/ChainAtlas.exe" .
	CGO_ENABLED=0 go tool -modfile=tools/release.mod go-winres extract --dir "$from/resources" "$from/ChainAtlas.exe" >/dev/null
	mv "$from"/resources/*.ico "$from/icon.ico"
	rm -rf "$from/resources"
}

pack() {
	mkdir -p "$out"
	papers
	installer
	portable
	cp "$from/sbom.cdx.json" "$out/ChainAtlas-$version-sbom.cdx.json"
	sums
	if [ -n "$mesa" ]; then
		echo "softgl: Mesa $mesa goes with it, for computers without OpenGL"
	else
		echo "softgl: NOT in it; on a computer without OpenGL the program will only say so. make release builds it, too"
	fi
}

# papers are the licences and the list of parts, also of the OpenGL that scripts/softgl.sh put beside the program, if it did.
papers() {
	cp LICENSE NOTICE "$from/"
	[ -z "$mesa" ] || printf '\n%s\nsoftgl\\: Mesa %s, MIT and others; see softgl\\LICENSE.txt\n' "$(printf -- '-%.0s' {1..78})" "$mesa" >>"$from/NOTICE"
	CGO_ENABLED=0 go run ./tools/sbom -mesa "$mesa" "$from/ChainAtlas.exe" "$version" >"$from/sbom.cdx.json"
}

installer() {
	local kilobytes
	kilobytes=$(cd "$from" && du -ck --apparent-size ChainAtlas.* NOTICE "${soft[@]}" | tail -1 | cut -f1)
	makensis -V2 -INPUTCHARSET UTF8 ${mesa:+-DSOFTGL} "-DVERSION=$version" "-DKILOBYTES=$kilobytes" "-DFROM=$PWD/$from" "-DOUT=$PWD/$out/ChainAtlas-$version-setup.exe" packaging/windows/installer.nsi
}

# The folder data beside the program is what makes it the portable form.
portable() {
	local work archive="$PWD/$out/ChainAtlas-$version-portable.zip"
	work=$(mktemp -d)
	mkdir -p "$work/ChainAtlas/data"
	(cd "$from" && cp --parents ChainAtlas.exe ChainAtlas.com LICENSE NOTICE sbom.cdx.json "${soft[@]}" "$work/ChainAtlas/")
	sed '1s/^/\xef\xbb\xbf/; s/$/\r/' packaging/windows/portable.txt > "$work/ChainAtlas/README.txt" # as Notepad wants it
	find "$work" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
	rm -f "$archive"
	(cd "$work" && find ChainAtlas | LC_ALL=C sort | zip -q -X -@ "$archive")
	rm -rf "$work"
}

sums() { (cd "$out" && sha256sum "ChainAtlas-$version"-* > SHA256SUMS && cat SHA256SUMS); }

for step in "$@"; do "$step"; done
