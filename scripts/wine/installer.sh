# The installer: what it refuses, what it puts where, and that data stays. Also the program's own repair.

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
	step "the installer refuses Windows 7 and 8, in words and silently, and installs nothing"
	local at="$WINEPREFIX/drive_c/安装目录" old # without a blank: wine quotes such an argument, and the installer wants it bare
	for old in win7 win81; do
		winver "$old"
		refused
	done
	winver win10
	step "the installer: install, upgrade, uninstall; data stays"
	wine "$setup" /S '/D=C:\安装目录' || fail "install ended with $?"
	[ -f "$at/ChainAtlas.exe" ] && [ -f "$at/NOTICE" ] || fail "nothing was installed"
	[ ! -f build/windows/softgl/opengl32.dll ] || [ -f "$at/softgl/opengl32.dll" ] || fail "softgl was not installed"
	com='C:\安装目录\ChainAtlas.com' run 0 --version
	mkdir -p "$at/data" && touch "$at/data/留下"
	wine reg query 'HKCU\Software\Classes\.capack' /ve | grep -q BaseMap || fail "no association"
	wine reg query 'HKCU\Software\Classes\.calk' /ve | grep -q Package || fail "no association of packages"
	wine "$setup" /S || fail "upgrade ended with $?"
	wine "$at/uninstall.exe" /S "_?=C:\\安装目录" || fail "uninstall ended with $?"
	[ ! -e "$at/ChainAtlas.exe" ] && [ ! -e "$at/softgl" ] && [ -e "$at/data/留下" ] || fail "uninstall left the program, or took data"
	[ ! -e "$wsdir" ] || [ -d "$wsdir/journal" ] || fail "the workspace is gone"
}

refused() {
	local code=0 pid
	wine "$setup" /S '/D=C:\安装目录' || code=$?
	[ "$code" = 2 ] && [ ! -e "$at" ] || fail "on $old the installer ended with $code"
	code=0
	wine "$setup" '/D=C:\安装目录' &
	pid=$!
	until_true xdotool search --onlyvisible --name '招商链图' || fail "no box on $old"
	picture "refused-$old"
	keys Return
	wait "$pid" || code=$?
	[ "$code" = 2 ] && [ ! -e "$at" ] || fail "on $old the installer ended with $code after its box"
}
