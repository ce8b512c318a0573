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
	picture soft-window
	keys ctrl+k
	await palette
	picture soft-entry
	keys Escape
	close
}
