#!/bin/sh
# Makes gdal.gpkg and gdal.kml with GDAL 3.6, whose files the readers are held against.
set -eu
cd "$(dirname "$0")"
rm -f gdal.gpkg gdal.kml
csv() { # a row for every kind of geometry; $1 says Z, M, ZM or nothing, $2 what each position ends with
	echo 'WKT,名称,n,r,d,t,b'
	echo "\"POINT $1 (117.8 36.05$2)\",甲,7,1.25,2024/06/30,2024/06/30 08:09:10,1"
	echo "\"MULTIPOINT $1 ((117.8 36.05$2),(117.9 36.15$2))\",,,,,,"
	echo "\"LINESTRING $1 (117.8 36.05$2,117.9 36.15$2)\",,,,,,"
	echo "\"MULTILINESTRING $1 ((117.8 36.05$2,117.9 36.15$2),(117 36$2,118 36$2))\",,,,,,"
	r="(117 36$2,118 36$2,118 37$2,117 36$2)"
	echo "\"POLYGON $1 ($r,(117.5 36.2$2,117.6 36.2$2,117.6 36.3$2,117.5 36.2$2))\",,,,,,"
	echo "\"MULTIPOLYGON $1 (($r),((119 36$2,120 36$2,120 37$2,119 36$2)))\",,,,,,"
	echo "\"GEOMETRYCOLLECTION $1 (POINT $1 (117.8 36.05$2),LINESTRING $1 (117.8 36.05$2,117.9 36.15$2))\",,,,,,"
	echo ',没有图形,,,,,'
	echo '"POLYGON EMPTY",,,,,,'
}

dir=$(mktemp -d)
printf 'WKT,String,Integer,Real,Date,DateTime,Integer(Boolean)' >"$dir/types"
update=
for kind in XY Z M ZM; do
	case $kind in
	XY) csv '' '' ;;
	Z) csv Z ' 5' ;;
	M) csv M ' 6' ;;
	ZM) csv ZM ' 5 6' ;;
	esac >"$dir/$kind.csv"
	cp "$dir/types" "$dir/$kind.csvt"
	ogr2ogr $update -f GPKG -nln "$kind" -a_srs EPSG:4490 -nlt GEOMETRY -lco SPATIAL_INDEX=NO -oo KEEP_GEOM_COLUMNS=NO gdal.gpkg "$dir/$kind.csv"
	update=-update
done
ogr2ogr -f KML gdal.kml gdal.gpkg XY
rm -r "$dir"
