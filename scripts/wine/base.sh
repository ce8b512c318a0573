# What the steps of scripts/test-windows.sh share: a screen, a prefix of wine, and how to call, await and look.
base="$PWD/build/wine"
export WINEPREFIX="$base/prefix" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" LIBGL_ALWAYS_SOFTWARE=1 LANG=C.UTF-8

step() { printf '== %s\n' "$*"; }
fail() {
	picture failed
	cat "$base/events" "$base/out" "$base/err" 2>/dev/null >&2 || true
	echo "FAILED: $*" >&2
	exit 1
}

# screen starts a display; with -extension GLX it is one without OpenGL.
screen() {
	local number=$1
	shift
	Xvfb ":$number" -screen 0 1600x1000x24 "$@" >/dev/null 2>&1 &
	started+=($!)
	export DISPLAY=":$number"
	until xdotool getdisplaygeometry >/dev/null 2>&1; do sleep 0.1; done
	openbox >/dev/null 2>&1 &
	started+=($!)
}

finish() {
	wineserver -k || true
	kill "${started[@]}" 2>/dev/null || true
}

prepare() {
	rm -rf "$base"
	mkdir -p "$base"
	started=()
	trap finish EXIT
	screen 77
	step "a new prefix of wine"
	prefix
	home="$WINEPREFIX/drive_c/程序 目录"
	mkdir -p "$home"
	cp build/windows/ChainAtlas.exe build/windows/ChainAtlas.com "$home/"
	exe='C:\程序 目录\ChainAtlas.exe' com='C:\程序 目录\ChainAtlas.com'
	ws='C:\办公 资料\招商 工作区'
	office="$WINEPREFIX/drive_c/办公 资料"
	wsdir="$office/招商 工作区"
	mkdir -p "$office"
}

# prefix makes a Windows 10: a new one is 7, which the installer refuses, without the library that Go takes chance from, and
# without Chinese in boxes.
prefix() {
	local name
	wine wineboot -i >/dev/null 2>&1
	cp assets/fonts/*.ttf "$WINEPREFIX/drive_c/windows/Fonts/"
	for name in "MS Shell Dlg" "MS Shell Dlg 2" Tahoma "Microsoft Sans Serif"; do
		wine reg add 'HKCU\Software\Wine\Fonts\Replacements' /v "$name" /d "Noto Sans SC" /f >/dev/null
	done
	winver win10
	x86_64-w64-mingw32-gcc -shared -O2 -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" packaging/windows/wine/bcryptprimitives.c -ladvapi32
}

# winver is the Windows that wine says it is.
winver() {
	wine reg add 'HKCU\Software\Wine' /v Version /d "$1" /f >/dev/null
	wineserver -k || true # it is read when wine starts
	wineserver -w
}

# run calls the program as a prompt does, and wants the exit code that comes first.
run() {
	local want=$1 code=0
	shift
	wine "$com" "$@" >"$base/out" 2>"$base/err" || code=$?
	[ "$code" = "$want" ] || fail "exit code $code of $*, want $want"
}
says() { grep -q -- "$1" "$base/${2:-out}" || fail "no «$1»"; }

# until_true tries a command for five minutes: the computer may be busy.
until_true() {
	local i
	for i in $(seq 1500); do
		if "$@" >/dev/null 2>&1; then return; fi
		sleep 0.2
	done
	return 1
}

# open starts the window; its events go to a file.
open() {
	: >"$base/events"
	wine "$exe" --workspace "$ws" --events --user 测试员 "$@" >>"$base/events" 2>"$base/err" &
	program=$!
	await started
}
happened() { grep -q "^$1" "$base/events"; }
await() { until_true happened "$1" || fail "the window did not say $1"; }
forget() { : >"$base/events"; } # what was said so far, so that the next await is for the next time

close() {
	keys alt+F4
	until_true gone '^招商链图$' || fail "the window did not close"
	wineserver -w # until the program has ended
}
gone() { ! xdotool search --name "$1"; }

front() { xdotool search --sync --onlyvisible --limit 1 --name '^招商链图$' windowactivate --sync; }
keys() { xdotool key --window 0 --delay 60 "$@"; }
# click takes logical pixels of the window at its first size.
click() {
	xdotool mousemove --sync --window "$(xdotool search --onlyvisible --limit 1 --name '^招商链图$')" "$1" "$2"
	xdotool click 1
}
picture() { import -window root "$base/$1.png" 2>/dev/null || xwd -root -silent >"$base/$1.xwd" || true; }

# look is what stands on the screen, in a line.
look() { import -window root -depth 8 rgb:- | md5sum; }

# settled waits until the picture is the same twice.
settled() {
	local was="" now
	now=$(look)
	while [ "$now" != "$was" ]; do
		was=$now
		sleep 1
		now=$(look)
	done
}
