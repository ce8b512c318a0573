# A computer without OpenGL, which here is a display without GLX: with softgl\ the program draws by itself, without it says so.

# softhome is a program folder with Mesa beside the program.
softhome='C:\软件 显示'

soft() {
	[ -f build/windows/softgl/opengl32.dll ] || fail "no softgl: make softgl windows comes first"
	step "without OpenGL and without softgl: a box that says so"
	wineserver -k || true
	wineserver -w
	screen 78 -extension GLX
	local code=0 pid
	wine "$exe" --workspace "$ws" >"$base/out" 2>"$base/err" &
	pid=$!
	until_true xdotool search --onlyvisible --name '^招商链图$' || fail "no box"
	picture no-opengl
	keys Return
	wait "$pid" || code=$?
	[ "$code" = 1 ] || fail "the program ended with $code"

	step "with softgl: the window"
	local dir="$WINEPREFIX/drive_c/软件 显示"
	mkdir -p "$dir/softgl"
	cp build/windows/ChainAtlas.exe build/windows/ChainAtlas.com "$dir/"
	cp build/windows/softgl/*.dll "$dir/softgl/"
	exe="$softhome\\ChainAtlas.exe" soft_window
	export DISPLAY=:77
}

soft_window() {
	export WINEDLLOVERRIDES="$WINEDLLOVERRIDES;opengl32=n,b" # what Windows does by itself: the program's own folder comes first
	open
	await searchable
	front
	pid=$(xdotool getwindowpid "$(xdotool search --onlyvisible --limit 1 --name '^招商链图$')")
	picture soft-window
	click 53 62
	await "screen projects"
	settled
	picture soft-list
	reaction "a wheel's notch in the list" wheel 500 500
	click 500 69
	settled
	reaction "a letter in the search field" keys a
	picture soft-entry
	keys BackSpace
	settled
	click 53 206
	await "screen map"
	settled
	picture soft-map
	reaction "a wheel's notch on the map" wheel 700 500
	picture soft-zoomed
	close
}

wheel() {
	xdotool mousemove --window "$(xdotool search --onlyvisible --limit 1 --name '^招商链图$')" "$1" "$2"
	xdotool click 5
}

# spent is the processor's time that the program took, in milliseconds.
spent() { awk '{print ($14 + $15) * 10}' "/proc/$pid/stat"; }

# reaction says how long the picture takes to change after an input, and what it costs until it stands still: on a busy computer
# only the second counts.
reaction() {
	local what=$1 before from cost end=$((SECONDS + 120))
	shift
	before=$(look) from=$(date +%s%N) cost=$(spent)
	"$@"
	while [ "$(look)" = "$before" ]; do
		[ "$SECONDS" -lt "$end" ] || fail "nothing changed after $what"
	done
	printf '   %s: changed after %d ms' "$what" $((($(date +%s%N) - from) / 1000000))
	settled
	printf ', %d ms of the processor\n' $(($(spent) - cost))
}
