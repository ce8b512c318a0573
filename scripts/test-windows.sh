#!/usr/bin/env bash
# Tries under wine what `make windows` made: the command line, the window, a kill, a second start, the installer.
# Leaves pictures of the window in build/wine/. A step that fails ends the run.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh wine

version=$(sed -n 's/^var Version = "\(.*\)"$/\1/p' app/app.go)
setup="$PWD/dist/ChainAtlas-$version-setup.exe"
[ -f "$setup" ] && [ -f build/windows/ChainAtlas.exe ] || { echo "make windows comes first" >&2; exit 1; }

base="$PWD/build/wine"
export WINEPREFIX="$base/prefix" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" LIBGL_ALWAYS_SOFTWARE=1 LANG=C.UTF-8
step() { printf '== %s\n' "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }

prepare() {
	rm -rf "$base"
	mkdir -p "$base"
	Xvfb :77 -screen 0 1600x1000x24 >/dev/null 2>&1 &
	xvfb=$!
	export DISPLAY=:77
	trap 'wineserver -k || true; kill $xvfb 2>/dev/null || true' EXIT
	step "a new prefix of wine"
	wine wineboot -i >/dev/null 2>&1
	wine reg add 'HKCU\Software\Wine' /v Version /d win10 /f >/dev/null # a new prefix is Windows 7, which the installer refuses
	wineserver -w
	x86_64-w64-mingw32-gcc -shared -O2 -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" packaging/windows/wine/bcryptprimitives.c -ladvapi32
	openbox >/dev/null 2>&1 &
	home="$WINEPREFIX/drive_c/程序 目录"
	mkdir -p "$home"
	cp build/windows/ChainAtlas.exe build/windows/ChainAtlas.com "$home/"
	exe='C:\程序 目录\ChainAtlas.exe' com='C:\程序 目录\ChainAtlas.com'
	ws='C:\办公 资料\招商 工作区'
	wsdir="$WINEPREFIX/drive_c/办公 资料/招商 工作区"
	mkdir -p "$(dirname "$wsdir")"
}

# run calls the program as a prompt does, and wants the exit code that comes first.
run() {
	local want=$1 code=0
	shift
	wine "$com" "$@" >"$base/out" 2>"$base/err" || code=$?
	[ "$code" = "$want" ] || { cat "$base/out" "$base/err" >&2; fail "exit code $code of $*, want $want"; }
}
says() { grep -q -- "$1" "$base/${2:-out}" || { cat "$base/out" "$base/err" >&2; fail "no «$1»"; }; }

commands() {
	step "commands, their output and their exit codes"
	run 0 --version
	says "$version"
	run 2 没有这条命令
	says 用法 err
	run 0 --workspace "$ws" demo
	run 0 --workspace "$ws" --json list 项目
	says '"name"'
	run 0 --workspace "$ws" chain draw 精品钢 --out 'C:\办公 资料\链 图.png'
	run 0 --workspace "$ws" map draw --out 'C:\办公 资料\地 图.png'
	file "$WINEPREFIX/drive_c/办公 资料"/*.png | grep -c PNG | grep -qx 2 || fail "the pictures are not there"
	run 0 --workspace "$ws" verify
	run 0 --workspace "$ws" diagnose --out 'C:\办公 资料\诊断.zip'
}

# open starts the window; its events go to a file.
open() {
	: >"$base/events"
	wine "$exe" --workspace "$ws" --events --user 测试员 "$@" >>"$base/events" 2>"$base/err" &
	await started
}
await() {
	local i
	for i in $(seq 600); do
		grep -q "^$1" "$base/events" && return
		sleep 0.2
	done
	cat "$base/events" "$base/err" >&2
	fail "the window did not say $1"
}
picture() { import -window root "$base/$1.png" 2>/dev/null || xwd -root -silent >"$base/$1.xwd"; }

window() {
	step "the window"
	open
	await searchable
	[ -n "$(xdotool search --name '^招商链图$')" ] || fail "no window of that name"
	picture window
	step "a second start hands its file over and ends"
	printf '项目名称,投资额（万元）\n乙项目,1200\n' >"$WINEPREFIX/drive_c/办公 资料/台账 一.csv"
	wine "$exe" --workspace "$ws" 'C:\办公 资料\台账 一.csv' || fail "the second start ended with $?"
	await forward
	await "screen import"
	picture import
	step "the installer refuses while the program runs"
	local code=0
	wine "$setup" /S || code=$?
	[ "$code" = 3 ] || fail "the installer ended with $code"
	step "a kill, and everything is there"
	wineserver -k9 || true
	wait 2>/dev/null || true &
	run 0 --workspace "$ws" verify
	open
	await searchable
	xdotool search --sync --name '^招商链图$' windowactivate --sync key --window 0 alt+F4
	for i in $(seq 300); do xdotool search --name '^招商链图$' >/dev/null 2>&1 || break; sleep 0.2; done
	run 0 --workspace "$ws" verify
}

# flip changes one bit in the middle of the largest table.
flip() {
	step "one flipped bit in the database is found and put right"
	local f at
	f=$(ls -S "$wsdir"/db/*.sst | head -1)
	at=$(($(stat -c %s "$f") / 2))
	printf "$(printf '\\%03o' $(($(od -An -tu1 -j $at -N1 "$f") ^ 1)))" | dd of="$f" bs=1 seek=$at conv=notrunc status=none
	run 0 --workspace "$ws" list 项目
	says 已修复 err
	run 0 --workspace "$ws" verify
}

installer() {
	step "the installer: install, upgrade, uninstall; data stays"
	local at="$WINEPREFIX/drive_c/安装目录" # without a blank: wine quotes such an argument, and the installer wants it bare
	wine "$setup" /S '/D=C:\安装目录' || fail "install ended with $?"
	[ -f "$at/ChainAtlas.exe" ] && [ -f "$at/NOTICE" ] || fail "nothing was installed"
	com='C:\安装目录\ChainAtlas.com' run 0 --version
	mkdir -p "$at/data" && touch "$at/data/留下"
	wine reg query 'HKCU\Software\Classes\.capack' /ve | grep -q BaseMap || fail "no association"
	wine reg query 'HKCU\Software\Classes\.calk' /ve | grep -q Package || fail "no association of packages"
	wine "$setup" /S || fail "upgrade ended with $?"
	wine "$at/uninstall.exe" /S "_?=C:\\安装目录" || fail "uninstall ended with $?"
	[ ! -e "$at/ChainAtlas.exe" ] && [ -e "$at/data/留下" ] || fail "uninstall left the program, or took data"
	[ -d "$wsdir/journal" ] || fail "the workspace is gone"
}

prepare
commands
window
flip
installer
step "all passed"
