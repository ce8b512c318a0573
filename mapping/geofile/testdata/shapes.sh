#!/bin/sh
# Makes shapes.zip with GDAL 3.6: a shapefile of every kind of geometry, in GBK and UTF-8.
set -eu
cd "$(dirname "$0")"
rm -f shapes.zip
out=$(pwd)/shapes.zip
dir=$(mktemp -d)
cd "$dir"
layer() { # name, encoding, system, rows of WKT
	{
		echo 'WKT,名称,面积,编号,日期'
		echo "\"$4\",淄博高新区,12.5,370303199001011234,2024/06/30"
		echo '"",没有图形,,,'
	} >"$1.csv"
	ogr2ogr -q -f 'ESRI Shapefile' "$1.shp" "$1.csv" -oo AUTODETECT_TYPE=YES -oo KEEP_GEOM_COLUMNS=NO -a_srs "$3" -lco "ENCODING=$2"
}
layer 点 GBK EPSG:4490 'POINT (118.05 36.85)'
layer 点高 UTF-8 EPSG:4326 'POINT Z (118.05 36.85 7)'
layer 点测 UTF-8 EPSG:4326 'POINT M (118.05 36.85 7)'
layer 多点 GBK EPSG:4527 'MULTIPOINT (39500000 4000000,39500001 4000001)'
layer 线 GBK EPSG:4548 'MULTILINESTRING ((0 0,1 1),(2 2,3 3))'
layer 线高 UTF-8 EPSG:4548 'LINESTRING Z (0 0 5,1 1 5)'
layer 面 GBK EPSG:4528 'MULTIPOLYGON (((0 0,10 0,10 10,0 10,0 0),(1 1,1 9,9 9,9 1,1 1)),((2 2,3 2,3 3,2 2)))'
layer 面高测 UTF-8 EPSG:3857 'POLYGON ZM ((0 0 1 2,10 0 1 2,10 10 1 2,0 0 1 2))'
layer 旧 GBK EPSG:2364 'POLYGON ((0 0,10 0,10 10,0 0))'
zip -q -X "$out" ./*.shp ./*.shx ./*.dbf ./*.prj ./*.cpg
rm -r "$dir"
